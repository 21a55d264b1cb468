import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { aTicket, entry, smallSeed } from '../../demo/support/small-seed.js';
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

describe('the rules of creates', () => {
  const lists = (defaultStatus: number) => ({
    ...smallSeed().skin.picklists,
    Tickets: {
      ...smallSeed().skin.picklists['Tickets'],
      status: [entry(1, 'New'), entry(8, 'In Progress'), entry(5, 'Complete')].map((value) => ({
        ...value,
        isDefaultValue: value.value === String(defaultStatus),
      })),
      priority: [entry(1, 'High'), entry(2, 'Medium', { isDefaultValue: true })],
    },
  });

  test('give a new ticket the status New, whatever its list has for a default, and other lists their default', async () => {
    const tenant = await startTenant({ seed: smallSeed({ skin: { picklists: lists(8) } }) });
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    expectDone(await host.call('autotask_create', { entity: 'Tickets', fields: { company: 1101, title: 'Fan', queue: 301 } }));

    expect(writtenSince(tenant, mark)[0]?.cells).toMatchObject({ status: 1, priority: 2 });
    await host.close();
    await tenant.close();
  });

  test('take fewer words in common for a look-alike where the asset is the same', async () => {
    const asset = { id: 12, companyID: 1102, referenceTitle: 'SRV-1', isActive: true };
    const known = aTicket(7, { companyID: 1102, title: 'server fan makes noise', configurationItemID: 12 });
    const tenant = await startTenant({ seed: smallSeed({ rows: { Tickets: [known], ConfigurationItems: [asset] } }) });
    const host = await hostOn(tenant);
    const create = (more: object) =>
      host.call('autotask_create', { entity: 'Tickets', fields: { company: 1102, priority: 'High', queue: 301, ...more } });

    expectDone(await create({ title: 'server fan replacement quote please' }));
    const alike = await create({ title: 'server fan loud since monday', configurationItem: 12 });

    expect(alike.isError).toBe(true);
    expect(textOf(alike)).toContain('server fan makes noise');
    await host.close();
    await tenant.close();
  });
});
