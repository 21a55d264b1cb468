import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { declining, expectDone, hostOn, ticket, writtenSince } from './support.js';

const UNASSIGNED = 'T20260309.0018';
const NUMBER = 'T20260309.0012';
const [INES, ON_SITE] = [504, 72];

describe('the rules of tickets', () => {
  let tenant: DemoTenant;

  beforeAll(async () => {
    tenant = await startTenant();
  });
  afterAll(() => tenant.close());

  test('let a person take a ticket in the role that is named, though another is their usual one', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const fields = { assignedResource: 'Ines Duarte', assignedResourceRole: 'On-site' };
    expectDone(await host.call('autotask_update', { entity: 'Tickets', ids: [UNASSIGNED], fields }));

    expect(writtenSince(tenant, mark)[0]?.cells).toEqual({ assignedResourceID: INES, assignedResourceRoleID: ON_SITE });
    await host.close();
  });

  test('let a ticket have a contact of the parent company', async () => {
    const host = await hostOn(tenant);
    const contact = tenant.store.rows('Contacts').find((row) => row['companyID'] === 1101 && row['lastName'] === 'Nair');
    expect(ticket(tenant, UNASSIGNED)['companyID']).toBe(1102);

    const fields = { contact: contact?.id };
    expectDone(await host.call('autotask_update', { entity: 'Tickets', ids: [UNASSIGNED], fields }));

    expect(ticket(tenant, UNASSIGNED)['contactID']).toBe(contact?.id);
    await host.close();
  });

  test.each([
    ['somebody inactive by id', 503, /Marco Bell .*is inactive and cannot be used/],
    ['somebody by a part of the name', 'Bellin', /"Bellin" is only a part of a name: Marco Bellini/],
  ])('never give a ticket to %s', async (_, person, words) => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [NUMBER],
      fields: { assignedResource: person },
    });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(words);
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('ask about closing past important checklist items and visits to come, not past others', async () => {
    const person = declining();
    const host = await hostOn(tenant, { asked: person });
    const { id: ticketID } = ticket(tenant, UNASSIGNED);
    const close = () => host.call('autotask_update', { entity: 'Tickets', ids: [UNASSIGNED], fields: { status: 'Complete' } });
    const item = (id: number, isImportant: boolean) =>
      tenant.store
        .table('TicketChecklistItems')
        .put({ id, ticketID, itemName: `Item ${id}`, isImportant, isCompleted: false, position: 1 });
    const visit = (id: number, canceledDateTime: string | null) => {
      const time = { startDateTime: '2026-03-12T13:00:00Z', endDateTime: '2026-03-12T14:00:00Z' };
      tenant.store.table('ServiceCalls').put({ id, companyID: 1102, status: 1, isComplete: 0, ...time, canceledDateTime });
      tenant.store.table('ServiceCallTickets').put({ id, serviceCallID: id, ticketID });
    };

    item(900_001, false);
    visit(900_001, '2026-03-09T10:00:00Z');
    item(900_002, true);
    visit(900_002, null);
    await close();

    expect(person.questions).toEqual([expect.stringContaining('1 important checklist item is still open: "Item 900002".')]);
    expect(person.questions[0]).toContain('1 visit is still booked for it: 2026-03-12T09:00-04:00 (service call 900002).');
    await host.close();
  });
});
