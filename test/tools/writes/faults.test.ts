import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { agreeing, doneOf, expectDone, hostOn, ticket, writtenSince } from './support.js';

const NUMBER = 'T20260309.0012';
const NEW_TICKET = { company: 1301, priority: 'Low', queue: 'Level 1 Support' };

describe('writes when something goes wrong', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterEach(() => {
    tenant.faults.clear();
  });
  afterAll(() => tenant.close());

  test('create once although the answer to the create was lost', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const lost = tenant.faults.add({ fault: { kind: 'lose-response' }, method: 'POST', entity: 'Tickets', route: 'collection' });

    const result = await host.call('autotask_create', {
      entity: 'Tickets',
      fields: { ...NEW_TICKET, title: 'Scanner at reception jams' },
    });

    expectDone(result);
    expect(lost.hits).toBe(1);
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    expect(doneOf(result)[0]).toContain(String(tenant.changes.since(mark)[0]?.after?.['ticketNumber']));
    await host.close();
  });

  test('do not repeat a create of which nobody knows whether it happened, until told to', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const call = { id: NUMBER, text: 'Did this arrive?' };
    tenant.faults.add({ fault: { kind: 'lose-response' }, method: 'POST', entity: 'TicketNotes', route: 'child-collection' });
    tenant.faults.add({ fault: { kind: 'error', text: 'No.' }, entity: 'TicketNotes', route: 'query', times: Infinity });

    const lost = await host.call('autotask_add_note', call);
    expect(lost.isError).toBe(true);
    expect(textOf(lost)).toContain('not known whether');
    tenant.faults.clear();

    const again = await host.call('autotask_add_note', { ...call, allow_duplicate: true });
    expect(again.isError).toBe(true);
    expect(textOf(again)).toContain('its answer was lost');
    expect(writtenSince(tenant, mark)).toHaveLength(1);

    expectDone(await host.call('autotask_add_note', { ...call, allow_duplicate: true }));
    expect(writtenSince(tenant, mark)).toHaveLength(2);
    await host.close();
  });

  test('tell what was done and what was not when the status fails after the note, and do only the rest when called again', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    tenant.faults.add({ fault: { kind: 'error', text: 'The moon is full.' }, method: 'PATCH', entity: 'Tickets' });
    const call = { id: NUMBER, text: 'Half of it', status: 'Waiting Vendor' };

    const failed = await host.call('autotask_add_note', call);

    expect(failed.isError).toBe(true);
    expect(textOf(failed)).toContain('Done: internal note on');
    expect(textOf(failed)).toContain('Failed at updating T20260309.0012');
    expect(textOf(failed)).toContain('The moon is full.');
    expect(textOf(failed)).not.toContain('Nothing was changed');

    const again = await host.call('autotask_add_note', call);

    expectDone(again);
    expect(writtenSince(tenant, mark).map(({ what }) => what.replace(/ \d+$/, ''))).toEqual([
      'create TicketNotes',
      'update Tickets',
    ]);
    await host.close();
  });

  test('stop at the first record that fails, and name those not tried', async () => {
    const host = await hostOn(tenant, { asked: agreeing() });
    const numbers = ['T20260309.0012', 'T20260309.0021', 'T20260309.0023'];
    const [first, second] = numbers.map((number) => ticket(tenant, number).id);
    const mark = tenant.changes.mark();
    tenant.faults.add({
      fault: { kind: 'error', text: 'Not this one.' },
      method: 'PATCH',
      when: ({ body }) => Object(body)['id'] === second,
    });

    const result = await host.call('autotask_update', { entity: 'Tickets', ids: numbers, fields: { title: 'One of three' } });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Not this one.');
    expect(textOf(result)).toContain('Not tried: T20260309.0023');
    expect(writtenSince(tenant, mark)).toMatchObject([{ what: `update Tickets ${String(first)}` }]);
    await host.close();
  });

  test('are done all the same when only reading them again fails', async () => {
    const host = await hostOn(tenant);
    const { id } = ticket(tenant, NUMBER);
    await host.call('autotask_list_fields', { entity: 'Tickets' });
    tenant.faults.add({
      fault: { kind: 'error', text: 'No.' },
      method: 'GET',
      entity: 'Tickets',
      route: 'record',
      times: Infinity,
    });

    const result = await host.call('autotask_update', { entity: 'Tickets', ids: [NUMBER], fields: { title: 'Read me again' } });

    expectDone(result);
    expect(tenant.store.row('Tickets', id)?.['title']).toBe('Read me again');
    expect(textOf(result)).toContain('could not be read again');
    await host.close();
  });

  test('pass on why Autotask refuses, and that nothing was changed', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_log_time', {
      ticket: NUMBER,
      start: 'today 9:00',
      hours: 1,
      summary: 'x',
      resource: 507,
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('holds no active service desk role');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('are not for a person without the right to them', async () => {
    const host = await hostOn(tenant, { user: 'restricted', asked: agreeing() });
    const mark = tenant.changes.mark();
    const contract = tenant.store.rows('Contracts').find(({ companyID }) => companyID === 1301);

    const result = await host.call('autotask_update', {
      entity: 'Contracts',
      ids: [Number(contract?.id)],
      fields: { contractName: 'Mine' },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('lacks this right');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });
});
