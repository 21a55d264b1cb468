import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AggregateAnswer, AggregateQuestion } from '../../src/semantic/aggregate/aggregate.js';
import { aTicket, smallSeed } from '../demo/support/small-seed.js';
import { openDesk } from './support.js';
import type { Desk } from './support.js';

type Row = Record<string, unknown>;

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Counts by month in New York, as a plain walk over the rows finds them. */
function byMonth(rows: readonly Row[], field: string): Map<string, number> {
  const months = rows.map((row) => {
    const value = row[field];
    return typeof value === 'string'
      ? DateTime.fromISO(value, { zone: 'utc' }).setZone('America/New_York').toFormat('yyyy-MM')
      : '(none)';
  });
  const counts = new Map<string, number>();
  for (const month of months.sort()) counts.set(month, (counts.get(month) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => Number(a === '(none)') - Number(b === '(none)') || a.localeCompare(b)));
}

function groupsOf({ rows }: AggregateAnswer): Map<unknown, unknown> {
  return new Map(rows.map(([month, count]) => [month, count]));
}

/** So many tickets; `createDates` are those of the last ones. */
async function deskOf(count: number, createDates: readonly string[], common: Row = {}): Promise<Desk> {
  const start = Date.UTC(2025, 0, 10, 12);
  const rows = Array.from({ length: count }, (_, index) =>
    aTicket(index + 1, {
      createDate: createDates.at(index - count) ?? new Date(start + index * 3_600_000).toISOString(),
      ...common,
    }),
  );
  const small = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
  onTestFinished(() => small.close());
  return small;
}

test.each(['createDate', 'dueDateTime', 'completedDate'])(
  'all tickets by month of %s are counted, not read, without a window in the filter',
  async (field) => {
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({ entity: 'Tickets', groupBy: [`${field}:month`] });
      expect([...groupsOf(answer)]).toEqual([...byMonth(desk.rows('Tickets'), field)]);
      expect(answer.total).toBe(desk.rows('Tickets').length);
    });
    expect(requests.length).toBeLessThan(45);
  },
);

test('by month since a day, up to a day, and from long before the first', async () => {
  const tickets = desk.rows('Tickets');
  const within = async (filter: Row, holds: (at: string) => boolean): Promise<readonly string[]> =>
    desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({ entity: 'Tickets', filter, groupBy: ['createDate:month'] });
      const rows = tickets.filter((row) => holds(String(row['createDate'])));
      expect([...groupsOf(answer)]).toEqual([...byMonth(rows, 'createDate')]);
    });
  const since = await within({ createDate__gte: '2025-06-15' }, (at) => at >= '2025-06-15T04:00');
  const upTo = await within({ createDate__lt: '2025-06-15' }, (at) => at < '2025-06-15T04:00');
  const all = await within({ createDate__gte: '1990-01-01' }, () => true);
  expect(Math.max(since.length, upTo.length, all.length)).toBeLessThan(45);
});

test('rows whose dates do not ascend with their ids, and such of times to come, are in the figures', async () => {
  const odd = await deskOf(9_000, ['2031-05-05T12:00:00Z', '2019-02-03T12:00:00Z', '2019-02-04T12:00:00Z']);
  const counts = vi.spyOn(odd.client, 'count');

  const answer = await odd.semantic.aggregate({ entity: 'Tickets', groupBy: ['createDate:month'] });

  expect(counts.mock.calls.length).toBeGreaterThan(12);
  expect([...groupsOf(answer)]).toEqual([...byMonth(odd.rows('Tickets'), 'createDate')]);
  expect(groupsOf(answer).get('2019-02')).toBe(2);
  expect(groupsOf(answer).get('2031-05')).toBe(1);
});

