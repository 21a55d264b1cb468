import { ENTITIES, type EntityDescription, type HttpMethod } from '../../autotask/catalogue.js';

/** What a path stands for; `methods` are the verbs that the route knows. */
export type Route =
  | { readonly kind: 'zone'; readonly methods: readonly string[] }
  | { readonly kind: 'versions'; readonly methods: readonly string[] }
  | { readonly kind: Service; readonly methods: readonly string[] }
  | { readonly kind: Metadata; readonly entity: EntityDescription; readonly methods: readonly string[] }
  | {
      readonly kind: 'query' | 'count' | 'next' | 'previous';
      readonly entity: EntityDescription;
      readonly methods: readonly string[];
    }
  | { readonly kind: 'collection'; readonly entity: EntityDescription; readonly methods: readonly string[] }
  | { readonly kind: 'record'; readonly entity: EntityDescription; readonly id: string; readonly methods: readonly string[] }
  | (ChildRoute & { readonly kind: 'child-collection' })
  | (ChildRoute & { readonly kind: 'child-record'; readonly id: string })
  | (ChildRoute & { readonly kind: 'action'; readonly id?: string })
  | (DocumentRoute & { readonly kind: 'invoice-document' });

/** Services that need no credentials. */
export type PublicService = 'zone' | 'versions';
export type Service = 'version' | 'entities' | 'modules' | 'authenticate' | 'threshold';
export type Metadata = 'entity-information' | 'fields' | 'user-defined-fields';

interface ChildRoute {
  readonly entity: EntityDescription;
  readonly parentId: string;
  readonly methods: readonly string[];
}

interface DocumentRoute {
  readonly entity: EntityDescription;
  readonly parentId: string;
  readonly document: string;
  readonly methods: readonly string[];
}

const READ = ['GET'];
const QUERY = ['GET', 'POST'];
const WRITE_BODY: readonly HttpMethod[] = ['POST', 'PUT', 'PATCH'];
const SERVICES: ReadonlyMap<string, Service | 'zone'> = new Map([
  ['zoneinformation', 'zone'],
  ['version', 'version'],
  ['entityinformation', 'entities'],
  ['modules', 'modules'],
  ['authenticate', 'authenticate'],
  ['thresholdinformation', 'threshold'],
]);
const METADATA: ReadonlyMap<string, Metadata> = new Map([
  ['entityinformation', 'entity-information'],
  ['entityinformation/fields', 'fields'],
  ['entityinformation/userdefinedfields', 'user-defined-fields'],
]);
const INVOICE_DOCUMENTS = ['invoicepdf', 'invoicemarkuphtml', 'invoicemarkupxml'];

const byName = new Map(ENTITIES.map((entity) => [entity.name.toLowerCase(), entity]));
/** Child entities by `parent/segment`. */
const byChildPath = new Map(
  ENTITIES.filter((entity) => entity.childPath !== undefined).map((entity) => [
    `${entity.parentPath ?? entity.parent ?? ''}/${entity.childPath ?? ''}`.toLowerCase(),
    entity,
  ]),
);

/**
 * The route of a path below the server's root, or null where IIS would answer 404. Paths are case-insensitive (dossier §1).
 *
 * @param path decoded or not, without query string.
 */
export function routeOf(path: string): Route | null {
  const [application, version, ...segments] = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);
  if (application?.toLowerCase() !== 'atservicesrest' || version === undefined) return null;
  if (version.toLowerCase() === 'versioninformation' && segments.length === 0) return { kind: 'versions', methods: READ };
  if (!/^v1(?:\.0)?$/i.test(version)) return null;
  const [first, ...rest] = segments;
  if (first === undefined) return null;
  const service = rest.length === 0 ? SERVICES.get(first.toLowerCase()) : undefined;
  if (service === 'zone') return { kind: service, methods: READ };
  if (service !== undefined) return { kind: service, methods: READ };
  return rootRoute(byName.get(first.toLowerCase()), rest) ?? belowRecord(first, rest);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function rootRoute(entity: EntityDescription | undefined, rest: readonly string[]): Route | null {
  if (entity === undefined) return null;
  const tail = rest.join('/').toLowerCase();
  if (tail === '') return collectionRoute(entity);
  const metadata = METADATA.get(tail);
  // Even entities that are written below a parent only describe themselves at the root; services do not.
  if (metadata !== undefined) return entity.kind === 'endpoint' ? null : { kind: metadata, entity, methods: READ };
  if (tail === 'query' || tail.startsWith('query/')) return queryRoute(entity, tail);
  const [id] = rest;
  return rest.length === 1 && id !== undefined ? recordRoute(entity, id) : null;
}

/** `/{Entity}` exists only where the entity is written at the root: others answer 404, not 405 (dossier §5, §7). */
function collectionRoute(entity: EntityDescription): Route | null {
  const methods = entity.rootMethods.filter((method) => WRITE_BODY.includes(method));
  return methods.length === 0 ? null : { kind: 'collection', entity, methods };
}

function queryRoute(entity: EntityDescription, tail: string): Route | null {
  if (!entity.canQuery) return null;
  if (tail === 'query') return { kind: 'query', entity, methods: QUERY };
  if (tail === 'query/count') return { kind: 'count', entity, methods: QUERY };
  if (tail === 'query/next') return { kind: 'next', entity, methods: QUERY };
  return tail === 'query/previous' ? { kind: 'previous', entity, methods: QUERY } : null;
}

function recordRoute(entity: EntityDescription, id: string): Route | null {
  const methods: HttpMethod[] = [];
  if (entity.canGet) methods.push('GET');
  if (entity.rootMethods.includes('DELETE')) methods.push('DELETE');
  return methods.length === 0 ? null : { kind: 'record', entity, id, methods };
}

/** `/{Parent}/{id}/{Child}…`; children have no `/query` (dossier §4). */
function belowRecord(parent: string, rest: readonly string[]): Route | null {
  const [parentId, segment, ...tail] = rest;
  if (parentId === undefined || segment === undefined) return null;
  if (parent.toLowerCase() === 'invoices' && tail.length === 0 && INVOICE_DOCUMENTS.includes(segment.toLowerCase())) {
    const entity = byName.get('invoices');
    return entity === undefined
      ? null
      : { kind: 'invoice-document', entity, parentId, document: segment.toLowerCase(), methods: READ };
  }
  const entity = byChildPath.get(`${parent}/${segment}`.toLowerCase());
  return entity === undefined ? null : childRoute(entity, parentId, tail);
}

function childRoute(entity: EntityDescription, parentId: string, tail: readonly string[]): Route | null {
  const verbs = entity.childMethods ?? [];
  const metadata = METADATA.get(tail.join('/').toLowerCase());
  if (metadata !== undefined && tail.length > 0) return { kind: metadata, entity, methods: READ };
  const [id, ...more] = tail;
  if (more.length > 0 || id?.toLowerCase() === 'query') return null;
  if (isAction(entity)) return { kind: 'action', entity, parentId, methods: verbs, ...(id === undefined ? {} : { id }) };
  if (id === undefined) return { kind: 'child-collection', entity, parentId, methods: verbs.filter((verb) => verb !== 'DELETE') };
  return { kind: 'child-record', entity, parentId, id, methods: verbs.filter((verb) => verb === 'GET' || verb === 'DELETE') };
}

/** Below a parent but without records of their own to address. */
function isAction(entity: EntityDescription): boolean {
  return entity.name === 'TimeOffRequestsApprove' || entity.name === 'TimeOffRequestsReject';
}
