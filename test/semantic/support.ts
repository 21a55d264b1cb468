import { AutotaskClient } from '../../src/autotask/client.js';
import type { DemoTenant, TenantOptions } from '../../src/demo/tenant.js';
import { startTenant } from '../../src/demo/tenant.js';
import type { SeedRow } from '../../src/demo/types.js';
import { createSemantic } from '../../src/semantic/semantic.js';
import type { Semantic, SemanticOptions } from '../../src/semantic/semantic.js';

/** The zone of the demo tenant's people. */
export const NEW_YORK = 'America/New_York';

export interface Desk {
  readonly tenant: DemoTenant;
  readonly client: AutotaskClient;
  readonly semantic: Semantic;
  /** Another semantic layer over the same tenant, with nothing cached. */
  readonly fresh: (options?: Partial<SemanticOptions> & { user?: 'full' | 'restricted' }) => Semantic;
  /** Requests that reached the tenant during a call: method and path below the version. */
  readonly requestsOf: (call: () => Promise<unknown>) => Promise<string[]>;
  readonly rows: (entity: string) => readonly SeedRow[];
  readonly close: () => Promise<void>;
}

/** A demo tenant with a semantic layer over it, as technician Maya Okafor. */
export async function openDesk(options: TenantOptions = {}): Promise<Desk> {
  const tenant = await startTenant(options);
  const clients: AutotaskClient[] = [];
  const connect = (user: 'full' | 'restricted'): AutotaskClient => {
    const { username, secret } = tenant.users[user];
    const config = { username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl };
    const client = new AutotaskClient(config, { zoneCacheFolder: null });
    clients.push(client);
    return client;
  };
  const fresh: Desk['fresh'] = ({ user = 'full', ...rest } = {}) =>
    createSemantic(connect(user), {
      timeZone: NEW_YORK,
      now: () => tenant.now(),
      me: { resourceId: 501 },
      cursorKey: 'k'.repeat(32),
      ...rest,
    });
  const client = connect('full');
  return {
    tenant,
    client,
    semantic: createSemantic(client, {
      timeZone: NEW_YORK,
      now: () => tenant.now(),
      me: { resourceId: 501 },
      cursorKey: 'k'.repeat(32),
    }),
    fresh,
    requestsOf: async (call) => {
      const mark = tenant.requests.mark();
      await call();
      return tenant.requests.since(mark).map(({ method, path }) => `${method} ${path.replace(/^.*\/v1\.0\//i, '')}`);
    },
    rows: (entity) => tenant.store.rows(entity),
    close: async () => {
      await Promise.all(clients.map((each) => each.close()));
      await tenant.close();
    },
  };
}

/** The column of a table by its name. */
export function column(
  table: { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] },
  name: string,
): unknown[] {
  const index = table.columns.indexOf(name);
  return table.rows.map((row) => row[index] ?? null);
}
