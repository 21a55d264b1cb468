import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import type { SeedRow } from '../../src/demo/types.js';
import { UnknownNameError } from '../../src/semantic/errors.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const reads = (requests: readonly string[]): string[] => requests.filter((request) => request.startsWith('POST'));

describe('fields of what a reference points to', () => {
  test('come with a list, for one request that names the referenced records as well', async () => {
    const question = {
      entity: 'Tickets',
      filter: { assignedResource: 'Maya Okafor', open: true },
      fields: ['ticketNumber', 'company', 'company.ownerResource', 'company.city'],
    };
    await desk.semantic.query({ entity: 'Resources', filter: { isActive: true } });
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.query(question);

      expect(answer.columns).toEqual(['ticketNumber', 'company', 'company.ownerResource', 'company.city']);
      const cities = column(answer, 'ticketNumber').map((number) => {
        const ticket = desk.rows('Tickets').find((row) => row['ticketNumber'] === number);
        return desk.tenant.store.row('Companies', Number(ticket?.['companyID']))?.['city'] ?? null;
      });
      expect(column(answer, 'company.city')).toEqual(cities);
    });

    expect(reads(requests).filter((request) => request === 'POST Companies/query')).toHaveLength(1);
  });

  test('come with records, labels and days as there', async () => {
    const { columns, rows } = await desk.semantic.get({
      entity: 'Tickets',
      ids: ['T20260309.0012'],
      fields: ['contract.endDate', 'contract.status', 'contact.emailAddress'],
    });

    expect(columns).toEqual(['contract.endDate', 'contract.status', 'contact.emailAddress']);
    expect(rows).toEqual([['2026-04-30', 'Active', 'priya.nair@harbordental.example']]);
  });

  test('are marked where strangers write them', async () => {
    const { customerWritten } = await desk.semantic.query({
      entity: 'TimeEntries',
      filter: { resource: 'Maya Okafor', dateWorked: 'today' },
      fields: ['hoursWorked', 'ticket.title', 'ticket.company'],
    });

    expect(customerWritten).toEqual(['ticket.title']);
  });

  test('are empty where there is no reference', async () => {
    const answer = await desk.semantic.query({
      entity: 'TimeEntries',
      filter: { resource: 'Maya Okafor', dateWorked: 'today', ticket: null },
      fields: ['summaryNotes', 'ticket.company'],
    });

    expect(answer.total).toBe(1);
    expect(answer.columns).toEqual(['summaryNotes']);
  });

  test('can be user-defined', async () => {
    const answer = await desk.semantic.query({
      entity: 'TimeEntries',
      filter: { resource: 'Maya Okafor', dateWorked: 'today' },
      fields: ['ticket', 'ticket.Promised Date'],
    });
    const promised = answer.rows.filter(([, day]) => day !== null);

    expect(promised).toHaveLength(2);
    expect(promised.every(([ticket]) => String(ticket).endsWith(FACTS.titles['promisedPart'] ?? ''))).toBe(true);
    expect(new Set(column(answer, 'ticket.Promised Date'))).toEqual(new Set(['2026-03-12', null]));
  });

  test('group figures, complete over all pages', async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'TimeEntries',
      filter: { dateWorked: '2026-02' },
      groupBy: ['ticket.priority'],
      measures: ['count'],
    });
    const priorities = new Map(desk.rows('Tickets').map((row) => [row.id, row['priority']]));
    const counts = new Map<unknown, number>();
    for (const row of desk.rows('TimeEntries').filter((entry) => String(entry['dateWorked']).startsWith('2026-02'))) {
      const priority = priorities.get(Number(row['ticketID']));
      counts.set(priority, (counts.get(priority) ?? 0) + 1);
    }

    expect(answer.rows).toEqual([
      ['Critical', counts.get(4)],
      ['High', counts.get(1)],
      ['Medium', counts.get(2)],
      ['Low', counts.get(3)],
      ['(none)', counts.get(undefined)],
    ]);
  });

  test('are refused by name where there is no such field, or no reference', async () => {
    const ask = (field: string) => desk.semantic.query({ entity: 'Tickets', fields: [field], limit: 1 });

    await expect(ask('company.shoeSize')).rejects.toThrow(/Companies has no field "shoeSize"/);
    await expect(ask('title.length')).rejects.toThrow(UnknownNameError);
    await expect(ask('company.parentCompany.city')).rejects.toThrow(UnknownNameError);
  });
});

