import { DateTime } from 'luxon';
import { InvalidInputError } from '../errors.js';
import type { Clock } from './clock.js';
import { atTime } from './clock.js';
import { days, isoDay, periodOf, pointInTime, span } from './when.js';
import type { Period, When } from './when.js';

export type ParseDate = (text: string, clock: Clock) => When | undefined;

/** Hours of the clock; the answer shows them, so that nobody need agree beforehand when a morning ends. */
const PARTS_OF_DAY: Readonly<Record<string, readonly [number, number]>> = {
  morning: [0, 12],
  afternoon: [12, 18],
  evening: [18, 24],
};

/** `this morning`, `yesterday afternoon`, `2026-03-09 evening`, `tonight`. */
export function parsePartOfDay(text: string, clock: Clock, parseDate: ParseDate): When | undefined {
  const parts = /^(?:(.+) )?(morning|afternoon|evening|tonight)$/.exec(text);
  const said = parts?.[2] === 'tonight' ? 'evening' : parts?.[2];
  const hours = PARTS_OF_DAY[said ?? ''];
  if (parts === null || hours === undefined) return undefined;
  const day = parts[1] === undefined || parts[1] === 'this' ? periodOf(clock.now, 'day') : parseDate(parts[1], clock);
  if (day === undefined || !isOneDay(day)) return undefined;
  const at = (hour: number): DateTime => (hour === 0 ? day.start : atTime(day.start, { hour, minute: 0, second: 0 }));
  return { ...day, start: at(hours[0]), end: hours[1] === 24 ? day.end : at(hours[1]) };
}

const TO_DATE: ReadonlyMap<string, Period> = new Map([
  ['week to date', 'week'],
  ['month to date', 'month'],
  ['quarter to date', 'quarter'],
  ['year to date', 'year'],
  ['mtd', 'month'],
  ['qtd', 'quarter'],
  ['ytd', 'year'],
]);

/** `month to date`, `ytd`: from the period's start until now. */
export function parseToDate(text: string, { now }: Clock): When | undefined {
  const unit = TO_DATE.get(text);
  return unit === undefined ? undefined : span(periodOf(now, unit), pointInTime(now, 'millisecond'));
}

/** `end of last month`, `beginning of 2026-03`: the last or first day of a longer period. */
export function parseEdge(text: string, clock: Clock, parseDate: ParseDate): When | undefined {
  const parts = /^(?:the )?(start|beginning|end) of (?:the )?(.+)$/.exec(text);
  if (parts === null) return undefined;
  const said = parts[2] ?? '';
  const period = parseDate(/^(?:week|month|quarter|year)$/.test(said) ? `this ${said}` : said, clock);
  if (period === undefined || period.point !== undefined || isOneDay(period)) return undefined;
  const day = parts[1] === 'end' ? DateTime.fromISO(period.dayAfter, { zone: clock.timeZone }).minus({ days: 1 }) : period.start;
  return periodOf(day, 'day');
}

/** `9.3.2026`, which is written day first wherever points are used; `25/03/2026` where only one reading exists. */
export function parseNumericDate(text: string, { timeZone }: Clock): When | undefined {
  const parts = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/.exec(text);
  if (parts === null) return undefined;
  const [first, second, year] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const dayFirst = DateTime.fromObject({ year, month: second, day: first }, { zone: timeZone });
  const monthFirst = DateTime.fromObject({ year, month: first, day: second }, { zone: timeZone });
  const readings = (parts[2] === '.' || first === second ? [dayFirst] : [monthFirst, dayFirst]).filter(({ isValid }) => isValid);
  const [only] = readings;
  if (only === undefined) throw new InvalidInputError(`"${text}" does not exist in the calendar.`);
  if (readings.length === 1) return periodOf(only, 'day');
  throw new InvalidInputError(`Which day is "${text}": ${readings.map((day) => isoDay(day)).join(' or ')}? Use the date.`);
}

/** @throws {InvalidInputError} as people disagree whether these are the calendar's or so many days up to now. */
export function refuseVaguePeriod(text: string): void {
  const unit = /^past (week|month|quarter|year)$/.exec(text)?.[1];
  if (unit === undefined) return;
  const count = { week: '7 days', month: '30 days', quarter: '3 months', year: '12 months' }[unit] ?? '';
  throw new InvalidInputError(`Is "${text}" the calendar's "last ${unit}", or the "last ${count}"? Say one of them.`);
}

function isOneDay(when: When): boolean {
  return when.point === undefined && days(when.start, when.start).dayAfter === when.dayAfter;
}
