import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { DEFAULT_WRITES } from '../../../src/write-config.js';
import { textOf } from '../../support/host.js';
import { agreeing, expectDone, hostOn, writtenSince } from './support.js';

describe('what limits writes', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.close());

  test('a status by its label and an internal note take one call, at most five requests cold, and an answer of at most 200 tokens', async () => {
    const host = await hostOn(tenant);

    const result = await host.call('autotask_add_note', {
      id: 'T20260309.0012',
      text: 'Rebooted the firewall, watching it till noon.',
      status: 'In Progress',
    });

    expectDone(result);
    expect(host.requests().length).toBeLessThanOrEqual(5);
    expect(encode(textOf(result)).length).toBeLessThanOrEqual(200);
    await host.close();
  });

  test('no call writes more records than the cap, even when a person agrees', async () => {
    const host = await hostOn(tenant, { asked: agreeing(), writes: { caps: { perCall: 3, perHour: 200 } } });
    const ids = tenant.store
      .rows('Tickets')
      .slice(-4)
      .map(({ id }) => id);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', { entity: 'Tickets', ids, fields: { title: 'Capped' } });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('one call may write 3');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('no hour sees more written records than the cap', async () => {
    const host = await hostOn(tenant, { writes: { caps: { perCall: 25, perHour: 2 } } });
    const mark = tenant.changes.mark();

    for (const text of ['one', 'two', 'three']) await host.call('autotask_add_note', { id: 'T20260309.0012', text });
    const result = await host.call('autotask_add_note', { id: 'T20260309.0012', text: 'four' });

    expect(textOf(result)).toContain('at most 2 records an hour');
    expect(writtenSince(tenant, mark)).toHaveLength(2);
    await host.close();
  });

  test.each([
    ['denied', { deny: ['Tickets'] }],
    ['not among the allowed', { allow: ['Companies', 'Contacts'] }],
  ])('an entity that the operator has %s can be neither written nor read', async (_, entities) => {
    const host = await hostOn(tenant, { writes: { entities } });
    const mark = tenant.changes.mark();

    const results = [
      await host.call('autotask_update', { entity: 'Tickets', ids: [1], fields: { title: 'x' } }),
      await host.call('autotask_create', { entity: 'ticket', fields: { title: 'x' } }),
      await host.call('autotask_add_note', { id: 1, text: 'x' }),
      await host.call('autotask_query', { entity: 'Tickets' }),
      await host.call('autotask_get', { entity: 'Tickets', ids: [1] }),
    ];

    for (const result of results) {
      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain('operator of this server keeps Tickets closed');
    }
    expect(writtenSince(tenant, mark)).toEqual([]);
    expect(host.requests().filter((request) => request.includes('Tickets/query'))).toEqual([]);
    await host.close();
  });

  test('a child in one call is held to the same lists', async () => {
    const host = await hostOn(tenant, { writes: { ...DEFAULT_WRITES, entities: { deny: ['ServiceCallTickets'] } } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', {
      entity: 'ServiceCalls',
      fields: { company: 1301, startDateTime: 'tomorrow 9:00', endDateTime: 'tomorrow 10:00' },
      children: [{ entity: 'ServiceCallTickets', fields: { ticket: 'T20260309.0012' } }],
    });

    expect(textOf(result)).toContain('keeps ServiceCallTickets closed');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('mode read has no tool that writes', async () => {
    const host = await hostOn(tenant, { access: 'read' });

    const { tools } = await host.client.listTools();

    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    await host.close();
  });
});
