// What has gone wrong in other connectors to this API, each asked through an MCP client and judged by the tenant's store.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import { startHost, textOf, type Host } from '../support/host.js';
import { Answer } from './support/answer.js';
import { isOpen, Truth } from './support/truth.js';

let host: Host;
let truth: Truth;

beforeAll(async () => {
  host = await startHost();
  truth = new Truth(host.tenant, host.tenant.users.full, 'standard');
});

afterAll(() => host.close());

const ask = async (tool: string, args: Record<string, unknown>): Promise<Answer> => new Answer(await host.call(tool, args));

describe('requests', () => {
  test('names of 300 companies cost one request, not one a row', async () => {
    host.requests();
    const { rows } = await ask('autotask_query', {
      entity: 'Tickets',
      filter: { open: true, createDate__gte: '-20d' },
      fields: ['ticketNumber', 'company'],
      limit: 500,
    });

    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map(({ company }) => company)).size).toBeGreaterThan(100);
    expect(host.requests().filter((request) => request === 'POST Companies/query')).toHaveLength(1);
  });

  test('a figure over 40,000 tickets is counted, three requests at a time at most', async () => {
    const warnings: string[] = [];
    const hear = ({ message }: Error): number => warnings.push(message);
    process.on('warning', hear);
    host.tenant.requests.clear();
    const { total } = await ask('autotask_aggregate', { entity: 'Tickets', group_by: ['status'] });

    expect(total).toBe(FACTS.counts.tickets);
    expect(host.tenant.requests.count()).toBeLessThan(20);
    expect(host.tenant.requests.maxConcurrent('Tickets')).toBeLessThanOrEqual(3);
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });
});

describe('filters', () => {
  test.each([
    { status__ne: 'Complete' },
    { status: { not: 'Complete' } },
    { open: true },
    [{ op: 'noteq', field: 'status', value: 5 }],
  ])('keep closed tickets out: %j', async (filter) => {
    const { total } = await ask('autotask_aggregate', { entity: 'Tickets', filter });

    expect(total).toBe(truth.rows('Tickets').filter(isOpen).length);
  });

  test.each([
    ['queue', { queue: 'Level 1 Support' }, (row: Record<string, unknown>) => row['queueID'] === 301],
    ['priority', { priority: 'Critical' }, (row: Record<string, unknown>) => row['priority'] === 4],
    ['contact', { contact: 'Priya Nair' }, (row: Record<string, unknown>) => row['contactID'] === 30_019],
    ['no company', { company: 0 }, (row: Record<string, unknown>) => row['companyID'] === 0],
    ['client portal', { source: 'Client Portal' }, (row: Record<string, unknown>) => row['source'] === -1],
    ['nobody', { assignedResource: null }, (row: Record<string, unknown>) => row['assignedResourceID'] === undefined],
  ])('are honoured: %s', async (_name, filter, matches) => {
    const { total } = await ask('autotask_aggregate', { entity: 'Tickets', filter: { ...filter, open: true } });

    expect(total).toBe(truth.rows('Tickets').filter((row) => isOpen(row) && matches(row)).length);
  });

  test.each([
    ['an unknown field', { filter: { statuss: 'New' } }, /no field "statuss".*status/],
    ['an unknown label', { filter: { status: 'Done' } }, /"Done".*Complete/s],
    ['an argument that does not exist', { page: 2 }, /page/],
    ['a limit for everything', { limit: -1 }, /limit/],
  ])('and arguments are refused, never ignored: %s', async (_name, args, words) => {
    const { isError, text } = await ask('autotask_query', { entity: 'Tickets', ...args });

    expect(isError).toBe(true);
    expect(text).toMatch(words);
  });
});

describe('lists', () => {
  test('say how many there are, how many they show, by which filter, order and zone', async () => {
    const { data } = await ask('autotask_query', { entity: 'Tickets', filter: { createDate: 'yesterday' } });

    expect(data).toMatchObject({
      total: truth
        .rows('Tickets')
        .filter(
          (row) => String(row['createDate']) >= '2026-03-08T05:00:00Z' && String(row['createDate']) < '2026-03-09T04:00:00Z',
        ).length,
      shown: expect.any(Number),
      filter: 'createDate from 2026-03-08 00:00 -05:00 to before 2026-03-09 00:00 -04:00',
      order: 'createDate descending',
      timeZone: 'America/New_York',
    });
  });

  test('go on with their cursor through every row once, and end', async () => {
    const question = { entity: 'Tickets', filter: { company: 'Contoso', open: true }, fields: ['ticketNumber'], limit: 20 };
    const numbers: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await ask('autotask_query', { ...question, ...(cursor === undefined ? {} : { cursor }) });
      numbers.push(...page.column('ticketNumber'));
      cursor = page.data['cursor'];
    } while (cursor !== undefined);

    const open = truth.rows('Tickets').filter((row) => row['companyID'] === FACTS.companies.contoso && isOpen(row));
    expect(numbers).toHaveLength(open.length);
    expect(new Set(numbers)).toEqual(new Set(open.map((row) => row['ticketNumber'])));
  });

  test('show labels and names, and the ids of neither', async () => {
    const { rows } = await ask('autotask_query', { entity: 'TicketNotes', filter: { ticket: FACTS.tickets.raid } });

    const visibilities = new Set(truth.picklist('TicketNotes.publish').map(({ label }) => label));
    expect(rows.every(({ publish }) => visibilities.has(String(publish)))).toBe(true);
    expect(rows.some(({ creatorResource }) => creatorResource === 'Pavel Novak')).toBe(true);
  });
});

