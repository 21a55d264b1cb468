import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt } from '../../../src/semantic/dates/clock.js';
import { apiInstant } from '../../../src/semantic/dates/format.js';
import { parseWhen } from '../../../src/semantic/dates/parse.js';
import { InvalidInputError } from '../../../src/semantic/errors.js';

// Monday 9 March 2026, 22:30 in New York, where the clocks went forward the day before.
const NOW = '2026-03-10T02:30:00Z';

function windowOf(words: string, timeZone = 'America/New_York', now = NOW): string {
  const when = parseWhen(words, clockAt(new Date(now), timeZone));
  return `${apiInstant(when.start)} ${apiInstant(when.end)}`;
}

function daysOf(words: string): string {
  const when = parseWhen(words, clockAt(new Date(NOW), 'America/New_York'));
  return `${when.firstDay} ${when.dayAfter}`;
}

describe('spans in the user’s zone', () => {
  test.each([
    ['today', '2026-03-09T04:00:00Z 2026-03-10T04:00:00Z'],
    ['Yesterday', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['tomorrow', '2026-03-10T04:00:00Z 2026-03-11T04:00:00Z'],
    ['this week', '2026-03-09T04:00:00Z 2026-03-16T04:00:00Z'],
    ['last week', '2026-03-02T05:00:00Z 2026-03-09T04:00:00Z'],
    ['the week before last', '2026-02-23T05:00:00Z 2026-03-02T05:00:00Z'],
    ['next week', '2026-03-16T04:00:00Z 2026-03-23T04:00:00Z'],
    ['last month', '2026-02-01T05:00:00Z 2026-03-01T05:00:00Z'],
    ['last quarter', '2025-10-01T04:00:00Z 2026-01-01T05:00:00Z'],
    ['this year', '2026-01-01T05:00:00Z 2027-01-01T05:00:00Z'],
    ['2026-03-08', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['2026-02', '2026-02-01T05:00:00Z 2026-03-01T05:00:00Z'],
    ['end of 2026-02 evening', '2026-02-28T23:00:00Z 2026-03-01T05:00:00Z'],
    ['2025', '2025-01-01T05:00:00Z 2026-01-01T05:00:00Z'],
    ['2026-W10', '2026-03-02T05:00:00Z 2026-03-09T04:00:00Z'],
    ['2026-W01', '2025-12-29T05:00:00Z 2026-01-05T05:00:00Z'],
    ['Q4 2025', '2025-10-01T04:00:00Z 2026-01-01T05:00:00Z'],
    ['2025-Q4', '2025-10-01T04:00:00Z 2026-01-01T05:00:00Z'],
    ['february', '2026-02-01T05:00:00Z 2026-03-01T05:00:00Z'],
    ['Feb 2024', '2024-02-01T05:00:00Z 2024-03-01T05:00:00Z'],
    ['8 march 2026', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['March 8, 2026', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['last friday', '2026-03-06T05:00:00Z 2026-03-07T05:00:00Z'],
    ['this friday', '2026-03-13T04:00:00Z 2026-03-14T04:00:00Z'],
    ['5 days ago', '2026-03-04T05:00:00Z 2026-03-05T05:00:00Z'],
    ['-5d', '2026-03-05T02:30:00Z 2026-03-10T02:30:00.001Z'],
    ['last 30 days', '2026-02-08T02:30:00Z 2026-03-10T02:30:00.001Z'],
    ['past 2 hours', '2026-03-10T00:30:00Z 2026-03-10T02:30:00.001Z'],
    ['next 2 weeks', '2026-03-10T02:30:00Z 2026-03-24T02:30:00.001Z'],
    ['+1mo', '2026-03-10T02:30:00Z 2026-04-10T02:30:00.001Z'],
    ['2026-03-01..2026-03-08', '2026-03-01T05:00:00Z 2026-03-09T04:00:00Z'],
    ['last week to today', '2026-03-02T05:00:00Z 2026-03-10T04:00:00Z'],
    ['between 2026-03-01 and 2026-03-08', '2026-03-01T05:00:00Z 2026-03-09T04:00:00Z'],
    ['from yesterday to today', '2026-03-08T05:00:00Z 2026-03-10T04:00:00Z'],
    ['in February', '2026-02-01T05:00:00Z 2026-03-01T05:00:00Z'],
    ['in the last 2 hours', '2026-03-10T00:30:00Z 2026-03-10T02:30:00.001Z'],
    ['on 2026-03-08', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['Q1', '2026-01-01T05:00:00Z 2026-04-01T04:00:00Z'],
    ['end of last month', '2026-02-28T05:00:00Z 2026-03-01T05:00:00Z'],
    ['the end of the month', '2026-03-31T04:00:00Z 2026-04-01T04:00:00Z'],
    ['beginning of 2026-03', '2026-03-01T05:00:00Z 2026-03-02T05:00:00Z'],
    ['month to date', '2026-03-01T05:00:00Z 2026-03-10T02:30:00Z'],
    ['YTD', '2026-01-01T05:00:00Z 2026-03-10T02:30:00Z'],
    ['this morning', '2026-03-09T04:00:00Z 2026-03-09T16:00:00Z'],
    ['yesterday afternoon', '2026-03-08T16:00:00Z 2026-03-08T22:00:00Z'],
    ['tonight', '2026-03-09T22:00:00Z 2026-03-10T04:00:00Z'],
    ['8.3.2026', '2026-03-08T05:00:00Z 2026-03-09T04:00:00Z'],
    ['28/02/2026', '2026-02-28T05:00:00Z 2026-03-01T05:00:00Z'],
    ['02/28/2026', '2026-02-28T05:00:00Z 2026-03-01T05:00:00Z'],
    ['tomorrow 9:00', '2026-03-10T13:00:00Z 2026-03-10T13:01:00Z'],
    ['tomorrow at 10am', '2026-03-10T14:00:00Z 2026-03-10T14:01:00Z'],
    ['yesterday 18:00..today 8:00', '2026-03-08T22:00:00Z 2026-03-09T12:00:00Z'],
    ['2026-03-09T14:00:30', '2026-03-09T18:00:30Z 2026-03-09T18:00:31Z'],
    ['2026-03-09T14:00:00Z', '2026-03-09T14:00:00Z 2026-03-09T14:00:01Z'],
    ['2026-03-09T14:00+01:00', '2026-03-09T13:00:00Z 2026-03-09T13:01:00Z'],
  ])('%s', (words, expected) => {
    expect(windowOf(words)).toBe(expected);
  });

  test('a day is 23 hours long in spring and 25 in autumn', () => {
    expect(windowOf('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00Z 2026-03-29T22:00:00Z');
    expect(windowOf('2026-10-25', 'Europe/Berlin')).toBe('2026-10-24T22:00:00Z 2026-10-25T23:00:00Z');
  });

  test('today is the user’s day, east and west of UTC', () => {
    expect(windowOf('today', 'Pacific/Auckland')).toBe('2026-03-09T11:00:00Z 2026-03-10T11:00:00Z');
    expect(windowOf('today', 'Pacific/Honolulu')).toBe('2026-03-09T10:00:00Z 2026-03-10T10:00:00Z');
    expect(windowOf('today', 'Asia/Kathmandu')).toBe('2026-03-09T18:15:00Z 2026-03-10T18:15:00Z');
    expect(windowOf('today', 'UTC')).toBe('2026-03-10T00:00:00Z 2026-03-11T00:00:00Z');
  });

  test('a day starts at its first moment where the clocks change at midnight', () => {
    expect(windowOf('2025-04-25', 'Africa/Cairo')).toBe('2025-04-24T22:00:00Z 2025-04-25T21:00:00Z');
    expect(windowOf('2025-11-02', 'America/Havana')).toBe('2025-11-02T04:00:00Z 2025-11-03T05:00:00Z');
  });

  test('months end where they end', () => {
    expect(windowOf('last month', 'UTC', '2024-03-31T12:00:00Z')).toBe('2024-02-01T00:00:00Z 2024-03-01T00:00:00Z');
    expect(windowOf('-1mo', 'UTC', '2026-03-31T12:00:00Z')).toBe('2026-02-28T12:00:00Z 2026-03-31T12:00:00.001Z');
  });
});

describe('calendar days for date-only fields', () => {
  test.each([
    ['yesterday', '2026-03-08 2026-03-09'],
    ['february', '2026-02-01 2026-03-01'],
    ['next 90 days', '2026-03-09 2026-06-08'],
    ['last 7 days', '2026-03-03 2026-03-10'],
    ['past 2 weeks', '2026-02-24 2026-03-10'],
    ['last 3 months', '2025-12-10 2026-03-10'],
    ['last 1 days', '2026-03-09 2026-03-10'],
    ['-7d', '2026-03-02 2026-03-10'],
    ['last 5 hours', '2026-03-09 2026-03-10'],
    ['2026-02-01T00:00:00Z', '2026-02-01 2026-02-02'],
  ])('%s', (words, expected) => {
    expect(daysOf(words)).toBe(expected);
  });
});

describe('what is refused', () => {
  test.each([
    ['next tuesday', '2026-03-10 or 2026-03-17'],
    ['friday', '2026-03-06 or 2026-03-13'],
    ['december', 'Of which year'],
    ['9 march', 'Of which year'],
    ['-30m', '30min or 30mo'],
    ['2026-02-30', 'does not exist'],
    ['2026-13', 'does not exist'],
    ['2025-W53', 'does not exist'],
    ['2026-03-08 02:30', 'does not exist in America/New_York'],
    [
      '2025-11-02 01:30',
      'comes twice in America/New_York. Say which one: 2025-11-02T01:30:00-04:00 or 2025-11-02T01:30:00-05:00',
    ],
    ['03/09/2026', '2026-03-09 or 2026-09-03'],
    ['soon', 'is no date that is understood'],
    ['today 25:00', 'no time of day'],
    ['today..last week', 'ends before it starts'],
    ['past month', 'the calendar\'s "last month", or the "last 30 days"'],
    ['end of today', 'no date'],
    ['31.2.2026', 'does not exist'],
    ['march 3rd', 'Of which year'],
    ['', 'is no date'],
    ['constructor', 'is no date'],
    ['__proto__', 'is no date'],
    ['end of end of 2025', 'is no date'],
  ])('%s', (words, message) => {
    expect(() => windowOf(words)).toThrow(InvalidInputError);
    expect(() => windowOf(words)).toThrow(message);
  });

  // Read in every way that such words could be taken apart, this would not end within a lifetime.
  test('words that nest a hundred deep', () => {
    expect(() => windowOf(`${'end of '.repeat(100)}2025${' 1:00'.repeat(100)}`)).toThrow(InvalidInputError);
  });

  test('an unknown zone', () => {
    expect(() => clockAt(new Date(NOW), 'Mars/Olympus')).toThrow('no time zone');
  });
});

test('days tile time without gap or overlap in every zone', () => {
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/London',
    'Africa/Cairo',
    'America/Havana',
    'Australia/Lord_Howe',
    'UTC',
  );
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      zone,
      (now, timeZone) => {
        const clock = clockAt(now, timeZone);
        const [yesterday, today, tomorrow] = ['yesterday', 'today', 'tomorrow'].map((words) => parseWhen(words, clock));
        expect(yesterday?.end.toMillis()).toBe(today?.start.toMillis());
        expect(today?.end.toMillis()).toBe(tomorrow?.start.toMillis());
        expect(today?.dayAfter).toBe(tomorrow?.firstDay);
        expect(Number(today?.start)).toBeLessThanOrEqual(now.getTime());
        expect(Number(today?.end)).toBeGreaterThan(now.getTime());
      },
    ),
    { examples: [[new Date('2020-10-31T05:00:00Z'), 'America/Havana']] },
  );
});
