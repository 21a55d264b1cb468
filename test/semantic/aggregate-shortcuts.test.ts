import { DateTime } from 'luxon';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { AggregateAnswer } from '../../src/semantic/aggregate/aggregate.js';
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
