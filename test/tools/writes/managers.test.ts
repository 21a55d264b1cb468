import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { agreeing, expectDone, hostOn, requestsOf, ticket, writeOf, writtenSince } from './support.js';

const NORTHGATE = 1301;
const HARBOR = 1101;
const [COMPLETE, CRITICAL] = [5, 4];

describe('managers, account managers and finance', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.close());

  test('J36 raises the priority of all open tickets of a client after showing them, and can set every one back', async () => {
    const person = agreeing();
    const host = await hostOn(tenant, { asked: person });
    const open = (tenant.store.table('Tickets').equalTo('companyID', [NORTHGATE]) ?? []).filter(
      ({ status }) => status !== COMPLETE,
    );
    const batch = open.slice(0, 25);
    const lower = batch.filter(({ priority }) => priority !== CRITICAL);
    const critical = batch.filter(({ priority }) => priority === CRITICAL);
    await host.call('autotask_list_fields', { entity: 'Tickets' });
    requestsOf(host);
    const mark = tenant.changes.mark();

    const ids = batch.map(({ id }) => id);
    const result = await host.call('autotask_update', { entity: 'Tickets', ids, fields: { priority: 'Critical' } });

    expectDone(result);
    expect(person.questions).toHaveLength(1);
    for (const { ticketNumber } of lower) expect(person.questions[0]).toContain(`${String(ticketNumber)}: priority`);
    expect(textOf(result).includes('Already so, not written')).toBe(critical.length > 0);
    expect(writtenSince(tenant, mark)).toEqual(
      lower.map(({ id }) => ({ what: `update Tickets ${String(id)}`, cells: { priority: CRITICAL } })),
    );
    // Read, read once more after the answer, one write each, one look at all of them.
    expect(requestsOf(host)).toHaveLength(lower.length + 3);

    await host.call('autotask_undo', { write: writeOf(result) });

    for (const { id, priority } of batch) expect(tenant.store.row('Tickets', id)?.['priority']).toBe(priority);
    await host.close();
  });

  const DANA = {
    firstName: 'Dana',
    lastName: 'Whitfield',
    email: 'dana.whitfield@harbordental.example',
    title: 'office manager',
  };

  test('J40 adds a contact below its company, active as a number', async () => {
    const host = await hostOn(tenant);
    await host.call('autotask_list_fields', { entity: 'Contacts' });
    requestsOf(host);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', {
      entity: 'Contacts',
      fields: { ...DANA, company: 'Harbor Dental Eastside' },
    });

    expectDone(result);
    expect(writtenSince(tenant, mark)).toMatchObject([
      { what: 'create Contacts', cells: { companyID: 1102, lastName: 'Whitfield', isActive: 1, title: 'office manager' } },
    ]);
    expect(requestsOf(host)).toEqual(['POST Companies/query', 'POST Contacts/query', 'POST Companies/1102/Contacts']);
    await host.close();
  });

  test('J40 shows a contact of the same e-mail address instead of doubling it', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const known = tenant.store
      .rows('Contacts')
      .find(({ companyID, emailAddress }) => companyID === HARBOR && emailAddress !== undefined);

    const result = await host.call('autotask_create', {
      entity: 'Contacts',
      fields: { ...DANA, email: known?.['emailAddress'], company: 'Harbor Dental Eastside' },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(`${String(known?.['firstName'])} ${String(known?.['lastName'])} (id ${String(known?.id)}`);
    expect(textOf(result)).toContain('allow_duplicate');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J41 asks which Tuesday is meant before anything is written', async () => {
    const host = await hostOn(tenant, { me: { resourceId: 506 } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', {
      entity: 'CompanyToDos',
      fields: {
        company: 'Harbor Dental Group',
        actionType: 'Phone Call',
        activityDescription: 'Backup upgrade',
        startDateTime: 'next tuesday 9:00',
        endDateTime: 'next tuesday 9:30',
      },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('2026-03-10 or 2026-03-17');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J41 logs the call as a CRM note and the reminder as a to-do, both for whoever asks', async () => {
    const host = await hostOn(tenant, { me: { resourceId: 506 } });
    const mark = tenant.changes.mark();

    const note = await host.call('autotask_add_note', {
      entity: 'Companies',
      id: HARBOR,
      text: 'They want a backup upgrade.',
      type: 'Phone Call',
    });
    const toDo = await host.call('autotask_create', {
      entity: 'CompanyToDos',
      fields: {
        company: 'Harbor Dental Group',
        actionType: 'Phone Call',
        activityDescription: 'Backup upgrade',
        startDateTime: '2026-03-17 9:00',
        endDateTime: '2026-03-17 9:30',
      },
    });

    expectDone(note);
    expectDone(toDo);
    expect(writtenSince(tenant, mark)).toMatchObject([
      { what: 'create CompanyNotes', cells: { companyID: HARBOR, assignedResourceID: 506, note: 'They want a backup upgrade.' } },
      {
        what: 'create CompanyToDos',
        cells: {
          companyID: HARBOR,
          assignedToResourceID: 506,
          startDateTime: '2026-03-17T13:00:00Z',
          endDateTime: '2026-03-17T13:30:00Z',
        },
      },
    ]);
    await host.close();
  });

  const OPPORTUNITY = { company: HARBOR, title: 'Server room move', amount: 12_000, projectedCloseDate: '2026-06-30' };

  test('J43 asks for what it must not invent', async () => {
    const host = await hostOn(tenant, { me: { resourceId: 506 } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', { entity: 'Opportunities', fields: OPPORTUNITY });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('cost');
    expect(textOf(result)).toContain('probability');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J43 names every value that it took by default', async () => {
    const host = await hostOn(tenant, { me: { resourceId: 506 } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', {
      entity: 'Opportunities',
      fields: { ...OPPORTUNITY, cost: 7_000, probability: 50 },
    });

    expectDone(result);
    const [created] = writtenSince(tenant, mark);
    expect(created?.cells).toMatchObject({
      amount: 12_000,
      cost: 7_000,
      projectedCloseDate: '2026-06-30T00:00:00Z',
      startDate: '2026-03-09T00:00:00Z',
      ownerResourceID: 506,
      useQuoteTotals: false,
    });
    const given = new Set(['companyID', 'title', 'amount', 'cost', 'probability', 'projectedCloseDate']);
    for (const field of Object.keys(created?.cells ?? {}).filter((name) => !given.has(name))) {
      expect(textOf(result)).toContain(`${field.replace(/ID$/, '')}: `);
    }
    await host.close();
  });

  test('J43 asks about an open opportunity like it', async () => {
    const host = await hostOn(tenant, { me: { resourceId: 506 } });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', {
      entity: 'Opportunities',
      fields: { ...OPPORTUNITY, title: 'Move of the server room', cost: 1, probability: 1 },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Server room move');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J52 makes the open time of one person non-billable and names the approved entry that stays', async () => {
    const person = agreeing();
    const host = await hostOn(tenant, { asked: person });
    const { id: ticketId } = ticket(tenant, 'T20260302.0031');
    const entries = (tenant.store.table('TimeEntries').equalTo('ticketID', [ticketId]) ?? []).filter(
      ({ resourceID }) => resourceID === 501,
    );
    const isApproved = (row: (typeof entries)[number]): boolean => (row['billingApprovalDateTime'] ?? null) !== null;
    expect(entries).toHaveLength(4);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', {
      entity: 'TimeEntries',
      ids: entries.map(({ id }) => id),
      fields: { isNonBillable: true },
    });

    const locked = entries.filter(isApproved);
    expect(locked).toHaveLength(1);
    expect(person.questions[0]).toContain('3 records are written');
    expect(person.questions[0]).toContain(`Left out, being approved and locked: TimeEntry ${String(locked[0]?.id)}`);
    expect(textOf(result)).toContain(`TimeEntry ${String(locked[0]?.id)}`);
    expect(writtenSince(tenant, mark)).toEqual(
      entries
        .filter((row) => !isApproved(row))
        .map(({ id }) => ({ what: `update TimeEntries ${String(id)}`, cells: { isNonBillable: true } })),
    );
    await host.close();
  });
});
