import { assert, date, integer, property } from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { Calendar, FROZEN_NOW, TENANT_ZONE, isoTime } from '../../../src/demo/data/calendar.js';

const calendar = new Calendar(FROZEN_NOW);
const iso = (time: number): string => isoTime(time);

test('day 0 is Monday 9 March 2026 although UTC is a day further', () => {
  expect([iso(calendar.start(0)), iso(calendar.start(1)), calendar.date(0), calendar.compactDate(0)]).toEqual([
    '2026-03-09T04:00:00Z',
    '2026-03-10T04:00:00Z',
    '2026-03-09T00:00:00Z',
    '20260309',
  ]);
});

test('windows lie as the jobs say, on both sides of the clock change', () => {
  expect(iso(calendar.start(-1))).toBe('2026-03-08T05:00:00Z');
  expect(iso(calendar.start(-7))).toBe('2026-03-02T05:00:00Z');
  expect(iso(calendar.at(1, 540))).toBe('2026-03-10T13:00:00Z');
  expect(iso(calendar.at(-1, 540))).toBe('2026-03-08T13:00:00Z');
  expect(iso(calendar.at(-1, 60))).toBe('2026-03-08T06:00:00Z');
});

test('a wall-clock time is that of the zone on any day', () => {
  assert(
    property(integer({ min: -2000, max: 700 }), integer({ min: 0, max: 1439 }), (day, minute) => {
      const local = DateTime.fromSeconds(calendar.at(day, minute), { zone: TENANT_ZONE });
      // 02:00 to 03:00 does not exist on the day the clocks go forward.
      const isSkipped = minute >= 120 && minute < 180 && local.hour === 1;
      expect(local.hour * 60 + local.minute).toBe(isSkipped ? minute - 60 : minute);
      expect(calendar.dayOf(local.toSeconds())).toBe(day);
    }),
  );
});

const someTime = date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((moment) =>
  Math.floor(moment.getTime() / 1000),
);

test('instants are written as Date does it, up to the fraction', () => {
  assert(
    property(someTime, (time) => {
      expect(isoTime(time).replace(/(?:\.\d{1,3})?Z$/, '')).toBe(new Date(time * 1000).toISOString().slice(0, 19));
    }),
  );
});

test('fractions have up to three digits, and whole minutes have none', () => {
  const times = Array.from({ length: 6000 }, (_, second) => isoTime(1_770_000_000 + second));
  const lengths = times.map((text) => /\.(\d+)Z$/.exec(text)?.[1]?.length ?? 0);
  expect(new Set(lengths)).toEqual(new Set([0, 1, 2, 3]));
  expect(times.some((text) => text.endsWith('.00Z'))).toBe(true);
  expect(times.filter((text) => text.slice(17, 19) === '00' && text.includes('.'))).toEqual([]);
});

test('texts have the order of their times', () => {
  assert(
    property(someTime, integer({ min: 1, max: 100_000 }), (time, later) => {
      expect(isoTime(time) < isoTime(time + later)).toBe(true);
      expect(Date.parse(isoTime(time))).toBeLessThan(Date.parse(isoTime(time + later)));
    }),
  );
});

test('in the morning, what the seed puts into the evening is squeezed into the hours that have passed, in order', () => {
  const morning = new Calendar(new Date('2026-06-01T13:00:00Z'));
  const times = [0, 480, 720, 1080, 1350].map((minute) => morning.past(0, minute));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(Math.max(...times)).toBeLessThanOrEqual(morning.now);
  expect(times[0]).toBe(morning.start(0));
});
