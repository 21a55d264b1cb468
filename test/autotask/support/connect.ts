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
    expectReadsInOwnName(tenant);
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

/** Reads are never impersonated: Autotask would refuse them (dossier §2). All other conduct is watched in every test file alike. */
function expectReadsInOwnName(tenant: DemoTenant): void {
  const isRead = (method: string, kind: string) => method === 'GET' || kind === 'query' || kind === 'count' || kind === 'next';
  const impersonated = tenant.requests.all().filter((request) => request.impersonationResourceId !== null);
  expect(impersonated.filter(({ method, kind }) => isRead(method, kind))).toEqual([]);
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
