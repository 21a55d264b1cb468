import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf, type Host } from '../../support/host.js';
import { declining, expectDone, hostOn, ticket, writtenSince } from './support.js';

const NUMBER = 'T20260309.0021';
const HARBOR = 1101;

describe('what a model says at its first try', () => {
  let tenant: DemoTenant;
  let host: Host;

  beforeAll(async () => {
    tenant = await startTenant();
    host = await hostOn(tenant);
  });
  afterAll(async () => {
    await host.close();
    await tenant.close();
  });

  test.each([
    ['a single record outside a list', { ids: NUMBER, fields: { priority: 'Low' } }],
    ['arguments under other names', { id: NUMBER, values: { priority: 'Low' } }],
    ['records and fields as JSON text', { ids: `["${NUMBER}"]`, fields: '{"priority":"Low"}' }],
  ])('may be %s', async (_, args) => {
    const { id } = ticket(tenant, NUMBER);
    const mark = tenant.changes.mark();

    expectDone(await host.call('autotask_update', { entity: 'Tickets', ...args }));

    expect(writtenSince(tenant, mark)).toEqual([{ what: `update Tickets ${String(id)}`, cells: { priority: 3 } }]);
    expectDone(await host.call('autotask_undo'));
  });

  test('may call the ticket of a note so', async () => {
    const mark = tenant.changes.mark();

    expectDone(await host.call('autotask_add_note', { ticket: NUMBER, note: 'Looked at it', visibility: 'internal' }));

    expect(writtenSince(tenant, mark)).toMatchObject([
      { cells: { ticketID: ticket(tenant, NUMBER).id, description: 'Looked at it' } },
    ]);
  });

  test.each(['record', 'id', 'ticketNumber', 'ticketID'])('may call the ticket of a time entry or note %s', async (name) => {
    const mark = tenant.changes.mark();
    const { id } = ticket(tenant, NUMBER);

    expectDone(await host.call('autotask_log_time', { [name]: NUMBER, start: '9am', hours: 0.5, summary: `By ${name}` }));
    expectDone(await host.call('autotask_add_note', { [name]: NUMBER, text: `By ${name}`, visibility: 'internal' }));

    expect(writtenSince(tenant, mark).map(({ cells }) => cells['ticketID'])).toEqual([id, id]);
  });

  test('may be hours as text', async () => {
    const mark = tenant.changes.mark();

    expectDone(await host.call('autotask_log_time', { ticket: NUMBER, start: '9am', hours: '0.5', summary: 'Looked at it' }));

    expect(writtenSince(tenant, mark)).toMatchObject([{ cells: { hoursWorked: 0.5, startDateTime: '2026-03-09T13:00:00Z' } }]);
  });

  test('may be a number with its thousands apart, but not with a comma before decimals', async () => {
    const mark = tenant.changes.mark();
    const estimate = (hours: string) =>
      host.call('autotask_update', { entity: 'Tickets', id: NUMBER, fields: { estimatedHours: hours } });

    expectDone(await estimate('1,250.5'));
    const refused = await estimate('1,5');

    expect(writtenSince(tenant, mark)).toMatchObject([{ cells: { estimatedHours: 1_250.5 } }]);
    expect(textOf(refused)).toContain('"1,5". Write it in digits, with a point before decimals');
  });

  test('may name a company in place of its id', async () => {
    const mark = tenant.changes.mark();
    const call = { entity: 'Companies', text: 'Asked for a quote.', type: 'Phone Call' };

    expectDone(await host.call('autotask_add_note', { ...call, id: 'Harbor Dental Group' }));
    const part = await host.call('autotask_add_note', { ...call, id: 'Northgate' });

    expect(textOf(part)).toContain('only a part of a name of Companies: Northgate Clinic (id 1301');
    expect(writtenSince(tenant, mark)).toMatchObject([{ what: 'create CompanyNotes', cells: { companyID: HARBOR } }]);
  });

  test.each([
    ['Tickets', { company: HARBOR, subject: 'Scanner is slow', queue: 'Level 1 Support', resource: 'me' }, 'title'],
    [
      'Opportunities',
      { company: HARBOR, name: 'Scanner lease', value: 900, cost: 1, probability: 5, closeDate: '2026-06-30' },
      'title',
    ],
    [
      'CompanyNotes',
      { company: HARBOR, title: 'Scanner', text: 'Slow', type: 1, startTime: 'today 9:00', endTime: 'today 9:05' },
      'note',
    ],
    [
      'TicketNotes',
      { ticket: NUMBER, title: 'Scanner', note: 'Slow', noteType: 'Task Notes', visibility: 'Internal Users Only' },
      'description',
    ],
  ])('may use the customary words for fields of %s', async (entity, fields, field) => {
    const mark = tenant.changes.mark();

    expectDone(await host.call('autotask_create', { entity, fields }));

    expect(Object.keys(writtenSince(tenant, mark)[0]?.cells ?? {})).toContain(field);
  });

  test('is told every field name that is none, with those that can be set', async () => {
    const fields = { company: HARBOR, activtyDescription: 'Call', colour: 'red', createDateTime: 'today 9:00' };

    const two = await host.call('autotask_create', {
      entity: 'CompanyToDos',
      fields: { company: HARBOR, activtyDescription: 'Call', colour: 'red' },
    });
    const readOnly = await host.call('autotask_create', { entity: 'CompanyToDos', fields });

    expect(textOf(two)).toContain(
      'CompanyToDos has no field "activtyDescription" (did you mean "activityDescription"?), "colour".',
    );
    expect(textOf(two)).toContain('Can be set: actionType, activityDescription, assignedToResource, company,');
    expect(textOf(two)).not.toContain('createDateTime');
    expect(textOf(readOnly)).toContain('createDateTime is set by Autotask');
  });

  test('is told the whole label, and that a write takes no less', async () => {
    const mark = tenant.changes.mark();
    const result = await host.call('autotask_update', { entity: 'Tickets', id: NUMBER, fields: { queue: 'Level 1' } });

    expect(textOf(result)).toMatch(
      /^No queue is called "Level 1"\. Did you mean "Level 1 Support"\? .* A write takes the whole label\./,
    );
    expect(writtenSince(tenant, mark)).toEqual([]);
  });

  test('is told customary words that are near, where they can be set', async () => {
    const near = await host.call('autotask_create', { entity: 'Tickets', fields: { custmer: HARBOR } });
    const readOnly = await host.call('autotask_create', { entity: 'Tickets', fields: { opend: 'today' } });

    expect(textOf(near)).toContain('Tickets has no field "custmer" (did you mean "customer"?).');
    expect(textOf(readOnly)).toContain('Tickets has no field "opend".');
  });

  test('is told that user-defined fields in no form that holds any were not understood', async () => {
    const mark = tenant.changes.mark();
    const fields = { priority: 'Low', userDefinedFields: 'Site Code' };

    const result = await host.call('autotask_update', { entity: 'Tickets', ids: [NUMBER], fields });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('userDefinedFields is an object of names and values');
    expect(writtenSince(tenant, mark)).toEqual([]);
  });

  test('leaves a charge to be bought today, and the person sees that', async () => {
    const person = declining();
    const asking = await hostOn(tenant, { asked: person });

    await asking.call('autotask_create', {
      entity: 'TicketCharges',
      fields: { ticket: NUMBER, name: 'Fan', unitPrice: 40, unitQuantity: 1 },
    });

    expect(person.questions.join()).toContain('datePurchased: 2026-03-09 (default).');
    await asking.close();
  });
});
