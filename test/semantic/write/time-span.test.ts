import { describe, expect, test } from 'vitest';
import { clockAt } from '../../../src/semantic/dates/clock.js';
import { spanOf, type SpanInput } from '../../../src/semantic/write/plans/time-span.js';

// Monday 9 March 2026, 22:30 in New York.
const clock = clockAt(new Date('2026-03-10T02:30:00Z'), 'America/New_York');

const span = (input: SpanInput, needsTimes = true) => {
  const { start, end, hours, day, isAssumed } = spanOf(input, { needsTimes }, clock);
  return {
    start: start?.toUTC().toISO({ suppressMilliseconds: true }),
    end: end?.toUTC().toISO({ suppressMilliseconds: true }),
    hours,
    day,
    isAssumed,
  };
};

describe('when somebody worked', () => {
  test.each([
    [{ start: '9:00', hours: 0.5 }, '2026-03-09T13:00:00Z', '2026-03-09T13:30:00Z', 0.5, '2026-03-09'],
    [{ start: '9am', end: '10:15am' }, '2026-03-09T13:00:00Z', '2026-03-09T14:15:00Z', 1.25, '2026-03-09'],
    [{ start: '9', end: '17' }, '2026-03-09T13:00:00Z', '2026-03-09T21:00:00Z', 8, '2026-03-09'],
    [{ end: '12:00', hours: 2 }, '2026-03-09T14:00:00Z', '2026-03-09T16:00:00Z', 2, '2026-03-09'],
    [{ start: '14:00', hours: 1, date: 'yesterday' }, '2026-03-08T18:00:00Z', '2026-03-08T19:00:00Z', 1, '2026-03-08'],
    // The clocks go forward at two: what looks like two hours is one.
    [{ start: '2026-03-08 1:30', end: '2026-03-08 3:30' }, '2026-03-08T06:30:00Z', '2026-03-08T07:30:00Z', 1, '2026-03-08'],
    // Past midnight it counts for the day on which it began.
    [{ start: 'yesterday 23:00', hours: 2 }, '2026-03-09T03:00:00Z', '2026-03-09T05:00:00Z', 2, '2026-03-08'],
    // An instant of another zone.
    [{ start: '2026-03-09T20:00:00Z', hours: 1 }, '2026-03-09T20:00:00Z', '2026-03-09T21:00:00Z', 1, '2026-03-09'],
  ])('%j', (input, start, end, hours, day) => {
    expect(span(input)).toEqual({ start, end, hours, day, isAssumed: false });
  });

  test('is taken to end now where only hours are given and times are needed', () => {
    expect(span({ hours: 0.5 })).toEqual({
      start: '2026-03-10T02:00:00Z',
      end: '2026-03-10T02:30:00Z',
      hours: 0.5,
      day: '2026-03-09',
      isAssumed: true,
    });
  });

  test('stays a number of hours where no times are needed', () => {
    expect(span({ hours: 3, date: 'yesterday' }, false)).toEqual({
      start: undefined,
      end: undefined,
      hours: 3,
      day: '2026-03-08',
      isAssumed: false,
    });
  });

  test.each([
    [{}, 'How long?'],
    [{ hours: 0 }, 'more than 0'],
    [{ hours: 25 }, 'at most 24'],
    [{ start: '10:00', end: '9:00' }, 'no working time'],
    [{ start: '9:00', end: '10:00', hours: 3 }, 'Which one is right?'],
    [{ hours: 1, date: 'yesterday' }, 'needs a start'],
    [{ hours: 23 }, 'needs a start'],
    [{ start: 'yesterday', hours: 1 }, 'needs a time of day'],
    [{ start: 'yesterday 9:00', hours: 1, date: 'today' }, 'not on the given date'],
  ])('is not guessed from %j', (input, words) => {
    expect(() => span(input)).toThrow(words);
  });
});
