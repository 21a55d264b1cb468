import type { DateTime } from 'luxon';
import type { Clock } from '../../dates/clock.js';
import { parseWhen } from '../../dates/parse.js';
import { isoDay } from '../../dates/when.js';
import { InvalidWriteError } from '../errors.js';

/** How people say when they worked. */
export interface SpanInput {
  readonly hours?: number | undefined;
  /** `9:00`, `9am`, `yesterday 14:30`, or an instant. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  /** Day of the work; default today, or the day of `start`. */
  readonly date?: string | undefined;
}

export interface WorkedSpan {
  readonly start: DateTime | undefined;
  readonly end: DateTime | undefined;
  readonly hours: number;
  /** The calendar day it counts for, in the user's zone. */
  readonly day: string;
  /** Whether only hours were given, and they were taken to end now. */
  readonly isAssumed: boolean;
}

const LONGEST_HOURS = 24;
const TIME_OF_DAY = /^\d{1,2}(:\d{2})?\s*(am|pm)?$/i;

/**
 * When the work was. Hours alone end now where a start and an end are needed, and otherwise stay hours.
 *
 * @throws {InvalidWriteError} when it is not clear or no possible span.
 */
export function spanOf(input: SpanInput, { needsTimes }: { needsTimes: boolean }, clock: Clock): WorkedSpan {
  const start = momentOf(input.start, input.date, clock);
  const end = momentOf(input.end, input.date, clock);
  const { hours } = input;
  if (hours !== undefined && !(hours > 0 && hours <= LONGEST_HOURS)) {
    throw new InvalidWriteError(`Hours are more than 0 and at most ${LONGEST_HOURS}, not ${hours}.`);
  }
  if (start !== undefined && end !== undefined) return between(start, end, hours);
  if (hours === undefined) throw new InvalidWriteError('How long? Give hours, or start and end.');
  if (start !== undefined) return between(start, start.plus({ hours }), hours);
  if (end !== undefined) return between(end.minus({ hours }), end, hours);
  const day = dayOf(input.date, clock);
  if (!needsTimes) return { start: undefined, end: undefined, hours, day, isAssumed: false };
  const now = clock.now.startOf('minute');
  const began = now.minus({ hours });
  if (day !== isoDay(now) || isoDay(began) !== day) {
    throw new InvalidWriteError('Time on a ticket needs a start: give start (and end or hours).');
  }
  return { ...between(began, now, hours), isAssumed: true };
}

function between(start: DateTime, end: DateTime, said: number | undefined): WorkedSpan {
  const hours = Math.round(end.diff(start).as('hours') * 100) / 100;
  if (hours <= 0 || hours > LONGEST_HOURS) {
    throw new InvalidWriteError(
      `From ${start.toFormat('yyyy-MM-dd HH:mm')} to ${end.toFormat('yyyy-MM-dd HH:mm')} is no working time.`,
    );
  }
  if (said !== undefined && Math.abs(said - hours) > 0.01) {
    throw new InvalidWriteError(`Start to end are ${hours} h, but hours says ${said}. Which one is right?`);
  }
  return { start, end, hours, day: isoDay(start), isAssumed: false };
}

/** A time of day belongs to `date`, which is today where it is not given. */
function momentOf(words: string | undefined, date: string | undefined, clock: Clock): DateTime | undefined {
  if (words === undefined) return undefined;
  const text = words.trim();
  const when = parseWhen(TIME_OF_DAY.test(text) ? `${dayOf(date, clock)} ${withMinutes(text)}` : text, clock);
  if (when.point === undefined)
    throw new InvalidWriteError(`"${words}" needs a time of day, for instance "${when.firstDay} 9:00".`);
  if (date !== undefined && when.point.day !== dayOf(date, clock)) {
    throw new InvalidWriteError(`"${words}" is not on the given date "${date}".`);
  }
  return when.point.at;
}

/** `9` is nine o'clock. */
function withMinutes(text: string): string {
  return /^\d{1,2}$/.test(text) ? `${text}:00` : text;
}

function dayOf(date: string | undefined, clock: Clock): string {
  if (date === undefined) return isoDay(clock.now);
  const when = parseWhen(date, clock);
  return when.point?.day ?? when.firstDay;
}
