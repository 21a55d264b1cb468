import { afterEach, expect } from 'vitest';
import { AutotaskClient } from '../../../src/autotask/index.js';
import type { ClientOptions } from '../../../src/autotask/index.js';
import { startTenant } from '../../../src/demo/tenant.js';
import type { DemoTenant, TenantOptions } from '../../../src/demo/tenant.js';
import { smallSeed } from '../../demo/support/small-seed.js';
import type { SmallSeedOptions } from '../../demo/support/small-seed.js';

export interface Connection {
  readonly tenant: DemoTenant;
  readonly client: AutotaskClient;
  /** Requests since the last call of this function, e.g. `POST Tickets/query`. */
  readonly requests: () => string[];
  /** Another client of the same tenant. */
  readonly another: (options?: ClientOptions) => AutotaskClient;
}

const cleanup: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanup.splice(0).toReversed()) await close();
});

/** Waits as short as they can be: tests are about what is done, not when. */
export const FAST: ClientOptions = { zoneCacheFolder: null, retry: { baseMs: 1 } };

/** A client on a tenant of a handful of rows, over real HTTP; both end with the test. */
export async function connect(
  seed: SmallSeedOptions = {},
  options: ClientOptions = {},
  tenantOptions: TenantOptions = {},
): Promise<Connection> {
  const tenant = await startTenant({ seed: smallSeed(seed), ...tenantOptions });
  cleanup.push(async () => {
    await tenant.close();
    auditTraffic(tenant);
  });
  const { username, secret } = tenant.users.full;
  const another = (more: ClientOptions = {}): AutotaskClient => {
    const credentials = { username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl };
    const client = new AutotaskClient(credentials, { ...FAST, ...more });
    cleanup.push(() => client.close());
    return client;
  };
  let mark = tenant.requests.mark();
  return {
    tenant,
    client: another(options),
    another,
    requests: () => {
      const sent = tenant.requests.since(mark);
      mark = tenant.requests.mark();
      return sent.map(({ method, path }) => `${method} ${path.replace(/^\/ATServicesRest\/(V1\.0\/)?/i, '')}`);
    },
  };
}

/** What the client must never do, whatever a test is about. */
function auditTraffic(tenant: DemoTenant): void {
  const sent = tenant.requests.all();
  expect(sent.filter((request) => request.method === 'PUT')).toEqual([]);
  expect(sent.filter((request) => request.kind === 'zone' && request.hasCredentials)).toEqual([]);
  expect(sent.filter((request) => request.impersonationResourceId !== null && !isWrite(request.method, request.kind))).toEqual(
    [],
  );
  expect(sent.filter((request) => isEmptyFilter(request.body))).toEqual([]);
  for (const entity of new Set(sent.map((request) => request.entity))) {
    if (entity !== null) expect(tenant.requests.maxConcurrent(entity)).toBeLessThanOrEqual(3);
  }
}

function isWrite(method: string, kind: string): boolean {
  return method !== 'GET' && kind !== 'query' && kind !== 'count' && kind !== 'next';
}

function isEmptyFilter(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'Filter' in body && Array.isArray(body.Filter) && body.Filter.length === 0;
}

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection');
}
