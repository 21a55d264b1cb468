import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { agreeing, declining, doneOf, expectDone, hostOn, requestsOf, ticket, writeOf, writtenSince } from './support.js';

const UNASSIGNED = 'T20260309.0018';
const HELPED_BY_MARCO = 'T20260309.0025';
const [MARCO_BELLINI, INES] = [502, 504];
const COMPLETE = 5;

describe('a dispatcher', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.close());

  const openTicketsOf = (resource: number) =>
    (tenant.store.table('Tickets').equalTo('assignedResourceID', [resource]) ?? []).filter(({ status }) => status !== COMPLETE);

  test('J17 gives a ticket to the active Marco, with a role he holds', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const { id } = ticket(tenant, UNASSIGNED);

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [UNASSIGNED],
      fields: { assignedResource: 'Marco' },
    });

    expect(textOf(result)).toContain('(empty) → Marco Bellini');
    expect(writtenSince(tenant, mark)).toEqual([
      { what: `update Tickets ${String(id)}`, cells: { assignedResourceID: MARCO_BELLINI, assignedResourceRoleID: 71 } },
    ]);
    expect(requestsOf(host).length).toBeLessThanOrEqual(5);
    await host.close();
  });

  test('J17 passes on why Autotask does not take somebody who helps on it already, and changes nothing', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [HELPED_BY_MARCO],
      fields: { assignedResource: 'Marco Bellini' },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('The primary resource cannot also be a secondary resource');
    expect(textOf(result)).toContain('Nothing was changed.');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test.each([
    ['somebody inactive', 'Marco Bell', /inactive/],
    ['the API user', 590, /./],
    ['nobody known', 'Zaphod', /No resource called/],
  ])('never gives a ticket to %s', async (_, person, words) => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [UNASSIGNED],
      fields: { assignedResource: person },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(words);
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  const visit = (day: string, from: string, to: string) => ({
    entity: 'ServiceCalls',
    fields: { startDateTime: `${day} ${from}`, endDateTime: `${day} ${to}`, description: 'On site' },
    children: [
      {
        entity: 'ServiceCallTickets',
        fields: { ticket: UNASSIGNED },
        children: [{ entity: 'ServiceCallTicketResources', fields: { resource: 'Ines Duarte' } }],
      },
    ],
  });

  test('J20 books a visit, its ticket and its technician in one call, at local time', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const { id, companyID } = ticket(tenant, UNASSIGNED);

    const result = await host.call('autotask_create', visit('tomorrow', '9:00', '11:00'));

    expectDone(result);
    const [call, link, person, ...rest] = writtenSince(tenant, mark);
    expect(call).toMatchObject({
      what: 'create ServiceCalls',
      cells: { companyID, startDateTime: '2026-03-10T13:00:00Z', endDateTime: '2026-03-10T15:00:00Z' },
    });
    expect(link).toMatchObject({ what: 'create ServiceCallTickets', cells: { ticketID: id } });
    expect(person).toMatchObject({ what: 'create ServiceCallTicketResources', cells: { resourceID: INES } });
    expect(rest).toEqual([]);
    await host.close();
  });

  test('J20 asks before booking somebody twice at the same time', async () => {
    const person = declining();
    const host = await hostOn(tenant, { asked: person });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', visit('2026-03-11', '10:00', '12:00'));

    expect(result.isError).toBe(true);
    expect(person.questions.join()).toContain('Ines Duarte is booked in that time already');
    expect(person.questions.join()).toContain('2026-03-11T09:30-04:00');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J20 names the booking that is left incomplete when a later request fails, and completes it when called again', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    tenant.faults.add({
      fault: { kind: 'error', text: 'Something broke.' },
      method: 'POST',
      when: ({ path }) => path.endsWith('/Resources'),
    });
    const booking = visit('2026-03-12', '9:00', '10:00');

    const failed = await host.call('autotask_create', booking);

    expect(failed.isError).toBe(true);
    const callId = tenant.changes.since(mark).find(({ entity }) => entity === 'ServiceCalls')?.id;
    expect(textOf(failed)).toContain(`(id ${String(callId)})`);
    expect(textOf(failed)).toContain('Only a part was done');
    expect(textOf(failed)).toContain('Something broke.');

    const again = await host.call('autotask_create', booking);

    expectDone(again);
    expect(writtenSince(tenant, mark).map(({ what }) => what)).toEqual([
      'create ServiceCalls',
      'create ServiceCallTickets',
      'create ServiceCallTicketResources',
    ]);
    await host.close();
  });

  test('J22 moves all open tickets of one person, but for those the other helps on, after asking', async () => {
    const person = agreeing();
    const host = await hostOn(tenant, { asked: person });
    const mine = openTicketsOf(MARCO_BELLINI);
    const helped = new Set(
      tenant.store
        .rows('TicketSecondaryResources')
        .filter(({ resourceID }) => resourceID === INES)
        .map(({ ticketID }) => ticketID),
    );
    const batch = mine.slice(0, 20);
    const movable = batch.filter(({ id }) => !helped.has(id));
    const mark = tenant.changes.mark();
    requestsOf(host);

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: batch.map(({ ticketNumber }) => String(ticketNumber)),
      fields: { assignedResource: 'Ines Duarte' },
    });

    expectDone(result);
    expect(person.questions).toHaveLength(1);
    expect(person.questions[0]).toContain(`${String(movable.length)} records are written`);
    expect(
      writtenSince(tenant, mark)
        .map(({ what }) => what)
        .sort(),
    ).toEqual(movable.map(({ id }) => `update Tickets ${String(id)}`).sort());
    expect(tenant.changes.since(mark).every(({ after }) => after?.['assignedResourceID'] === INES)).toBe(true);
    expect(tenant.requests.maxConcurrent('Tickets')).toBeLessThanOrEqual(3);

    const undone = await host.call('autotask_undo', { write: writeOf(result) });

    expectDone(undone);
    for (const { id, assignedResourceRoleID } of movable) {
      expect(tenant.store.row('Tickets', id)).toMatchObject({ assignedResourceID: MARCO_BELLINI, assignedResourceRoleID });
    }
    await host.close();
  });

  const PRINTER = { title: 'Printer down on the second floor', priority: 'High', queue: 'Level 1 Support' };

  test('J23 asks which company is meant, prospects marked', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', { entity: 'Tickets', fields: { ...PRINTER, company: 'Acme' } });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Acme Tooling (id 1201');
    expect(textOf(result)).toContain('ACME Holdings (id 1203, Prospect)');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J23 creates the ticket and tells its number and what was taken by default', async () => {
    const host = await hostOn(tenant);
    await host.call('autotask_list_fields', { entity: 'Tickets' });
    requestsOf(host);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', { entity: 'Tickets', fields: { ...PRINTER, company: 1201 } });

    const [created] = tenant.changes.since(mark);
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    expect(created?.after).toMatchObject({ companyID: 1201, status: 1, priority: 1, queueID: 301, title: PRINTER.title });
    expect(doneOf(result)[0]).toContain(String(created?.after?.['ticketNumber']));
    expect(textOf(result)).toContain('status: New (default)');
    expect(requestsOf(host).length).toBeLessThanOrEqual(5);
    await host.close();
  });

  test('J23 shows an open look-alike first, and goes on only when told so after that', async () => {
    const host = await hostOn(tenant);
    const fields = { ...PRINTER, company: 1202, title: 'Printer down in kitchen' };
    const mark = tenant.changes.mark();

    const early = await host.call('autotask_create', { entity: 'Tickets', fields, allow_duplicate: true });

    expect(early.isError).toBe(true);
    expect(textOf(early)).toContain('Printer down in the kitchen office');
    expect(writtenSince(tenant, mark)).toEqual([]);

    const told = await host.call('autotask_create', { entity: 'Tickets', fields, allow_duplicate: true });

    expectDone(told);
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    await host.close();
  });

  test('does not create twice when the same call is made again', async () => {
    const host = await hostOn(tenant);
    const call = { entity: 'Tickets', fields: { ...PRINTER, company: 1301, title: 'Badge reader at the gate is dead' } };
    const mark = tenant.changes.mark();

    await host.call('autotask_create', call);
    const again = await host.call('autotask_create', call);

    expect(textOf(again)).toContain('Not created again');
    expect(writtenSince(tenant, mark)).toHaveLength(1);
    await host.close();
  });

  test('adds somebody as a helper, in a role they hold', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const { id } = ticket(tenant, 'T20260309.0023');

    const result = await host.call('autotask_create', {
      entity: 'TicketSecondaryResources',
      fields: { ticket: 'T20260309.0023', resource: 'Ines Duarte' },
    });

    expectDone(result);
    expect(writtenSince(tenant, mark)).toMatchObject([
      { what: 'create TicketSecondaryResources', cells: { ticketID: id, resourceID: INES, roleID: 71 } },
    ]);
    await host.close();
  });

  test('refuses what a ticket cannot be: dependent lists, foreign contacts, texts too long, read-only fields', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const foreign = tenant.store.rows('Contacts').find(({ companyID, isActive }) => companyID === 1201 && isActive === 1);
    const cases: readonly [Record<string, unknown>, RegExp][] = [
      [{ status: 'Escalated' }, /inactive/],
      [{ subIssueType: 'Nonsense' }, /subIssueType/],
      [{ contact: foreign?.id }, /belongs to Acme Tooling/],
      [{ title: 'x'.repeat(256) }, /at most 255 characters; this text has 256/],
      [{ createDate: 'today' }, /set by Autotask/],
      [{ title: null }, /required/],
      [{ dueDateTime: 'tomorrow' }, /time of day/],
      [{ status: 'In Progres' }, /Active values: New,/],
    ];
    for (const [fields, words] of cases) {
      const result = await host.call('autotask_update', { entity: 'Tickets', ids: [UNASSIGNED], fields });
      expect(textOf(result)).toMatch(words);
      expect(result.isError).toBe(true);
    }
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('empties contact, asset, contract and location when a ticket moves to another company', async () => {
    const host = await hostOn(tenant, { asked: agreeing() });
    const { id } = ticket(tenant, 'T20260309.0012');
    const before = tenant.store.row('Tickets', id);
    expect(before?.['contactID']).not.toBeUndefined();

    const result = await host.call('autotask_update', { entity: 'Tickets', ids: [id], fields: { company: 'Northgate Clinic' } });

    expectDone(result);
    expect(textOf(result)).toContain('Emptied, as they belong to the old company: contact');
    expect(tenant.store.row('Tickets', id)?.['companyID']).toBe(1301);

    const undone = await host.call('autotask_undo');

    expectDone(undone);
    expect(tenant.store.row('Tickets', id)).toMatchObject({ companyID: before?.['companyID'], contactID: before?.['contactID'] });
    await host.close();
  });
});
