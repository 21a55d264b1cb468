import { afterEach } from 'vitest';
import { startTenant, type DemoTenant, type TenantOptions } from '../../../src/demo/tenant.js';
import type { ApiUser, SeedRow } from '../../../src/demo/types.js';
import { smallSeed, type SmallSeedOptions } from './small-seed.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed body; undefined where it is no JSON. */
  readonly json: unknown;
}

/** A tenant with a plain HTTP client, written from the dossier and from nothing else. */
export interface Api {
  readonly tenant: DemoTenant;
  /** Headers of the full API user. */
  readonly credentials: Readonly<Record<string, string>>;
  credentialsOf(user: ApiUser): Record<string, string>;
  /** @param path below `V1.0/`, or a whole address. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  del(path: string, headers?: Record<string, string>): Promise<Answer>;
}

const open: DemoTenant[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((tenant) => tenant.close()));
});

/** Starts a tenant for the running test; it is closed afterwards. */
export async function startApi(seed: SmallSeedOptions = {}, options: TenantOptions = {}): Promise<Api> {
  return apiOf(await startTenant({ seed: smallSeed(seed), ...options }));
}

export function apiOf(tenant: DemoTenant): Api {
  open.push(tenant);
  const credentialsOf = (user: ApiUser): Record<string, string> => ({
    UserName: user.username,
    Secret: user.secret,
    ApiIntegrationCode: tenant.integrationCode,
  });
  const credentials = credentialsOf(tenant.users.full);
  const call: Api['call'] = async (method, path, body, headers = credentials) => {
    const url = path.startsWith('http') ? path : `${tenant.apiUrl}V1.0/${path}`;
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: sent }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
  };
  return {
    tenant,
    credentials,
    credentialsOf,
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    del: (path, headers) => call('DELETE', path, undefined, headers),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a business failure looks like (dossier §7). */
export function failure(...texts: string[]): { status: number; json: unknown } {
  return { status: 500, json: { errors: texts } };
}

/** A business failure whose text no source has: reasons, and not the unexplained error of a fault. */
export function isRefused(answer: Answer): boolean {
  return answer.status === 500 && typeof at(answer.json, 'errors.0') === 'string' && at(answer.json, 'errorId') === undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of an answer's JSON, by dotted path. */
export function at(value: unknown, path: string): unknown {
  let found: unknown = value;
  for (const key of path.split('.')) {
    found = Array.isArray(found) ? found[Number(key)] : isRecord(found) ? found[key] : undefined;
  }
  return found;
}

/** The ids of a list answer, in order. */
export function ids(answer: Answer): unknown[] {
  const items = at(answer.json, 'items');
  return Array.isArray(items) ? items.map((item) => at(item, 'id')) : [];
}

/** The id that a write answered with. */
export function itemId(answer: Answer): number {
  const id = at(answer.json, 'itemId');
  if (typeof id !== 'number') throw new Error(`no itemId: ${answer.status} ${answer.text}`);
  return id;
}

export function stored(api: Api, entity: string, id: number): SeedRow {
  const row = api.tenant.store.row(entity, id);
  if (row === undefined) throw new Error(`no ${entity} ${id}`);
  return row;
}

/** A filter for all rows (dossier §4). */
export const EVERY = { Filter: [{ op: 'exist', field: 'id' }] };
