// Set-up of every test file: watches the tenants that are started in it, and holds their clients to good conduct after each test.
import { afterEach, expect, vi } from 'vitest';
import type * as TenantModule from '../../src/demo/tenant.js';
import { expectGoodConduct } from './traffic.js';

/** Every tenant of the file, and up to where its log has been looked at. */
const watched = new Map<TenantModule.DemoTenant, number>();

vi.mock('../../src/demo/tenant.js', async (importOriginal) => {
  const original = await importOriginal<typeof TenantModule>();
  const startTenant: typeof original.startTenant = async (options) => {
    const tenant = await original.startTenant(options);
    watched.set(tenant, 0);
    return tenant;
  };
  return { ...original, startTenant };
});

afterEach(() => {
  // The simulator's own tests send what no client of ours would.
  if (/test\/demo\//.test(expect.getState().testPath ?? '')) return;
  for (const [tenant, mark] of watched) {
    watched.set(tenant, tenant.requests.mark());
    expectGoodConduct(tenant.requests.since(mark), tenant);
  }
});
