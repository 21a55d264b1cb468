import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSeed } from '../../../src/demo/data/index.js';
import { FROZEN_NOW, startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { agreeing, declining, doneOf, expectDone, hostOn, requestsOf, ticket, writtenSince } from './support.js';

const FIREWALL = 'T20260309.0012';
const RULE = 'T20260309.0015';

describe.each(['standard', 'german'] as const)('a technician on the %s tenant', (skin) => {
  let tenant: DemoTenant;
  const seed = createSeed({ seed: 1, skin, now: FROZEN_NOW });
  const say = (standard: string, german: string): string => (skin === 'standard' ? standard : german);

  beforeAll(async () => {
    tenant = await startTenant({ seed });
  });
  afterAll(() => tenant.close());

  const statusOf = (label: string): number =>
    Number(seed.skin.picklists['Tickets']?.['status']?.find((value) => value.label === label)?.value);

  test('J04 sets a status by its label, and nothing else', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const { id } = ticket(tenant, FIREWALL);
    const status = say('In progress', 'in Bearbeitung');

    const result = await host.call('autotask_update', { entity: 'Tickets', ids: [FIREWALL], fields: { status } });

    expect(textOf(result)).toContain(`${FIREWALL}: status ${say('New → In Progress', 'Neu → In Bearbeitung')}`);
    expect(writtenSince(tenant, mark)).toEqual([
      { what: `update Tickets ${String(id)}`, cells: { status: statusOf(say('In Progress', 'In Bearbeitung')) } },
    ]);
    const patch = tenant.requests.since(0).findLast(({ method }) => method === 'PATCH');
    expect(Object.keys(Object(patch?.body))).toEqual(['id', 'status']);
    expect(requestsOf(host)).toEqual(['POST Tickets/query', 'PATCH Tickets', `GET Tickets/${String(id)}`]);
    await host.close();
  });

  test('J04 says so when a rule of the tenant sets the status back', async () => {
    const host = await hostOn(tenant);

    const result = await host.call('autotask_update', {
      entity: 'Tickets',
      ids: [RULE],
      fields: { status: say('In Progress', 'In Bearbeitung') },
    });

    expect(textOf(result)).toContain('Did not stick');
    expect(textOf(result)).toContain(say('status is Waiting Customer Approval, not In Progress', 'status is'));
    await host.close();
  });

  test('J06 adds an internal note below the ticket, word for word', async () => {
    const host = await hostOn(tenant);
    await host.call('autotask_list_fields', { entity: 'TicketNotes' });
    requestsOf(host);
    const mark = tenant.changes.mark();
    const { id } = ticket(tenant, FIREWALL);
    const text = 'rebooted the firewall, watching it till noon';

    const result = await host.call('autotask_add_note', { id: FIREWALL, text });

    expect(result.isError).not.toBe(true);
    expect(writtenSince(tenant, mark)).toEqual([
      {
        what: 'create TicketNotes',
        cells: { ticketID: id, title: text, description: text, publish: 2, noteType: 3 },
      },
    ]);
    expect(requestsOf(host)).toEqual(['POST Tickets/query', `POST Tickets/${String(id)}/Notes`]);
    await host.close();
  });

  test('J07 shows the wording before the customer can read it, and claims no mail', async () => {
    const person = agreeing();
    const host = await hostOn(tenant, { asked: person });
    const mark = tenant.changes.mark();
    const text = 'The part arrives on Thursday, 12 March.';

    const result = await host.call('autotask_add_note', { id: FIREWALL, text, visibility: 'customer' });

    expect(person.questions).toHaveLength(1);
    expect(person.questions[0]).toContain(text);
    expect(person.questions[0]).toContain('The customer can read this.');
    expect(writtenSince(tenant, mark)).toMatchObject([{ what: 'create TicketNotes', cells: { publish: 1, description: text } }]);
    expect(textOf(result)).toContain('Autotask sends no mail for it by itself');
    await host.close();
  });

  test('J07 shows even a long text whole, as the person agrees to its wording', async () => {
    const person = declining();
    const host = await hostOn(tenant, { asked: person });
    const text = `${'All is well. '.repeat(40)}\nThe end.`;

    await host.call('autotask_add_note', { id: FIREWALL, text, visibility: 'customer' });

    expect(person.questions[0]).toContain(text);
    await host.close();
  });

  test('J07 writes nothing when the person declines', async () => {
    const host = await hostOn(tenant, { asked: declining() });
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_add_note', { id: FIREWALL, text: 'Soon.', visibility: 'customer' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('did not agree');
    expect(textOf(result)).toContain('Nothing was changed.');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('J10 books internal time at the local hour, without role or work type', async () => {
    const host = await hostOn(tenant);
    await host.call('autotask_query', { entity: 'TimeEntries', filter: { resource: 'me' }, limit: 1 });
    requestsOf(host);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_log_time', {
      internal: 'Meeting',
      start: '9:00',
      hours: 0.5,
      summary: 'Team meeting',
    });

    expect(doneOf(result)[0]).toContain('0.5 h (2026-03-09 09:00–09:30) on Internal Meeting');
    const [entry] = writtenSince(tenant, mark);
    expect(entry).toMatchObject({
      what: 'create TimeEntries',
      cells: {
        resourceID: 501,
        dateWorked: '2026-03-09T00:00:00Z',
        startDateTime: '2026-03-09T13:00:00Z',
        endDateTime: '2026-03-09T13:30:00Z',
        hoursWorked: 0.5,
        summaryNotes: 'Team meeting',
      },
    });
    expect(Object.keys(entry?.cells ?? {})).not.toContain('ticketID');
    expect(Object.keys(entry?.cells ?? {})).not.toContain('roleID');
    expect(Object.keys(entry?.cells ?? {})).not.toContain('billingCodeID');
    expect(requestsOf(host)).toEqual(['POST BillingCodes/query', 'POST TimeEntries']);
    await host.close();
  });

  test('offers the internal categories when none fits', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_log_time', { internal: 'Lunch', start: '9:00', hours: 0.5, summary: 'x' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('Internal Meeting, Training');
    expect(writtenSince(tenant, mark)).toEqual([]);
    await host.close();
  });

  test('logs time on a ticket in its own role and sets the status in the same call', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const { id } = ticket(tenant, FIREWALL);

    const result = await host.call('autotask_log_time', {
      ticket: FIREWALL,
      start: 'today 14:00',
      end: 'today 14:45',
      summary: 'Replaced the power supply',
      status: say('Waiting Customer', 'Warten auf Kunde'),
    });

    expectDone(result);
    expect(writtenSince(tenant, mark)).toMatchObject([
      {
        what: 'create TimeEntries',
        cells: { ticketID: id, resourceID: 501, roleID: 71, startDateTime: '2026-03-09T18:00:00Z', hoursWorked: 0.75 },
      },
      { what: `update Tickets ${String(id)}`, cells: { status: statusOf(say('Waiting Customer', 'Warten auf Kunde')) } },
    ]);
    await host.close();
  });
});