describe('conditions on what a reference points to', () => {
  const february = { dateWorked: '2026-02' };
  const inFebruary = (row: SeedRow): boolean => String(row['dateWorked']).startsWith('2026-02');
  const ticketsWith = (matches: (row: Record<string, unknown>) => boolean): ReadonlySet<unknown> =>
    new Set(
      desk
        .rows('Tickets')
        .filter(matches)
        .map(({ id }) => id),
    );

  test('choose time by the customer of its ticket, for one question to tickets', async () => {
    const filter = { ...february, 'ticket.company': 'Contoso', 'ticket.queue': 'Level 1 Support' };
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({ entity: 'TimeEntries', filter, measures: ['count', 'sum:hoursWorked'] });
      const tickets = ticketsWith((row) => row['companyID'] === FACTS.companies.contoso && row['queueID'] === 301);
      const rows = desk.rows('TimeEntries').filter((row) => inFebruary(row) && tickets.has(row['ticketID']));

      expect(rows.length).toBeGreaterThan(5);
      expect(answer.total).toBe(rows.length);
      expect(answer.filter).toContain(`ticket (company = Contoso (id ${FACTS.companies.contoso}) and queue = Level 1 Support)`);
    });

    expect(reads(requests).filter((request) => request === 'POST Tickets/query')).toHaveLength(1);
  });

  test('reach over more than one reference', async () => {
    const when = { 'serviceCallTicket.serviceCall.startDateTime__lt': '2026-03-10T12:00' };
    const until = { 'serviceCallTicket.serviceCall.endDateTime__gt': '2026-03-10T10:00' };
    const held = { 'serviceCallTicket.serviceCall.canceledDateTime': null };
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.query({
        entity: 'ServiceCallTicketResources',
        filter: { ...when, ...until, ...held },
        fields: ['resourceID'],
      });

      expect(answer.total).toBe(5);
    });

    expect(reads(requests).filter((request) => !request.includes('Resources/query'))).toEqual([
      'POST ServiceCalls/query',
      'POST ServiceCallTickets/query',
    ]);
  });

  test('stand in alternatives', async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'TimeEntries',
      filter: { ...february, or: [{ 'ticket.priority': 'Critical', 'ticket.company': 'Contoso' }, { ticket: null }] },
    });
    const tickets = ticketsWith((row) => row['priority'] === 4 && row['companyID'] === FACTS.companies.contoso);
    const rows = desk
      .rows('TimeEntries')
      .filter((row) => inFebruary(row) && (row['ticketID'] === undefined || tickets.has(row['ticketID'])));

    expect(answer.total).toBe(rows.length);
  });

  test('that Autotask cannot check are checked here', async () => {
    const filter = { 'ticket.creatorType': 'Contact', 'ticket.company': 'Contoso', dateWorked: '2026-02' };
    const answer = await desk.semantic.aggregate({ entity: 'TimeEntries', filter });
    const value = (await desk.client.picklist('Tickets', 'creatorType')).find(({ label }) => label === 'Contact')?.value;
    const tickets = ticketsWith((row) => row['creatorType'] === value && row['companyID'] === FACTS.companies.contoso);

    const rows = desk.rows('TimeEntries').filter((row) => inFebruary(row) && tickets.has(row['ticketID']));
    expect(rows.length).toBeGreaterThan(0);
    expect(answer.total).toBe(rows.length);
  });

  test('match nothing where nothing is so', async () => {
    const answer = await desk.semantic.query({ entity: 'TimeEntries', filter: { 'ticket.title': 'no such title' } });

    expect(answer.total).toBe(0);
  });

  test('are refused where too much is so, saying what to do', async () => {
    const filter = { ...february, 'ticket.status': 'Complete' };

    await expect(desk.semantic.query({ entity: 'TimeEntries', filter })).rejects.toThrow(
      /More than 2500 Tickets match .* group or list by a field of "ticket"/,
    );
  });

  test('are proposed where the field is not the record’s own', async () => {
    const ask = desk.semantic.query({ entity: 'TimeEntries', filter: { customer: 'Contoso' } });

    await expect(ask).rejects.toThrow(
      'TimeEntries has no field "customer", but what it refers to has: contract.company, ticket.company.',
    );
  });
});

describe('several names in one filter', () => {
  test('are looked up with one request', async () => {
    const names = ['Northgate Clinic', 'Contoso', 'Acme Tooling'];
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({ entity: 'Tickets', filter: { company: names, open: true } });
      const { northgate, contoso, acmeTooling } = FACTS.companies;
      const ids: readonly unknown[] = [northgate, contoso, acmeTooling];
      expect(answer.total).toBe(
        desk.rows('Tickets').filter((row) => row['status'] !== 5 && ids.includes(row['companyID'])).length,
      );
    });

    expect(reads(requests)).toEqual(['POST Companies/query', 'POST Tickets/query/count']);
  });

  test('are as clear or unclear as one at a time', async () => {
    const ask = (company: string[]) => desk.semantic.query({ entity: 'Tickets', filter: { company } });

    await expect(ask(['Contoso', 'Acme'])).rejects.toThrow(/4 Companies may be meant by "Acme"/);
    await expect(ask(['Contoso', 'Nobody Ltd'])).rejects.toThrow(/No company called "Nobody Ltd"/);
  });

  test('cost nothing where they are numbers of records that were seen before', async () => {
    const semantic = desk.fresh();
    const numbers = [FACTS.tickets.firewall, FACTS.tickets.unassigned, FACTS.tickets.raid];
    await semantic.query({ entity: 'Tickets', filter: { ticketNumber: numbers } });
    await semantic.query({ entity: 'TimeEntries', filter: { ticket: FACTS.tickets.raid }, fields: ['hoursWorked'] });
    const requests = await desk.requestsOf(() =>
      semantic.query({ entity: 'TimeEntries', filter: { ticket: numbers }, fields: ['hoursWorked'] }),
    );

    expect(requests).toEqual(['POST TimeEntries/query']);
  });

  test('cost one request where they are numbers that nobody has seen', async () => {
    const semantic = desk.fresh();
    const filter = { ticket: [FACTS.tickets.firewall, FACTS.tickets.unassigned, FACTS.tickets.raid] };
    const requests = await desk.requestsOf(() => semantic.query({ entity: 'TimeEntries', filter, fields: ['hoursWorked'] }));

    expect(reads(requests)).toEqual(['POST Tickets/query', 'POST TimeEntries/query']);
  });
});
