import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { startHost, textOf } from '../support/host.js';

let tenant: DemoTenant;
beforeAll(async () => {
  tenant = await startTenant({ clock: 'frozen' });
});
afterAll(() => tenant.close());

const question = { entity: 'Tickets', filter: { company: 'Contoso', open: true }, fields: ['id'], limit: 5 };

/** The page after the first, asked of another replica than the one that gave the first. */
async function secondPage(keyOfFirst: string, keyOfSecond: string) {
  const first = await startHost({ tenant, writes: { sealKey: keyOfFirst } });
  const second = await startHost({ tenant, writes: { sealKey: keyOfSecond } });
  try {
    const { structuredContent: page } = await first.call('autotask_query', question);
    return await second.call('autotask_query', { ...question, cursor: z.object({ cursor: z.string() }).parse(page).cursor });
  } finally {
    await first.close();
    await second.close();
  }
}

test('a replica with the same seal key goes on from the cursor of another', async () => {
  const page = await secondPage('k'.repeat(32), 'k'.repeat(32));

  expect(page.isError).toBeFalsy();
  expect(page.structuredContent).toMatchObject({ shown: 5, total: 64 });
});

test('a replica with another seal key refuses the cursor and says what to do', async () => {
  const page = await secondPage('k'.repeat(32), 'j'.repeat(32));

  expect(page.isError).toBe(true);
  expect(textOf(page)).toContain('start anew');
});
