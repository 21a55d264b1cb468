import { DateTime } from 'luxon';
import { startOfDay } from './clock.js';

/** What a date in people's words means: a half-open span of time, and the calendar days it covers. */
export interface When {
  /** First moment. */
  readonly start: DateTime;
  /** First moment after it. */
  readonly end: DateTime;
  /** First calendar day, `YYYY-MM-DD`: date-only fields are compared by days and never shifted by a zone (dossier §8, `dateWorked`). */
  readonly firstDay: string;
  /** First calendar day after it. */
  readonly dayAfter: string;
  /** Present where the words name a point in time (`14:00`, `-7d`): "before" and "after" then mean this point, not the span's ends. */
  readonly point?: { readonly at: DateTime; readonly day: string };
}

/** Whole days, from the first through the last one. */
export function days(first: DateTime, last: DateTime): When {
  const after = last.plus({ days: 1 });
  return { start: startOfDay(first), end: startOfDay(after), firstDay: isoDay(first), dayAfter: isoDay(after) };
}

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The period that holds the moment; weeks start on Monday. */
export function periodOf(moment: DateTime, unit: Period): When {
  const first = moment.startOf(unit);
  // By the calendar: where midnight comes twice, luxon's end of a day is in the next one.
  return days(first, first.plus({ [unit]: 1 }).minus({ days: 1 }));
}

/** A point in time; equality means the minute or second that was said. */
export function pointInTime(at: DateTime, precision: 'minute' | 'second' | 'millisecond', day = isoDay(at)): When {
  const end = at.plus({ [precision]: 1 });
  return {
    start: at,
    end,
    firstDay: day,
    dayAfter: isoDay(DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 })),
    point: { at, day },
  };
}

/** From the start of one to the end of another; a point in time as the end is where it ends. */
export function span(first: When, last: When): When {
  const end = last.point?.at ?? last.end;
  return { start: first.start, end, firstDay: first.firstDay, dayAfter: last.dayAfter };
}

/** The end of a rolling span that is not now: the moment, and the day where only days count. */
export interface Distance {
  readonly other: DateTime;
  readonly otherDay: DateTime;
}

/** From then until now, or from now until then; both ends included. As a bound it means the end that is not now. */
export function rolling(now: DateTime, { other, otherDay }: Distance): When {
  const [start, end] = other < now ? [other, now] : [now, other];
  const [firstDay, lastDay] = other < now ? [otherDay, now] : [now, otherDay];
  return {
    start,
    end: end.plus({ milliseconds: 1 }),
    firstDay: isoDay(firstDay),
    dayAfter: isoDay(lastDay.plus({ days: 1 })),
    point: { at: other, day: isoDay(otherDay) },
  };
}

export function isoDay(moment: DateTime): string {
  return moment.toFormat('yyyy-MM-dd');
}
