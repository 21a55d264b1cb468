import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import type { SeedRow } from '../../src/demo/types.js';
import { openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const NOW = '2026-03-10T02:30:00Z';
const isAssigned = (row: SeedRow): boolean => row['assignedResourceID'] !== undefined;
const isOpen = (row: SeedRow): boolean => row['status'] !== 5;

describe('words that people say without thinking of fields', () => {
  test.each<[string, Record<string, unknown>, (row: SeedRow) => boolean]>([
    ['an open status', { status: 'open' }, isOpen],
    ['a closed status', { status: 'Closed' }, (row) => !isOpen(row)],
    ['not closed', { status__not: 'closed' }, isOpen],
    [
      'unassigned',
      { assignedResource: 'unassigned', status: 'New' },
      (row) => row['status'] === 1 && row['assignedResourceID'] === undefined,
    ],
    [
      'not nobody',
      { assignedResource__ne: 'nobody', open: true },
      (row) => isOpen(row) && row['assignedResourceID'] !== undefined,
    ],
    ['unassigned as a word of its own', { unassigned: true, status: 'New' }, (row) => row['status'] === 1 && !isAssigned(row)],
    ['assigned to anybody', { unassigned: false, open: true }, (row) => isOpen(row) && isAssigned(row)],
    ['overdue', { overdue: true }, (row) => isOpen(row) && String(row['dueDateTime']) < NOW],
    ['a bound in the value', { createDate: 'before 2025-06-01' }, (row) => String(row['createDate']) < '2025-06-01T04:00:00Z'],
    ['a bound in the key', { createdAfter: '2026-03-01' }, (row) => String(row['createDate']) >= '2026-03-02T05:00:00Z'],
    [
      'an operator with its sign',
      { createDate: { $gte: '2026-03-01' } },
      (row) => String(row['createDate']) >= '2026-03-01T05:00:00Z',
    ],
    ['a sign with a number', { estimatedHours: '> 2' }, (row) => Number(row['estimatedHours'] ?? 0) > 2],
    ['two labels in one text', { priority: 'high or critical' }, (row) => row['priority'] === 1 || row['priority'] === 4],
    ['a ticket by its number', { ticket: FACTS.tickets.raid }, (row) => row['ticketNumber'] === FACTS.tickets.raid],
    ['words to search', { search: '0x7B' }, (row) => `${String(row['title'])} ${String(row['description'])}`.includes('0x7B')],
  ])('%s', async (_name, filter, matches) => {
    const { total } = await desk.semantic.aggregate({ entity: 'Tickets', filter });

    expect(total).toBe(desk.rows('Tickets').filter(matches).length);
  });

  const isUnpaid = (row: SeedRow): boolean => row['paidDate'] === undefined && row['isVoided'] !== true;
  const isToDo = (row: SeedRow): boolean => row['completedDate'] === undefined;

  test.each<[string, string, Record<string, unknown>, (row: SeedRow) => boolean]>([
    ['open', 'Invoices', { open: true }, isUnpaid],
    ['settled', 'Invoices', { open: false }, (row) => !isUnpaid(row)],
    ['overdue', 'Invoices', { overdue: true }, (row) => isUnpaid(row) && String(row['dueDate']) < '2026-03-09'],
    ['open', 'CompanyToDos', { open: true }, isToDo],
    ['done', 'CompanyToDos', { open: false }, (row) => !isToDo(row)],
    ['overdue', 'CompanyToDos', { overdue: true }, (row) => isToDo(row) && String(row['endDateTime']) < NOW],
  ])('%s %s', async (_word, entity, filter, matches) => {
    const { total } = await desk.semantic.aggregate({ entity, filter });

    expect(total).toBe(desk.rows(entity).filter(matches).length);
    expect(total).toBeGreaterThan(0);
  });

  const invoicesAbove = (bound: number): number =>
    desk.rows('Invoices').filter((row) => Number(row['invoiceTotal']) > bound).length;

  test.each(['> 5,000', '>$5000', '> $5,000.00'])('an amount %s', async (words) => {
    const { total } = await desk.semantic.aggregate({ entity: 'Invoices', filter: { invoiceTotal: words } });

    expect(total).toBe(invoicesAbove(5_000));
    expect(total).toBeGreaterThan(0);
  });

  test('amounts between two, in lists and with operators', async () => {
    const ask = async (filter: object): Promise<number> => (await desk.semantic.aggregate({ entity: 'Invoices', filter })).total;

    const above = await ask({ invoiceTotal__gt: '$1,000' });
    expect(above).toBe(invoicesAbove(1_000));
    expect(await ask({ invoiceTotal__between: ['$1,000.01', '99,999,999'] })).toBe(invoicesAbove(1_000));
    expect(await ask({ invoiceTotal__in: ['$1,000'] })).toBe(await ask({ invoiceTotal: 1_000 }));
  });

  test.each([
    { invoiceTotal: '5.000,00' },
    { invoiceTotal: '> 5.000,00' },
    { invoiceTotal__gte: '5.000' },
    { invoiceTotal__between: ['1.000,00', '5.000,00'] },
    { invoiceTotal__between: [5_000, 1_000] },
  ])('%j is refused with the way to write it', async (filter) => {
    await expect(desk.semantic.query({ entity: 'Invoices', filter })).rejects.toThrow(
      'Write it in digits, with a point before decimals and nothing else: 5000, 0.5.',
    );
  });

  test('what is overdue says by which fields', async () => {
    const { filter } = await desk.semantic.query({ entity: 'Invoices', filter: { overdue: true }, limit: 1 });

    expect(filter).toBe('(paidDate is empty and isVoided = false) and dueDate < 2026-03-09');
  });

  test('a label called so goes before', async () => {
    const { filter } = await desk.semantic.query({ entity: 'Opportunities', filter: { status: 'Closed' }, limit: 1 });

    expect(filter).toBe('status = Closed');
  });

  test.each(['#T20260304.0007', '20260304.0007', 't20260304.0007'])('a ticket by %s', async (ticket) => {
    await expect(desk.semantic.ticketTimeline({ ticket })).resolves.toMatchObject({ ticket: FACTS.tickets.raid });
    await expect(desk.semantic.get({ entity: 'Tickets', ids: [ticket] })).resolves.toMatchObject({ shown: 1, missing: [] });
  });
});

describe('words that would mislead', () => {
  test('a part of a title finds nothing, and the answer says what would', async () => {
    const question = { entity: 'Tickets', filter: { title: 'printer', open: true } };
    const remark = '"title" compares the whole text; "title__contains" looks for a part of it.';

    await expect(desk.semantic.query(question)).resolves.toMatchObject({ total: 0, notes: expect.arrayContaining([remark]) });
    await expect(desk.semantic.aggregate(question)).resolves.toMatchObject({ total: 0, notes: expect.arrayContaining([remark]) });
  });

  test('a "not" group is refused, naming what there is', async () => {
    const ask = desk.semantic.query({ entity: 'Tickets', filter: { not: { status: 'Complete' } } });

    await expect(ask).rejects.toThrow('status__not');
  });
});

test('whole words that begin just one label stand for it in a question, and the answer says so', async () => {
  const { filter, notes } = await desk.semantic.query({ entity: 'Tickets', filter: { queue: 'level 1' }, limit: 1 });

  expect(filter).toBe('queue = Level 1 Support');
  expect(notes).toContainEqual(expect.stringMatching(/^"level 1" was understood as the queue "Level 1 Support" \(\d+\)\.$/));
});

test('a long text in a filter is repeated in short', async () => {
  const { filter } = await desk.semantic.query({ entity: 'Tickets', filter: { title: 'x'.repeat(5_000) } });

  expect(filter.length).toBeLessThan(150);
});

describe('words for entities', () => {
  test.each([
    ['customers', 'Companies'],
    ['Account', 'Companies'],
    ['assets', 'ConfigurationItems'],
    ['time entries', 'TimeEntries'],
    ['configuration_items', 'ConfigurationItems'],
    ['technicians', 'Resources'],
  ])('%s are %s', async (entity, name) => {
    await expect(desk.semantic.query({ entity, limit: 1 })).resolves.toMatchObject({ entity: name });
  });

  test.each([
    ['users', 'Resources, Contacts, ClientPortalUsers'],
    ['notes', 'TicketNotes, TaskNotes'],
  ])('%s may be several and are asked back', async (entity, choices) => {
    await expect(desk.semantic.query({ entity })).rejects.toThrow(choices);
  });
});

describe('words for people', () => {
  test('a name finds them and shows as its two fields', async () => {
    const { filter, columns, rows } = await desk.semantic.query({
      entity: 'Contacts',
      filter: { name: 'Priya Nair' },
      fields: ['name'],
    });

    expect(filter).toMatch(/^id = Priya Nair \(id \d+\)$/);
    expect([columns, rows]).toEqual([['firstName', 'lastName'], [['Priya', 'Nair']]]);
  });
});

describe('words for an order', () => {
  test.each([
    ['newest', '-createDate'],
    ['latest first', '-createDate'],
    ['oldest', 'createDate'],
  ])('%s', async (order, plain) => {
    const ask = (said: string) => desk.semantic.query({ entity: 'Tickets', order: said, limit: 5 });

    expect((await ask(order)).rows).toEqual((await ask(plain)).rows);
  });

  test('need a date by which the entity has an age', async () => {
    await expect(desk.semantic.query({ entity: 'Departments', order: 'newest' })).rejects.toThrow('Name the field');
  });
});

test('what belongs beside a filter is told so', async () => {
  await expect(desk.semantic.query({ entity: 'Tickets', filter: { limit: 5 } })).rejects.toThrow('stands beside it');
});