describe('records', () => {
  test('come with every field that is filled in, by label and name', async () => {
    const { rows } = await ask('autotask_get', { entity: 'Tickets', ids: [FACTS.tickets.raid], fields: ['*'] });
    const stored = Object.entries(truth.ticket(FACTS.tickets.raid)).filter(
      ([name, value]) => name !== 'userDefinedFields' && value !== null && value !== undefined && value !== '',
    );

    expect(Object.keys(rows[0] ?? {}).length).toBeGreaterThanOrEqual(stored.length);
    expect(rows[0]).toMatchObject({ status: 'Complete', priority: 'Critical', resolution: expect.stringContaining('battery') });
  });

  test('are found by number when they are closed, and a recurrence is another ticket', async () => {
    const { rows } = await ask('autotask_query', { entity: 'Tickets', filter: { ticketNumber: FACTS.tickets.raid } });
    const prefix = await ask('autotask_query', { entity: 'Tickets', filter: { ticketNumber__beginsWith: FACTS.tickets.raid } });

    expect(rows.map(({ ticketNumber }) => ticketNumber)).toEqual([FACTS.tickets.raid]);
    expect(prefix.column('ticketNumber').toSorted()).toEqual([FACTS.tickets.raid, FACTS.tickets.raidRecurrence]);
  });

  test('are found by a full name typed as one', async () => {
    const { rows } = await ask('autotask_query', { entity: 'Contacts', filter: { text: 'Priya Nair' } });

    expect(rows.map(({ firstName, lastName }) => [firstName, lastName])).toEqual([['Priya', 'Nair']]);
  });

  test('are found by their user-defined fields', async () => {
    const { rows } = await ask('autotask_query', {
      entity: 'Tickets',
      filter: { 'Site Code': 'HADE-1' },
      fields: ['ticketNumber', 'Site Code'],
    });

    expect(rows).toContainEqual({ ticketNumber: FACTS.tickets.firewall, 'Site Code': 'HADE-1' });
    expect(rows.every((row) => row['Site Code'] === 'HADE-1')).toBe(true);
  });

  test('include a ticket’s history, which takes one condition only', async () => {
    const { isError, total } = await ask('autotask_query', {
      entity: 'TicketHistory',
      filter: { ticket: FACTS.tickets.raid, action__contains: 'e' },
    });
    const id = truth.ticket(FACTS.tickets.raid).id;

    expect(isError).toBe(false);
    expect(total).toBe(
      truth.rows('TicketHistory').filter((row) => row['ticketID'] === id && /e/i.test(String(row['action']))).length,
    );
  });

  test('include files on notes, not only on tickets', async () => {
    const [file] = truth.rows('TicketNoteAttachments');
    const { isError, data } = await ask('autotask_get_attachment', { entity: 'TicketNoteAttachments', id: file?.id });

    expect(isError).toBe(false);
    expect(data).toMatchObject({ id: file?.id, bytes: expect.any(Number) });
  });
});

describe('"me"', () => {
  test('is a question when two people share the address, never one of them or both', async () => {
    const shared = await startHost({ tenant: host.tenant, me: { email: 'dispatch@brightwater.example' } });
    const result = await shared.call('autotask_query', { entity: 'Tickets', filter: { assignedResource: 'me', open: true } });
    await shared.close();

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/"me" is not clear.*Ines Duarte \(id 504.*Noor Haddad \(id 512/s);
  });

  test('is never the API user', async () => {
    const machine = await startHost({ tenant: host.tenant, me: { resourceId: FACTS.people.apiUser } });
    const result = await machine.call('autotask_query', { entity: 'Tickets', filter: { assignedResource: 'me' } });
    await machine.close();

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('the API user, who can own no work');
  });
});
