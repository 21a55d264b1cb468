import { DateTime } from 'luxon';
import { InvalidInputError } from '../errors.js';
import { atTime } from './clock.js';
import type { Clock } from './clock.js';
import { parseNamedMonth, parseWeekday, yearOf } from './names.js';
import { parseEdge, parseNumericDate, parsePartOfDay, parseToDate, refuseVaguePeriod } from './phrases.js';
import type { ParseDate } from './phrases.js';
import { unitOf } from './units.js';
import type { Unit } from './units.js';
import { days, periodOf, pointInTime, rolling, span } from './when.js';
import type { Distance, Period, When } from './when.js';

/**
 * What a date in people's words means in the user's zone: ISO dates and times, parts of them (`2026`, `2026-03`, `2026-W10`, `Q4 2025`),
 * `today`, `yesterday 18:00`, `this morning`, `last week`, `next quarter`, `end of last month`, `year to date`, `last 30 days`, `-7d`,
 * `+2h`, `5 days ago`, `last friday`, `february 2026`, `9.3.2026`, and ranges of these (`2026-03-01..2026-03-07`). A number of days or hours is so many times 24 or one hours.
 *
 * @throws {InvalidInputError} when the words are no date, or two dates fit them ("next tuesday" said on a Monday).
 */
export function parseWhen(words: string, clock: Clock): When {
  const text = withoutPreposition(words.trim().toLowerCase().replaceAll(/\s+/g, ' '));
  refuseVaguePeriod(text);
  const when = parseToDate(text, clock) ?? parseRange(text, clock) ?? parseOne(text, clock);
  if (when !== undefined) return when;
  throw new InvalidInputError(
    `"${words}" is no date that is understood here. Use for instance 2026-03-09, 2026-03-09 14:00, 2026-03, Q4 2025, today, yesterday, ` +
      'last week, last 30 days, -7d, or a range such as 2026-03-01..2026-03-07.',
  );
}

/** `on friday`, `in march`, `during the last 3 days`; but "in 2 weeks" is a date of its own. */
function withoutPreposition(text: string): string {
  return text.replace(/^(?:(?:in|during|over|within|for) the |(?:on|during) |in (?=[a-z]|\d{4}$))/, '');
}

function parseRange(text: string, clock: Clock): When | undefined {
  const ends = /^between (.+) and (.+)$/.exec(text) ?? /^(?:from )?(.+?) ?(?:\.\.| to | until | through )\s?(.+)$/.exec(text);
  if (ends === null) return undefined;
  const first = parseOne(ends[1] ?? '', clock);
  const last = parseOne(ends[2] ?? '', clock);
  if (first === undefined || last === undefined) return undefined;
  if (last.end <= first.start) throw new InvalidInputError(`The range "${text}" ends before it starts.`);
  return span(first, last);
}

function firstOf(...parsers: readonly ParseDate[]): ParseDate {
  return (text, clock) => {
    for (const parse of parsers) {
      const when = parse(text, clock);
      if (when !== undefined) return when;
    }
    return undefined;
  };
}

// Each kind of words may hold one of the kinds before it, and never its own: words that nested at will could be read in more ways than
// there is time for.
const parsePeriodOrDay = firstOf(
  parseCalendarPart,
  parseInstant,
  parseDayWord,
  parsePeriod,
  parseRolling,
  parseAgo,
  parseWeekday,
  parseNamedMonth,
  parseNumericDate,
);
const parseUpToEdge = firstOf(parsePeriodOrDay, (text, clock) => parseEdge(text, clock, parsePeriodOrDay));
const parseUpToPartOfDay = firstOf(parseUpToEdge, (text, clock) => parsePartOfDay(text, clock, parseUpToEdge));
const parseOne = firstOf(parseUpToPartOfDay, (text, clock) => parseTimeOfDay(text, clock, parseUpToPartOfDay));

/** `2026`, `2026-03`, `2026-03-09`, `2026-W10`, `Q4 2025`, `2025-Q4`; `Q1` where this year's has begun. */
function parseCalendarPart(text: string, { timeZone, now }: Clock): When | undefined {
  const inZone = (parts: { year: number; month?: number; day?: number }): DateTime =>
    DateTime.fromObject(parts, { zone: timeZone });
  const date = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (date !== null) {
    const [, year, month, day] = date;
    if (month === undefined) return whole(inZone({ year: Number(year) }), 'year', text);
    if (day === undefined) return whole(inZone({ year: Number(year), month: Number(month) }), 'month', text);
    return whole(inZone({ year: Number(year), month: Number(month), day: Number(day) }), 'day', text);
  }
  const week = /^(\d{4})-?w(\d{1,2})$/.exec(text);
  if (week !== null) {
    const monday = DateTime.fromObject(
      { weekYear: Number(week[1]), weekNumber: Number(week[2]), weekday: 1 },
      { zone: timeZone },
    );
    return whole(monday, 'week', text);
  }
  const bare = /^q([1-4])$/.exec(text);
  if (bare !== null) return parseCalendarPart(`${text} ${yearOf(Number(bare[1]) * 3 - 2, undefined, now)}`, { timeZone, now });
  const quarter = /^q([1-4])[ -]?(\d{4})$/.exec(text) ?? /^(\d{4})[ -]?q([1-4])$/.exec(text);
  if (quarter === null) return undefined;
  const [number, year] = text.startsWith('q') ? [quarter[1], quarter[2]] : [quarter[2], quarter[1]];
  return whole(inZone({ year: Number(year), month: Number(number) * 3 - 2 }), 'quarter', text);
}

