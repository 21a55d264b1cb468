import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { SeedRow } from '../../src/demo/types.js';
import { TooManyRowsError } from '../../src/semantic/errors.js';
import { aTicket, smallSeed } from '../demo/support/small-seed.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

interface Key {
  readonly word: string;
  readonly value: (row: SeedRow) => number | string | null;
}

const instant = (field: string): Key => ({
  word: field,
  value: (row) => {
    const stored = row[field];
    return typeof stored === 'string' ? Date.parse(stored) : null;
  },
});
const KEYS: readonly Key[] = [
  instant('createDate'),
  instant('dueDateTime'),
  instant('completedDate'),
  instant('lastActivityDate'),
  { word: 'priority', value: (row) => [4, 1, 2, 3].indexOf(Number(row['priority'])) },
  { word: 'ticketNumber', value: (row) => String(row['ticketNumber']) },
  { word: 'estimatedHours', value: (row) => (typeof row['estimatedHours'] === 'number' ? row['estimatedHours'] : null) },
  { word: 'id', value: (row) => row.id },
];

interface Said extends Key {
  readonly isDescending: boolean;
}

const order = fc.uniqueArray(fc.record({ key: fc.constantFrom(...KEYS), isDescending: fc.boolean() }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ key }) => key.word,
});

function compare(a: SeedRow, b: SeedRow, keys: readonly Said[]): number {
  for (const { value, isDescending } of keys) {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) {
      if (x !== y) return x === null ? 1 : -1;
    } else if (x !== y) return (x < y ? -1 : 1) * (isDescending ? -1 : 1);
  }
  return 0;
}

function sorted(rows: readonly SeedRow[], keys: readonly Said[]): number[] {
  const withId = [...keys, { word: 'id', value: (row: SeedRow) => row.id, isDescending: keys[0]?.isDescending ?? false }];
  return rows.toSorted((a, b) => compare(a, b, withId)).map((row) => row.id);
}

const SELECTIONS = [
  { filter: { company: 'Contoso' }, holds: (row: SeedRow) => row['companyID'] === 1401 },
  { filter: { open: true }, holds: (row: SeedRow) => row['status'] !== 5 },
  { filter: { createDate__gte: '2026-01-01' }, holds: (row: SeedRow) => String(row['createDate']) >= '2026-01-01T05:00' },
] as const;

test(
  'any order and limit give exactly the head of the sorted rows, and cursors exactly the rest',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SELECTIONS),
        order,
        fc.integer({ min: 1, max: 90 }),
        async ({ filter, holds }, said, limit) => {
          const keys = said.map(({ key, isDescending }) => ({ ...key, isDescending }));
          const question = {
            entity: 'Tickets',
            filter,
            fields: ['id'],
            order: keys.map(({ word, isDescending }) => (isDescending ? `-${word}` : word)),
            limit,
          };
          const expected = sorted(desk.rows('Tickets').filter(holds), keys);
          const first = await desk.semantic.query(question);
          expect(first.total).toBe(expected.length);
          expect(column(first, 'id')).toEqual(expected.slice(0, limit));
          if (first.cursor === undefined) return;
          const second = await desk.semantic.query({ ...question, cursor: first.cursor });
          expect(second.total).toBe(expected.length);
          expect(column(second, 'id')).toEqual(expected.slice(limit, 2 * limit));
        },
      ),
      { numRuns: 60 },
    );
  },
);

test('of 42,000 tickets the newest, oldest and highest ids come without reading them all', async () => {
  const all = desk.rows('Tickets');
  for (const word of ['-createDate', 'createDate', '-id', '-lastActivityDate', 'dueDateTime']) {
    const key = KEYS.find((known) => known.word === word.replace('-', ''));
    if (key === undefined) throw new Error(word);
    const expected = sorted(all, [{ ...key, isDescending: word.startsWith('-') }]);
    const question = { entity: 'Tickets', fields: ['id'], order: word, limit: 40 };
    const requests = await desk.requestsOf(async () => {
      const first = await desk.semantic.query(question);
      expect(first.total).toBe(all.length);
      expect(column(first, 'id')).toEqual(expected.slice(0, 40));
      const second = await desk.semantic.query({ ...question, ...(first.cursor === undefined ? {} : { cursor: first.cursor }) });
      expect(second.total).toBe(all.length);
      expect(column(second, 'id')).toEqual(expected.slice(40, 80));
    });
    expect(requests.length).toBeLessThanOrEqual(12);
  }
});

test('a first guess that holds too few rows is widened', async () => {
  for (const [word, field] of [
    ['-createDate', 'createDate'],
    ['-lastActivityDate', 'lastActivityDate'],
  ]) {
    const expected = sorted(desk.rows('Tickets'), [{ ...instant(field ?? ''), isDescending: true }]);
    const answer = await desk.semantic.query({ entity: 'Tickets', fields: ['id'], order: word, limit: 500 });
    expect(column(answer, 'id')).toEqual(expected.slice(0, 500));
  }
});

test.each(['resolvedDateTime', '-resolvedDateTime'])(
  'a guess never leaves the calendar: too few of many rows have a date to order by %s',
  async (words) => {
    const resolved = (id: number) => (id <= 40 ? { resolvedDateTime: new Date(Date.UTC(2026, 0, 1, 0, id)).toISOString() } : {});
    const rows = Array.from({ length: 6_000 }, (_, index) => aTicket(index + 1, resolved(index + 1)));
    const sparse = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
    onTestFinished(() => sparse.close());

    const answer = await sparse.semantic.query({ entity: 'Tickets', fields: ['id'], order: words, limit: 40 });
    expect(
      column(answer, 'id')
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    await expect(sparse.semantic.query({ entity: 'Tickets', order: words, limit: 41 })).rejects.toThrow(TooManyRowsError);
  },
);

test.each(['-createDate', 'createDate', '-lastActivityDate', '-id'])(
  'deep into 42,000 tickets the cursor goes on by %s, as cheaply as at the start',
  async (word) => {
    const key = KEYS.find((known) => known.word === word.replace('-', ''));
    if (key === undefined) throw new Error(word);
    const expected = sorted(desk.rows('Tickets'), [{ ...key, isDescending: word.startsWith('-') }]);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    const requests = await desk.requestsOf(async () => {
      for (let page = 0; page < 16; page += 1) {
        const answer = await desk.semantic.query({ entity: 'Tickets', fields: ['id'], order: word, limit: 500, cursor });
        seen.push(...column(answer, 'id'));
        cursor = answer.cursor;
      }
    });

    expect(seen).toEqual(expected.slice(0, 8_000));
    expect(requests.length).toBeLessThanOrEqual(16 * 8);
  },
);

test('an order that only we know is refused where too many rows would have to be read', async () => {
  await expect(desk.semantic.query({ entity: 'Tickets', order: 'title' })).rejects.toThrow(
    /42240 rows match, too many to order by title/,
  );
});
