import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeedRow } from '../../src/demo/types.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** A filter in people's words, and what it means as plain code over stored rows. */
interface Pair {
  readonly filter: Record<string, unknown>;
  readonly holds: (row: SeedRow) => boolean;
}

const STATUS: Readonly<Record<string, number>> = {
  New: 1,
  Complete: 5,
  'Waiting Customer': 7,
  'In Progress': 8,
  scheduled: 10,
  'Waiting Vendor': 12,
};
const PEOPLE: Readonly<Record<string, number>> = { me: 501, 'Marco Bellini': 502, 'ines duarte': 504, '503': 503 };
const COMPANIES: Readonly<Record<string, number>> = {
  Contoso: 1401,
  'Northgate Clinic': 1301,
  'Harbor Dental Group': 1101,
  '0': 0,
};
// Windows of New York's time at the frozen clock, worked out by hand.
const WINDOWS: Readonly<Record<string, readonly [string, string]>> = {
  today: ['2026-03-09T04:00:00Z', '2026-03-10T04:00:00Z'],
  yesterday: ['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  'last week': ['2026-03-02T05:00:00Z', '2026-03-09T04:00:00Z'],
  '2026-02': ['2026-02-01T05:00:00Z', '2026-03-01T05:00:00Z'],
  'Q4 2025': ['2025-10-01T04:00:00Z', '2026-01-01T05:00:00Z'],
};

function entry<T>(map: Readonly<Record<string, T>>): fc.Arbitrary<readonly [string, T]> {
  return fc.constantFrom(...Object.entries(map));
}

const isNull = (value: unknown): boolean => value === undefined || value === null;
const at = (value: unknown): number => Date.parse(String(value));
const udf = (row: SeedRow, name: string): string | null =>
  row.userDefinedFields?.find((field) => field.name === name)?.value ?? null;
const includes = (value: unknown, words: string): boolean =>
  !isNull(value) && String(value).toLowerCase().includes(words.toLowerCase());

const LEAVES: readonly fc.Arbitrary<Pair>[] = [
  entry(STATUS).map(([label, id]) => ({ filter: { status: label }, holds: (row) => row['status'] === id })),
  entry(STATUS).map(([label, id]) => ({ filter: { status__ne: label }, holds: (row) => row['status'] !== id })),
  fc.subarray(Object.entries(STATUS), { minLength: 1 }).map((some) => ({
    filter: { Status__in: some.map(([label]) => label) },
    holds: (row) => some.some(([, id]) => row['status'] === id),
  })),
  fc.boolean().map((open) => ({ filter: { open }, holds: (row) => (row['status'] !== 5) === open })),
  entry(PEOPLE).map(([name, id]) => ({ filter: { assignedResource: name }, holds: (row) => row['assignedResourceID'] === id })),
  entry(PEOPLE).map(([name, id]) => ({
    filter: { assignedResourceID__not: name },
    holds: (row) => row['assignedResourceID'] !== id,
  })),
  fc.constant<Pair>({ filter: { assignedResource: null }, holds: (row) => isNull(row['assignedResourceID']) }),
  fc.constant<Pair>({ filter: { contact__exists: true }, holds: (row) => !isNull(row['contactID']) }),
  entry(COMPANIES).map(([name, id]) => ({ filter: { company: name }, holds: (row) => row['companyID'] === id })),
  fc.subarray(Object.entries(COMPANIES), { minLength: 1 }).map((some) => ({
    filter: { client: some.map(([name]) => name) },
    holds: (row) => some.some(([, id]) => row['companyID'] === id),
  })),
  entry(WINDOWS).map(([words, [from, before]]) => ({
    filter: { createDate: words },
    holds: (row) => at(row['createDate']) >= at(from) && at(row['createDate']) < at(before),
  })),
  entry(WINDOWS).map(([words, [from, before]]) => ({
    filter: { completedDate__ne: words },
    holds: (row) => isNull(row['completedDate']) || at(row['completedDate']) < at(from) || at(row['completedDate']) >= at(before),
  })),
  entry(WINDOWS).map(([words, [from]]) => ({
    filter: { dueDateTime__before: words },
    holds: (row) => !isNull(row['dueDateTime']) && at(row['dueDateTime']) < at(from),
  })),
  entry(WINDOWS).map(([words, [, before]]) => ({
    filter: { lastActivityDate__gt: words },
    holds: (row) => at(row['lastActivityDate']) >= at(before),
  })),
  fc
    .constantFrom('printer', 'VPN', 'slow')
    .map((word) => ({ filter: { title__contains: word }, holds: (row) => includes(row['title'], word) })),
  fc.constantFrom('printer', 'password again').map((words) => ({
    filter: { text: words },
    holds: (row) =>
      words.split(' ').every((word) => ['title', 'description', 'resolution'].some((field) => includes(row[field], word))),
  })),
  fc.constant<Pair>({ filter: { source: -1 }, holds: (row) => row['source'] === -1 }),
  fc.constant<Pair>({
    filter: { estimatedHours__between: [1, 4] },
    holds: (row) => Number(row['estimatedHours'] ?? 0) >= 1 && Number(row['estimatedHours']) <= 4,
  }),
  fc.constant<Pair>({ filter: { 'Change Freeze': 'yes' }, holds: (row) => udf(row, 'Change Freeze') === 'Yes' }),
  fc.constant<Pair>({ filter: { sitecode__exist: true }, holds: (row) => !isNull(udf(row, 'Site Code')) }),
  fc.constant<Pair>({ filter: { creatorType: 1 }, holds: (row) => row['creatorType'] === 1 }),
];

/** At most 500 rows and with them a bounded test: the last few weeks' tickets of four companies. */
const WITHIN = { createDate__gte: '2025-10-01', company__in: Object.keys(COMPANIES) };
const isWithin = (row: SeedRow): boolean =>
  at(row['createDate']) >= at('2025-10-01T04:00:00Z') && Object.values(COMPANIES).includes(Number(row['companyID']));

const pair: fc.Arbitrary<Pair> = fc.letrec<{ node: Pair; group: Pair }>((tie) => ({
  node: fc.oneof({ maxDepth: 3, depthSize: 'small' }, ...LEAVES, tie('group')),
  group: fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 1, maxLength: 3 })).map(([word, parts]) => ({
    filter: { [word]: parts.map(({ filter }) => filter) },
    holds: (row: SeedRow) => (word === 'and' ? parts.every(({ holds }) => holds(row)) : parts.some(({ holds }) => holds(row))),
  })),
})).node;

test('a filter selects exactly the rows that the same condition in plain code selects', { timeout: 120_000 }, async () => {
  const candidates = desk.rows('Tickets').filter(isWithin);
  await fc.assert(
    fc.asyncProperty(pair, async ({ filter, holds }) => {
      const answer = await desk.semantic.query({
        entity: 'tickets',
        filter: [WITHIN, filter],
        fields: ['id'],
        order: 'id',
        limit: 500,
      });
      const expected = candidates.filter(holds).map((row) => row.id);
      expect(answer.total).toBe(expected.length);
      expect(column(answer, 'id')).toEqual(expected.slice(0, 500));
    }),
    { numRuns: 150 },
  );
});