test('two groupings, one of which does not list all rows', async () => {
  const odd = await deskOf(9_000, ['2031-05-05T12:00:00Z', '2019-02-03T12:00:00Z'], { status: 8 });
  const counts = vi.spyOn(odd.client, 'count');

  const answer = await odd.semantic.aggregate({ entity: 'Tickets', groupBy: ['createDate:year', 'status'] });

  expect(counts.mock.calls.length).toBeGreaterThan(2);
  expect(answer.rows.map((row) => row.slice(0, 2))).toEqual([
    ['2019', 'In Progress'],
    ['2025', 'In Progress'],
    ['2026', 'In Progress'],
    ['2031', 'In Progress'],
  ]);
  expect(answer.totals).toEqual([9_000]);
});

test('the earliest and the latest are looked for at the ends, whatever the ids', async () => {
  const requests = await desk.requestsOf(async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'Tickets',
      measures: ['count', 'min:createDate', 'max:createDate', 'max:dueDateTime'],
    });
    const created = desk.rows('Tickets').map((row) => Date.parse(String(row['createDate'])));
    const due = desk
      .rows('Tickets')
      .flatMap((row) => (typeof row['dueDateTime'] === 'string' ? [Date.parse(row['dueDateTime'])] : []));
    const [row = []] = answer.rows;
    expect(row[0]).toBe(created.length);
    expect(row.slice(1).map((value) => Date.parse(String(value)))).toEqual([
      created.reduce((a, b) => Math.min(a, b)),
      created.reduce((a, b) => Math.max(a, b)),
      due.reduce((a, b) => Math.max(a, b)),
    ]);
  });
  expect(requests.length).toBeLessThan(15);

  const odd = await deskOf(9_000, ['2031-05-05T12:00:00Z', '2019-02-03T12:00:00Z']);
  const answer = await odd.semantic.aggregate({ entity: 'Tickets', measures: ['min:createDate', 'max:createDate'] });
  expect(answer.rows[0]?.map((value) => String(value).slice(0, 10))).toEqual(['2019-02-03', '2031-05-05']);
});

test('an extreme of a field that no row has is nothing', async () => {
  const empty = await deskOf(9_000, [], { lastActivityDate: undefined });
  const answer = await empty.semantic.aggregate({ entity: 'Tickets', measures: ['max:lastActivityDate'] });
  expect(answer.total).toBe(9_000);
  expect(answer.rows).toEqual([[null]]);
});

/** Requests of a question about tickets, and those that reading all of them would take. */
async function costOf(some: Desk, question: Omit<AggregateQuestion, 'entity'>): Promise<{ asked: number; readingAll: number }> {
  await some.semantic.tenant.schema('Tickets');
  const requests = await some.requestsOf(() => some.semantic.aggregate({ entity: 'Tickets', ...question }));
  return {
    asked: requests.filter((request) => request.includes('Tickets/query')).length,
    readingAll: Math.ceil(some.rows('Tickets').length / 500),
  };
}