function whole(moment: DateTime, unit: Period, text: string): When {
  if (!moment.isValid) throw new InvalidInputError(`"${text}" does not exist in the calendar.`);
  return periodOf(moment, unit);
}

/** A time with its offset (`2026-03-09T14:00:00Z`) is that instant; for date-only fields its date counts as written. */
function parseInstant(text: string, { timeZone }: Clock): When | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})[t ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(z|[+-]\d{2}:?\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const at = DateTime.fromISO(text.replace(' ', 'T').toUpperCase(), { zone: timeZone });
  if (!at.isValid) throw new InvalidInputError(`"${text}" does not exist in the calendar.`);
  return pointInTime(at, parts[3] !== undefined ? 'millisecond' : parts[2] !== undefined ? 'second' : 'minute', parts[1]);
}

const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

function parseDayWord(text: string, { now }: Clock): When | undefined {
  if (text === 'now') return pointInTime(now, 'millisecond');
  const distance = DAY_WORDS.get(text);
  return distance === undefined ? undefined : periodOf(now.plus({ days: distance }), 'day');
}

/** `this week`, `last month`, `previous quarter`, `next year`, `week before last`. */
function parsePeriod(text: string, { now }: Clock): When | undefined {
  const beforeLast = /^(?:the )?(week|month|quarter|year) before last$/.exec(text);
  if (beforeLast !== null) {
    const unit = asPeriod(beforeLast[1] ?? '');
    return periodOf(now.startOf(unit).minus({ [unit]: 2 }), unit);
  }
  const parts = /^(this|current|last|previous|next) (day|week|month|quarter|year)$/.exec(text);
  if (parts === null) return undefined;
  const unit = asPeriod(parts[2] ?? '');
  const distance = parts[1] === 'next' ? 1 : parts[1] === 'this' || parts[1] === 'current' ? 0 : -1;
  return periodOf(now.startOf(unit).plus({ [unit]: distance }), unit);
}

function asPeriod(word: string): Period {
  return word === 'day' || word === 'week' || word === 'month' || word === 'quarter' ? word : 'year';
}

/** `-7d`, `+2h`, `last 30 days`, `next 3 months`, `in 2 weeks`: from then until now, or from now until then. */
function parseRolling(text: string, { now }: Clock): When | undefined {
  const signed = /^([+-]) ?(\d{1,5}) ?([a-z]+)$/.exec(text);
  const spoken = /^(last|past|previous|next|in) (\d{1,5}) ([a-z]+)$/.exec(text);
  const parts = signed ?? spoken;
  if (parts === null) return undefined;
  const sign = parts[1] === '+' || parts[1] === 'next' || parts[1] === 'in' ? 1 : -1;
  if (parts[3] === 'm')
    throw new InvalidInputError(`In "${text}", is "m" minutes or months? Write ${parts[2]}min or ${parts[2]}mo.`);
  const unit = unitOf(parts[3] ?? '');
  if (unit === undefined) return undefined;
  const distance = distanceFrom(now, sign * Number(parts[2]), unit);
  return rolling(now, parts === spoken && sign === -1 ? withTodayAmongThem(distance, now) : distance);
}

/** "The last 7 days" are seven dates, today among them, where there are no times of day; "-7d" reaches back to the eighth. */
function withTodayAmongThem({ other, otherDay }: Distance, now: DateTime): Distance {
  return { other, otherDay: otherDay.hasSame(now, 'day') ? otherDay : otherDay.plus({ days: 1 }) };
}

/** Days and weeks are 24 hours each on the clock, but calendar days for date-only fields. */
function distanceFrom(now: DateTime, count: number, unit: Unit): Distance {
  const otherDay = now.plus({ [unit]: count });
  if (unit !== 'days' && unit !== 'weeks') return { other: otherDay, otherDay };
  return { other: now.plus({ hours: count * (unit === 'days' ? 24 : 168) }), otherDay };
}

/** `5 days ago` is that day, `2 hours ago` that moment. */
function parseAgo(text: string, { now }: Clock): When | undefined {
  const parts = /^(\d{1,5}) ?([a-z]+) ago$/.exec(text);
  const unit = parts === null ? undefined : unitOf(parts[2] ?? '');
  if (parts === null || unit === undefined) return undefined;
  const then = now.minus({ [unit]: Number(parts[1]) });
  return unit === 'minutes' || unit === 'hours' ? pointInTime(then, 'minute') : periodOf(then, 'day');
}

/** `yesterday 18:00`, `2026-03-09 14:00:30`, `tomorrow at 9am`: local time of a day. */
function parseTimeOfDay(text: string, clock: Clock, parseDay: ParseDate): When | undefined {
  const parts = /^(.+?)(?: at | |t)(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?)? ?(am|pm)?$/.exec(text);
  if (parts === null || (parts[3] === undefined && parts[5] === undefined)) return undefined;
  const day = parseDay(parts[1] ?? '', clock);
  if (day === undefined || day.point !== undefined || days(day.start, day.start).dayAfter !== day.dayAfter) return undefined;
  const time = { hour: hour24(Number(parts[2]), parts[5]), minute: Number(parts[3] ?? 0), second: Number(parts[4] ?? 0) };
  if (time.hour > 23 || time.minute > 59 || time.second > 59) throw new InvalidInputError(`"${text}" is no time of day.`);
  return pointInTime(atTime(day.start, time), parts[4] === undefined ? 'minute' : 'second', day.firstDay);
}

function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return 24;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
