import type { DateTime } from 'luxon';
import type { Clock } from './clock.js';
import { weekdayNumber } from './names.js';
import { unitOf } from './units.js';
import { isoDay } from './when.js';

/** Everything before or after a date. */
export interface Side {
  readonly operator: 'gt' | 'gte' | 'lt' | 'lte';
  /** The date, in words. */
  readonly words: string;
}

const OPERATORS: readonly (readonly [RegExp, Side['operator']])[] = [
  [/^(?:(?:since|from|starting) |(?:>=|≥) ?)/, 'gte'],
  [/^(?:(?:after|later than|newer than|less than(?=.* ago$)) |> ?)/, 'gt'],
  [/^(?:(?:until|till|through|up to|by) |(?:<=|≤) ?)/, 'lte'],
  [/^(?:(?:before|earlier than|older than|more than(?=.* (?:ago|old)$)) |< ?)/, 'lt'],
];

/** `since monday`, `before 2026-03-01`, `older than 30 days`, `>= yesterday`; undefined for words of another form. */
export function parseSide(said: string, clock: Clock): Side | undefined {
  const text = said.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  // "From monday to friday" is a span.
  if (/ (?:to|until|through) |\.\./.test(text)) return undefined;
  for (const [start, operator] of OPERATORS) {
    const rest = text.replace(start, '');
    if (rest !== text) return { operator, words: dateIn(rest, operator, clock) };
  }
  return undefined;
}

/** What is left of the words is a date; an age counts back from now, and a bare weekday is the nearest one on the side that is meant. */
function dateIn(rest: string, operator: Side['operator'], { now }: Clock): string {
  const age = /^(\d{1,5}) ?([a-z]+)(?: old| ago)?$/.exec(rest);
  const isThatDay = rest.endsWith(' ago') && (operator === 'gte' || operator === 'lte');
  if (age !== null && !isThatDay && unitOf(age[2] ?? '') !== undefined) return `-${age[1] ?? ''} ${age[2] ?? ''}`;
  const weekday = weekdayNumber(rest);
  if (weekday === 0) return rest;
  return isoDay(operator === 'gt' || operator === 'gte' ? latest(weekday, now) : nearest(weekday, now));
}

function latest(weekday: number, now: DateTime): DateTime {
  return now.minus({ days: (now.weekday - weekday + 7) % 7 });
}

function nearest(weekday: number, now: DateTime): DateTime {
  return now.plus({ days: (weekday - now.weekday + 7) % 7 });
}
