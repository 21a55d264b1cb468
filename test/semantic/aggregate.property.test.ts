import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeedRow } from '../../src/demo/types.js';
import { aTicket, smallSeed } from '../demo/support/small-seed.js';
import { openDesk } from './support.js';
import type { Desk } from './support.js';

/** Enough that counting or looking at the ends is cheaper than reading. */
const ROWS = 6_000;
const DATES = ['createDate', 'dueDateTime', 'completedDate', 'lastActivityDate'] as const;
const LABELS: Readonly<Record<number, string>> = { 1: 'New', 5: 'Complete', 8: 'In Progress', 24: 'Escalated (inactive)' };
const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const ZONES = ['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Havana'];

let desk: Desk;

/** Dates that ascend with the ids but for a few, have gaps and none at the start, lie in no order, and stand at the edges of days. */
beforeAll(async () => {
  const at = (day: number, minutes = 0): string => new Date(Date.UTC(2024, 0, 1 + day, 0, minutes)).toISOString();
  const edges = [
    '2025-03-09T06:59:59Z',
    '2025-11-02T05:30:00Z',
    '2024-12-31T23:59:59.5Z',
    '2026-12-28T00:00:00Z',
    '2027-01-03T12:00:00Z',
  ];
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const mixed = (index * 2_903) % ROWS;
    return aTicket(index + 1, {
      status: [1, 5, 5, 8, 24][mixed % 5],
      createDate: mixed < 8 ? at(mixed * 900 - 3_000) : at(index / 8, index % 1_440),
      dueDateTime: mixed % 7 === 0 ? undefined : at(mixed / 5, index % 1_440),
      completedDate: index < 700 || mixed % 3 === 0 ? undefined : at(index / 10, mixed % 1_440),
      lastActivityDate: edges[mixed % edges.length],
    });
  });
  desk = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
});
afterAll(() => desk.close());

const CALENDARS = new Map(
  ZONES.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })]),
);

/** The day of a moment on the clocks of a zone, by the platform's own calendar. */
function dayIn(zone: string, value: unknown): string {
  return CALENDARS.get(zone)?.format(new Date(String(value))) ?? '';
}

function periodOf(day: string, period: (typeof PERIODS)[number]): string {
  const [year = '', month = ''] = day.split('-');
  if (period !== 'week')
    return { day, month: `${year}-${month}`, quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`, year }[period];
  const monday = new Date(day);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  // A week belongs to the year of its Thursday, and week 1 is that with the first of these.
  const thursday = new Date(monday.getTime() + 3 * 86_400_000);
  const ordinal = Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(ordinal).padStart(2, '0')} (from ${monday.toISOString().slice(0, 10)})`;
}

const anyDay = fc
  .date({ min: new Date('2023-06-01'), max: new Date('2028-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyZone = fc.constantFrom(...ZONES);
const anyDate = fc.constantFrom(...DATES);
/** A span of one of the dates, half-open, with one end, or none. */
const anyWindow = fc.record({ field: anyDate, from: fc.option(anyDay), before: fc.option(anyDay) });
type Window = typeof anyWindow extends fc.Arbitrary<infer T> ? T : never;

function filterOf({ field, from, before }: Window): Record<string, string> {
  return { ...(from === null ? {} : { [`${field}__gte`]: from }), ...(before === null ? {} : { [`${field}__lt`]: before }) };
}

function isWithin(row: SeedRow, { field, from, before }: Window, zone: string): boolean {
  if (from === null && before === null) return true;
  if (row[field] === undefined) return false;
  const day = dayIn(zone, row[field]);
  return (from === null || day >= from) && (before === null || day < before);
}

test('groups by any period, alone or with another, are those of a plain walk over the rows', { timeout: 120_000 }, async () => {
  const question = fc.record({
    zone: anyZone,
    window: anyWindow,
    date: anyDate,
    period: fc.constantFrom(...PERIODS),
    status: fc.constantFrom('none', 'before', 'behind'),
  });
  await fc.assert(
    fc.asyncProperty(question, async ({ zone, window, date, period, status }) => {
      const groups = status === 'none' ? [`${date}:${period}`] : ['status', `${date}:${period}`];
      const answer = await desk.fresh({ timeZone: zone }).aggregate({
        entity: 'Tickets',
        filter: filterOf(window),
        groupBy: status === 'behind' ? groups.toReversed() : groups,
        limit: 500,
      });

      const rows = desk.rows('Tickets').filter((row) => isWithin(row, window, zone));
      const keys = rows.map((row) => {
        const name = row[date] === undefined ? '(none)' : periodOf(dayIn(zone, row[date]), period);
        const label = LABELS[Number(row['status'])] ?? '';
        return (status === 'none' ? [name] : status === 'before' ? [label, name] : [name, label]).join();
      });
      const counts = new Map<string, number>();
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
      expect(answer.total).toBe(rows.length);
      expect(answer.groups).toBe(counts.size);
      for (const row of answer.rows) expect([row, counts.get(row.slice(0, -1).join())]).toEqual([row, row.at(-1)]);
    }),
    { numRuns: 40 },
  );
});

test('extremes of any date are those of a plain walk over the rows', { timeout: 120_000 }, async () => {
  const measure = fc.tuple(fc.constantFrom('min', 'max'), anyDate);
  await fc.assert(
    fc.asyncProperty(anyZone, anyWindow, fc.array(measure, { minLength: 1, maxLength: 2 }), async (zone, window, measures) => {
      const answer = await desk.fresh({ timeZone: zone }).aggregate({
        entity: 'Tickets',
        filter: filterOf(window),
        measures: measures.map((words) => words.join(':')),
      });

      const rows = desk.rows('Tickets').filter((row) => isWithin(row, window, zone));
      const expected = measures.map(([name, field]) => {
        const values = rows.map((row) => row[field]).filter((value) => typeof value === 'string');
        const seconds = values.map((value) => Math.floor(Date.parse(value) / 1_000));
        return seconds.length === 0 ? null : seconds.reduce((a, b) => (name === 'min' ? Math.min(a, b) : Math.max(a, b)));
      });
      expect(answer.total).toBe(rows.length);
      expect(answer.rows[0]?.map((value) => (value === null ? null : Date.parse(String(value)) / 1_000))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
