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
    ['words to search', { search: '0x7B' }, (row) => `${String(row['title'])} ${String(row['description'])}`.includes('0x7B')],
  ])('%s', async (_name, filter, matches) => {
    const { total } = await desk.semantic.aggregate({ entity: 'Tickets', filter });

    expect(total).toBe(desk.rows('Tickets').filter(matches).length);
  });

  test('a label called so goes before', async () => {
    const { filter } = await desk.semantic.query({ entity: 'Opportunities', filter: { status: 'Closed' }, limit: 1 });

    expect(filter).toBe('status = Closed');
  });

  test.each(['#T20260304.0007', '20260304.0007', 't20260304.0007'])('a ticket by %s', async (ticket) => {
    await expect(desk.semantic.ticketTimeline({ ticket })).resolves.toMatchObject({ ticket: FACTS.tickets.raid });
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
