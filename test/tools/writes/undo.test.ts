import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { agreeing, expectDone, hostOn, ticket, writeOf, writtenSince } from './support.js';

const NUMBER = 'T20260309.0012';

describe('undo', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.close());

  test.each([
    ['a status', { status: 'Waiting Vendor' }],
    ['a person', { assignedResource: 'Ines Duarte' }],
    ['an emptied field', { dueDateTime: null }],
    ['a user-defined field', { 'Site Code': 'HADE-9' }],
    ['several fields at once', { title: 'Other', description: 'Else', priority: 'Low', queue: 'Level 2 Support' }],
  ])('restores %s exactly', async (_, fields) => {
    const host = await hostOn(tenant);
    const before = contentOf(ticket(tenant, NUMBER));

    expectDone(await host.call('autotask_update', { entity: 'Tickets', ids: [NUMBER], fields }));
    expectDone(await host.call('autotask_undo'));

    expect(contentOf(ticket(tenant, NUMBER))).toEqual(before);
    await host.close();
  });

  test('restores a closed ticket to its open state, without its completion', async () => {
    const host = await hostOn(tenant, { asked: agreeing() });
    const { status } = ticket(tenant, 'T20260309.0023');

    expectDone(
      await host.call('autotask_update', { entity: 'Tickets', ids: ['T20260309.0023'], fields: { status: 'Complete' } }),
    );
    expect(ticket(tenant, 'T20260309.0023')['completedDate']).toBeDefined();
    expectDone(await host.call('autotask_undo'));

    expect(ticket(tenant, 'T20260309.0023')['status']).toBe(status);
    expect(ticket(tenant, 'T20260309.0023')['completedDate'] ?? null).toBeNull();
    await host.close();
  });

  test('deletes what was created, where Autotask can delete it', async () => {
    const host = await hostOn(tenant);
    const logged = await host.call('autotask_log_time', {
      ticket: NUMBER,
      start: 'today 8:00',
      hours: 0.5,
      summary: 'By mistake',
    });
    const id = tenant.changes.all().at(-1)?.id;

    expectDone(await host.call('autotask_undo', { write: writeOf(logged) }));

    expect(tenant.store.row('TimeEntries', Number(id))).toBeUndefined();
    await host.close();
  });

  test('is not kept from it by a note, which moves the time of the last activity', async () => {
    const host = await hostOn(tenant);
    const { title } = ticket(tenant, NUMBER);
    const update = await host.call('autotask_update', { entity: 'Tickets', ids: [NUMBER], fields: { title: 'By mistake' } });
    const told = ticket(tenant, NUMBER)['lastActivityDate'];
    tenant.store.table('Tickets').put({ ...ticket(tenant, NUMBER), lastActivityDate: '2026-03-10T02:31:00Z' });

    expectDone(await host.call('autotask_undo', { write: writeOf(update) }));

    expect(told).not.toBe('2026-03-10T02:31:00Z');
    expect(ticket(tenant, NUMBER)['title']).toBe(title);
    await host.close();
  });

  test('says why a note stays', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    await host.call('autotask_add_note', { id: NUMBER, text: 'Stays' });

    const result = await host.call('autotask_undo');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('no way to delete TicketNotes');
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    await host.close();
  });

  test('leaves a record alone that somebody else has changed since', async () => {
    const host = await hostOn(tenant);
    const { id } = ticket(tenant, NUMBER);
    await host.call('autotask_update', { entity: 'Tickets', ids: [NUMBER], fields: { title: 'Mine' } });
    const row = tenant.store.row('Tickets', id);
    if (row !== undefined) tenant.store.table('Tickets').put({ ...row, resolution: 'Somebody was here' });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_undo');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('changed by somebody else since (resolution)');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test("knows only the person's own writes", async () => {
    const maya = await hostOn(tenant);
    const ines = await hostOn(tenant, { me: { resourceId: 504 } });
    await maya.call('autotask_update', { entity: 'Tickets', ids: ['T20260309.0021'], fields: { title: 'Of Maya' } });

    const result = await ines.call('autotask_undo');

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('nothing for you');
    await maya.close();
    await ines.close();
  });

  test('takes the latest call that is not taken back yet', async () => {
    const host = await hostOn(tenant);
    const { title, purchaseOrderNumber } = ticket(tenant, 'T20260309.0023');
    for (const fields of [{ title: 'First' }, { purchaseOrderNumber: 'PO-2' }]) {
      expectDone(await host.call('autotask_update', { entity: 'Tickets', ids: ['T20260309.0023'], fields }));
    }

    expectDone(await host.call('autotask_undo'));
    expectDone(await host.call('autotask_undo'));

    const row = ticket(tenant, 'T20260309.0023');
    expect([row['title'], row['purchaseOrderNumber'] ?? null]).toEqual([title, purchaseOrderNumber ?? null]);
    await host.close();
  });
});

/** The filled fields, but for the stamps that Autotask moves by itself. */
function contentOf(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && !name.startsWith('last')));
}
