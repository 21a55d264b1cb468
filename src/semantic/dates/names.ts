import { DateTime } from 'luxon';
import { InvalidInputError } from '../errors.js';
import type { Clock } from './clock.js';
import { isoDay, periodOf } from './when.js';
import type { When } from './when.js';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1 for `monday` to 7 for `sunday`; 0 for other words. */
export function weekdayNumber(word: string): number {
  return WEEKDAYS.indexOf(word) + 1;
}

/** `last friday`, `this friday`, `next friday`; refused where people would disagree on which one is meant. */
export function parseWeekday(text: string, { now }: Clock): When | undefined {
  const parts = /^(?:(this|last|next) )?([a-z]+)$/.exec(text);
  const weekday = weekdayNumber(parts?.[2] ?? '');
  if (parts === null || weekday === 0) return undefined;
  const ofThisWeek = now.startOf('week').plus({ days: weekday - 1 });
  const readings = readingsOf(parts[1], now, ofThisWeek);
  const [only] = readings;
  if (only !== undefined && readings.length === 1) return periodOf(only, 'day');
  throw new InvalidInputError(`Which day is "${text}": ${readings.map((day) => isoDay(day)).join(' or ')}? Use the date.`);
}

function readingsOf(qualifier: string | undefined, now: DateTime, ofThisWeek: DateTime): DateTime[] {
  if (qualifier === 'this') return [ofThisWeek];
  const past = pastReadings(now, ofThisWeek);
  const next = nextReadings(now, ofThisWeek);
  if (qualifier === undefined) return [...past.slice(-1), ...next.slice(0, 1)];
  return qualifier === 'last' ? past : next;
}

/** The weekday of last week, and the latest one before today where that is another day. */
function pastReadings(now: DateTime, ofThisWeek: DateTime): DateTime[] {
  const ofLastWeek = ofThisWeek.minus({ weeks: 1 });
  return ofThisWeek < now.startOf('day') ? [ofLastWeek, ofThisWeek] : [ofLastWeek];
}

/** The weekday of next week, and the first one after today where that is another day. */
function nextReadings(now: DateTime, ofThisWeek: DateTime): DateTime[] {
  const ofNextWeek = ofThisWeek.plus({ weeks: 1 });
  return ofThisWeek > now.endOf('day') ? [ofThisWeek, ofNextWeek] : [ofNextWeek];
}

/** `february 2026`, `9 mar 2026`, `march 9, 2026`; a month without a year where this year's has begun. */
export function parseNamedMonth(text: string, { timeZone, now }: Clock): When | undefined {
  const parts =
    /^(?:(?<day>\d{1,2})(?:st|nd|rd|th)? )?(?<month>[a-z]{3,9})\.?(?: (?<year>\d{4}))?$/.exec(text) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\d{4}))?$/.exec(text);
  const groups = parts?.groups;
  const month = monthNumber(groups?.['month'] ?? '');
  if (groups === undefined || month === undefined) return undefined;
  const day = groups['day'];
  const year = groups['year'] === undefined ? yearOf(month, day, now) : Number(groups['year']);
  const moment = DateTime.fromObject({ year, month, day: Number(day ?? 1) }, { zone: timeZone });
  if (!moment.isValid) throw new InvalidInputError(`"${text}" does not exist in the calendar.`);
  return periodOf(moment, day === undefined ? 'month' : 'day');
}

function monthNumber(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const index = MONTHS.findIndex(
    (name) => name === word || name.slice(0, 3) === word || (word === 'sept' && name === 'september'),
  );
  return index === -1 ? undefined : index + 1;
}

/** This year, for a month that has begun in it; refused for others and for days, which may be meant in any year. */
export function yearOf(month: number, day: string | undefined, now: DateTime): number {
  if (day === undefined && month <= now.month) return now.year;
  throw new InvalidInputError(`Of which year, ${now.year - 1}, ${now.year} or ${now.year + 1}? Add it.`);
}