describe('however the values lie, extremes take few requests, or hardly more than reading all rows', () => {
  const HOUR = 3_600_000;
  const START = Date.UTC(2019, 0, 10, 12);
  const at = (ms: number): string => new Date(ms).toISOString();
  // Of two numbers without a common divisor, the multiples of one visit all places of the other.
  const shuffled = (index: number): number => (index * 7_919) % 12_000;
  test.each<[string, (index: number) => string | undefined, number]>([
    ['all the same', () => '2020-05-05T12:00:00Z', 4],
    ['ascending, and long past', (index) => at(START + index * HOUR), 8],
    ['ascending up to now', (index) => at(Date.UTC(2026, 2, 10, 2) - (12_000 - index) * HOUR), 4],
    ['descending', (index) => at(START - index * HOUR), 6],
    ['in no order', (index) => at(START + shuffled(index) * HOUR), 8],
    ['in no order, up to times to come', (index) => at(Date.UTC(2026, 0, 1) + shuffled(index) * HOUR), 6],
    ['empty in the first rows', (index) => (index < 700 ? undefined : at(START + shuffled(index) * HOUR)), 10],
    ['far apart', (index) => at(START + 2 ** (index / 400) * 1_000), 24 + 12],
  ])('%s', async (_words, valueOf, most) => {
    const rows = Array.from({ length: 12_000 }, (_, index) => aTicket(index + 1, { dueDateTime: valueOf(index) }));
    const some = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
    onTestFinished(() => some.close());
    const measures = ['min:dueDateTime', 'max:dueDateTime'];

    const { asked } = await costOf(some, { measures });
    const answer = await some.semantic.aggregate({ entity: 'Tickets', measures });

    const times = rows.flatMap((row) => (typeof row['dueDateTime'] === 'string' ? [Date.parse(row['dueDateTime'])] : []));
    const second = (ms: number): number => Math.floor(ms / 1_000);
    expect(answer.rows[0]?.map((value) => second(Date.parse(String(value))))).toEqual([
      second(times.reduce((a, b) => Math.min(a, b))),
      second(times.reduce((a, b) => Math.max(a, b))),
    ]);
    expect(asked).toBeLessThanOrEqual(2 + most);
  });

  test('whole numbers, of which Autotask takes no fractions', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => aTicket(index + 1, { monitorID: (index * 7) % 977 }));
    const some = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
    onTestFinished(() => some.close());

    const answer = await some.semantic.aggregate({ entity: 'Tickets', measures: ['min:monitorID', 'max:monitorID'] });
    expect(answer.rows).toEqual([[0, 976]]);
    const { rows: first } = await some.semantic.query({
      entity: 'Tickets',
      order: '-monitorID',
      fields: ['id', 'monitorID'],
      limit: 3,
    });
    expect(first).toEqual([
      [11_027, 976],
      [10_050, 976],
      [9_073, 976],
    ]);
  });
});

describe('counting that leads nowhere is seen early', () => {
  test('where most rows lie outside of the periods of the first ones', async () => {
    // The last two thirds lie in 1970 to 1999, all others in 2025.
    const early = Array.from({ length: 12_000 }, (_, index) => `${1970 + (index % 30)}-06-01T12:00:00Z`);
    const some = await deskOf(18_000, early);
    const { asked, readingAll } = await costOf(some, { groupBy: ['createDate:month'] });
    expect(asked).toBeLessThanOrEqual(readingAll + 5);

    const answer = await some.semantic.aggregate({ entity: 'Tickets', groupBy: ['createDate:month'] });
    expect([...groupsOf(answer)]).toEqual([...byMonth(some.rows('Tickets'), 'createDate')]);
  });

  test('values that metadata does not know are read, the others counted', async () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => aTicket(index + 1, { status: index % 3_000 === 2_999 ? 77 : 8 }));
    const some = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
    onTestFinished(() => some.close());
    const answer = await some.semantic.aggregate({ entity: 'Tickets', groupBy: ['status'] });
    expect(answer.rows).toEqual([
      ['In Progress', 8_997],
      ['[77]', 3],
    ]);
    expect((await costOf(some, { groupBy: ['status'] })).asked).toBeLessThan(12);
  });
});

test('rows that come while groups are counted are no reason to read all others', async () => {
  const busy = await deskOf(9_000, []);
  const count = busy.client.count.bind(busy.client);
  let calls = 0;
  vi.spyOn(busy.client, 'count').mockImplementation(async (...question) => {
    calls += 1;
    const id = 9_000 + calls;
    busy.tenant.store.table('Tickets').put(aTicket(id, { createDate: '2025-12-24T12:00:00Z', status: 8 }));
    return count(...question);
  });

  const answer = await busy.semantic.aggregate({ entity: 'Tickets', groupBy: ['createDate:year', 'status'] });

  expect(calls).toBeGreaterThan(10);
  expect(busy.tenant.requests.since(0).filter(({ path }) => /Tickets.query$/i.test(path)).length).toBeLessThan(4);
  expect(answer.total).toBeGreaterThan(9_000);
  expect(answer.total).toBeLessThanOrEqual(busy.rows('Tickets').length);
  expect(answer.totals).toEqual([answer.total]);
  expect(answer.rows.reduce((sum, row) => sum + Number(row.at(-1)), 0)).toBe(answer.total);
});
