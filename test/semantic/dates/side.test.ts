import { describe, expect, test } from 'vitest';
import { clockAt } from '../../../src/semantic/dates/clock.js';
import { parseSide } from '../../../src/semantic/dates/side.js';

// Monday 9 March 2026, 22:30 in New York.
const CLOCK = clockAt(new Date('2026-03-10T02:30:00Z'), 'America/New_York');

describe('everything before or after a date', () => {
  test.each([
    ['since 2026-03-01', 'gte', '2026-03-01'],
    ['Since Monday', 'gte', '2026-03-09'],
    ['since tuesday', 'gte', '2026-03-03'],
    ['since 7 days ago', 'gte', '7 days ago'],
    ['since 2 weeks', 'gte', '-2 weeks'],
    ['from last week', 'gte', 'last week'],
    ['>= yesterday', 'gte', 'yesterday'],
    ['after 5 march 2026', 'gt', '5 march 2026'],
    ['newer than 2 hours', 'gt', '-2 hours'],
    ['less than 2 hours ago', 'gt', '-2 hours'],
    ['until friday', 'lte', '2026-03-13'],
    ['by monday', 'lte', '2026-03-09'],
    ['before 2026-03-01', 'lt', '2026-03-01'],
    ['older than 30 days', 'lt', '-30 days'],
    ['more than 5 days old', 'lt', '-5 days'],
    ['<2026-03-01', 'lt', '2026-03-01'],
  ])('%s', (said, operator, words) => {
    expect(parseSide(said, CLOCK)).toEqual({ operator, words });
  });

  test.each(['2026-03-01', 'last week', 'from monday to friday', 'from 2026-03-01..2026-03-02', 'less than 2 hours', 'byline'])(
    'not said by "%s"',
    (said) => {
      expect(parseSide(said, CLOCK)).toBeUndefined();
    },
  );
});
