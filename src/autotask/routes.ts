import { ENTITIES } from './catalogue.js';
import type { EntityDescription, HttpMethod } from './catalogue.js';
import { CUSTOMARY_NAMES } from './customary-names.js';
import { InvalidRequestError } from './errors.js';
import { closestNames, didYouMean } from './names.js';
import { quoted } from './quoted.js';

/** Where a write goes: at the root, or below the parent whose id stands in `parentField`. */
export type WriteRoute = { readonly kind: 'root' } | { readonly kind: 'child'; readonly parentField: string };

const BY_NAME = indexNames();

/**
 * The catalogue's description of an entity, by plural, singular or documentation name in any case.
 *
 * @throws {@link InvalidRequestError} with "did you mean" when there is no such entity.
 */
export function resolveEntity(name: string): EntityDescription {
  requireName(name, 'An entity');
  const entity = BY_NAME.get(name.trim().toLowerCase());
  if (entity !== undefined) return entity;
  // The customary name of one entity may look like the name of another: Devices, Services.
  const customary = CUSTOMARY_NAMES.get(name.toLowerCase().replaceAll(/[\s_-]/g, ''));
  const names = ENTITIES.map((candidate) => candidate.name);
  const hint = customary === undefined ? didYouMean(name, names) : ` Did you mean "${customary}"?`;
  throw new InvalidRequestError(`Autotask has no entity "${name}".${hint}`);
}

/** @throws {@link InvalidRequestError} for a name that no compiler has checked and that is no text. */
export function requireName(name: unknown, what: string): asserts name is string {
  if (typeof name !== 'string') throw new InvalidRequestError(`${what} is named by a text, not ${quoted(name)}.`);
}

function indexNames(): ReadonlyMap<string, EntityDescription> {
  const index = new Map<string, EntityDescription>();
  // Real URL names first, so that no alias can shadow one.
  for (const entity of ENTITIES) index.set(entity.name.toLowerCase(), entity);
  for (const entity of ENTITIES) {
    for (const alias of [entity.singular, entity.docName]) {
      if (alias !== undefined && !index.has(alias.toLowerCase())) index.set(alias.toLowerCase(), entity);
    }
  }
  return index;
}

/** @throws {@link InvalidRequestError} when the entity cannot be queried at its root, naming what can be done instead. */
export function requireQueryable(entity: EntityDescription): void {
  if (!entity.canQuery) throw new InvalidRequestError(`${entity.name} cannot be queried.${readHint(entity)}`);
}

/** @throws {@link InvalidRequestError} when single records of the entity cannot be read at its root. */
export function requireReadable(entity: EntityDescription): void {
  if (!entity.canGet) throw new InvalidRequestError(`${entity.name} cannot be read by id.${readHint(entity)}`);
}

function readHint(entity: EntityDescription): string {
  if (entity.parent !== undefined && entity.childMethods?.includes('GET') === true) {
    return ` They are only listed below their parent: children("${entity.parent}", id, "${entity.name}").`;
  }
  return entity.canCreate ? ' It can only be written.' : '';
}

/**
 * The route of a create (`POST`), update (`PATCH`) or delete (`DELETE`): the root where the API has one, else below the parent (dossier §5).
 *
 * @throws {@link InvalidRequestError} when the API has no such route, naming what the entity does offer.
 */
export function writeRoute(entity: EntityDescription, method: 'POST' | 'PATCH' | 'DELETE'): WriteRoute {
  if (entity.rootMethods.includes(method)) return { kind: 'root' };
  const parentPath = entity.parentPath ?? entity.parent;
  if (entity.childMethods?.includes(method) === true && parentPath !== undefined && entity.childPath !== undefined) {
    return { kind: 'child', parentField: entity.parentField ?? 'id' };
  }
  const verb = { POST: 'created', PATCH: 'updated', DELETE: 'deleted' }[method];
  const offered = offeredVerbs(entity);
  throw new InvalidRequestError(
    `${entity.name} cannot be ${verb} through the API. ${offered === '' ? 'It takes no writes.' : `It can be ${offered}.`}`,
  );
}

function offeredVerbs(entity: EntityDescription): string {
  const methods = new Set<HttpMethod>([...entity.rootMethods, ...(entity.childMethods ?? [])]);
  const verbs = [
    ...(methods.has('POST') ? ['created'] : []),
    ...(methods.has('PATCH') ? ['updated'] : []),
    ...(methods.has('DELETE') ? ['deleted'] : []),
  ];
  return verbs.join(' and ');
}

/** Fields that a PATCH must repeat although they do not change (dossier §8). */
const REPEATED_ON_UPDATE: Readonly<Record<string, readonly string[]>> = { TicketNotes: ['title', 'noteType', 'publish'] };

/**
 * Fields that an update has to name besides its changes: the one with the parent's id where the route needs it, and those that Autotask wants
 * again (dossier §5, §8).
 *
 * @throws {@link InvalidRequestError} when the entity cannot be updated.
 */
export function fieldsBesideChanges(entity: EntityDescription): readonly string[] {
  const route = writeRoute(entity, 'PATCH');
  return [...(route.kind === 'child' ? [route.parentField] : []), ...(REPEATED_ON_UPDATE[entity.name] ?? [])];
}

/** The child entity below `parent`, by its own name (`TicketNotes`) or its path segment (`Notes`). */
export function resolveChild(parent: EntityDescription, child: string): EntityDescription {
  requireName(child, 'A child entity');
  const wanted = child.trim().toLowerCase();
  const children = ENTITIES.filter((entity) => entity.parent === parent.name);
  const found =
    children.find((entity) => entity.childPath?.toLowerCase() === wanted) ??
    children.find((entity) => entity.name.toLowerCase() === wanted || entity.singular.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const names = children.map((entity) => entity.name);
  if (names.length === 0) throw new InvalidRequestError(`${parent.name} has no child entities.`);
  const likely = closestNames(
    child,
    children.flatMap((entity) => [entity.name, ...(entity.childPath === undefined ? [] : [entity.childPath])]),
  );
  throw new InvalidRequestError(
    `${parent.name} has no child entity "${child}".` +
      (likely.length > 0 ? ` Did you mean ${likely.join(' or ')}?` : ` Its children: ${names.join(', ')}.`),
  );
}

/**
 * The attachment entity of a parent entity (`Tickets` → `TicketAttachments`), or itself.
 *
 * @throws {@link InvalidRequestError} naming the entities that take attachments.
 */
export function attachmentEntity(entity: EntityDescription): EntityDescription {
  if (entity.kind === 'attachment') return entity;
  const kinds = ENTITIES.filter((candidate) => candidate.kind === 'attachment');
  const found = kinds.find((candidate) => candidate.parent === entity.name);
  if (found !== undefined) return found;
  const parents = kinds.flatMap((candidate) => (candidate.parent === undefined ? [] : [candidate.parent]));
  throw new InvalidRequestError(`${entity.name} take no attachments. These do: ${parents.join(', ')}.`);
}

/** Path of a child collection, e.g. `Tickets/7012/Notes`. */
export function childPath(entity: EntityDescription, parentId: number): string {
  const parentPath = entity.parentPath ?? entity.parent;
  if (parentPath === undefined || entity.childPath === undefined) {
    throw new InvalidRequestError(`${entity.name} is not a child of another entity.`);
  }
  return `${parentPath}/${parentId}/${entity.childPath}`;
}

/**
 * The id, checked: 0 is legal (company 0 is the tenant itself), and so are negatives.
 *
 * @throws {@link InvalidRequestError} when it is no whole number.
 */
export function requireId(value: unknown, what: string): number {
  const id = typeof value === 'string' && /^-?\d{1,16}$/.test(value.trim()) ? Number(value) : value;
  if (typeof id === 'number' && Number.isSafeInteger(id)) return id;
  throw new InvalidRequestError(`${what} must be a whole number, not ${quoted(value)}.`);
}
