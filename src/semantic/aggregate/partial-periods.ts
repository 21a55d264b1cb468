import { DateTime } from 'luxon';
import type { FieldInfo } from '../../autotask/types.js';
import { startOfDay } from '../dates/clock.js';
import { apiInstant, calendarDay, readable } from '../dates/format.js';
import { conjuncts } from '../filter/tree.js';
import type { Comparison, Node } from '../filter/tree.js';

/** Span of time by which records are grouped. */
export type GroupPeriod = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The span that a filter leaves to a date field, half-open; without an end where it sets none. */
export interface Window {
  readonly from?: DateTime;
  readonly before?: DateTime;
}

/** How a date field is grouped, and what the rows were filtered by. */
export interface PeriodQuestion {
  readonly field: FieldInfo;
  readonly kind: 'instant' | 'day';
  readonly period: GroupPeriod;
  /** Zone in which periods begin: UTC for calendar days, which no zone shifts. */
  readonly zone: string;
  readonly root: Node;
  /** The user's now. */
  readonly now: DateTime;
}

/** The narrowest window that all rows' values of the field lie in. */
export function windowOf({ field, kind, zone, root }: Omit<PeriodQuestion, 'period' | 'now'>): Window {
  const bounds = conjuncts(root).filter((node): node is Comparison => node.kind === 'comparison' && node.field === field);
  const starts = bounds.flatMap((bound) => momentOf(bound, 'gte', 'gt', kind, zone));
  const ends = bounds.flatMap((bound) => momentOf(bound, 'lt', 'lte', kind, zone));
  const from = DateTime.max(...starts);
  const before = DateTime.min(...ends);
  return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
}

/** The user's now among the field's values: calendar days are stored at midnight UTC, whatever the zone. */
export function nowOf({ kind, now }: PeriodQuestion): DateTime {
  return kind === 'day' ? now.setZone('utc', { keepLocalTime: true }) : now;
}

/** The bound as one of a half-open window. To be after a calendar day, or to reach up to it, is to begin or end with the next one. */
function momentOf(
  { operator, value }: Comparison,
  plain: Comparison['operator'],
  pastDay: Comparison['operator'],
  kind: 'instant' | 'day',
  zone: string,
): DateTime[] {
  if (typeof value !== 'string' || (operator !== plain && operator !== pastDay)) return [];
  const moment = DateTime.fromISO(value, { zone: 'utc' }).setZone(zone);
  if (!moment.isValid) return [];
  return [operator === pastDay && kind === 'day' ? moment.plus({ day: 1 }) : moment];
}

/**
 * Says which groups hold a part of their period only, as the window begins or ends in the middle of it or the period is not over: beside whole
 * ones they look like a change.
 *
 * @param starts First days of the groups' periods.
 * @param nameOf What a group is called in the answer.
 */
export function partialPeriods(starts: readonly string[], question: PeriodQuestion, nameOf: (start: string) => string): string[] {
  const { from, before } = windowOf(question);
  const { kind, period, zone } = question;
  const now = nowOf(question);
  const shown = (moment: DateTime): string =>
    kind === 'day' ? calendarDay(apiInstant(moment)) : readable(apiInstant(moment), zone);
  const last = starts.toSorted().at(-1);
  return starts.flatMap((day) => {
    const start = startOfDay(DateTime.fromISO(day, { zone }));
    const end = startOfDay(start.plus({ [period]: 1 }));
    const isWithin = (moment: DateTime | undefined): moment is DateTime => moment !== undefined && moment > start && moment < end;
    const reasons = [
      ...(isWithin(from) ? [`the window begins at ${shown(from)}`] : []),
      ...(isWithin(before) ? [`the window ends before ${shown(before)}`] : []),
    ];
    // That today is not over goes without saying, and periods behind this one show that the field is about what is to come.
    if (reasons.length === 0 && period !== 'day' && day === last && isWithin(now)) reasons.push('it is not over');
    return reasons.length === 0 ? [] : [`${nameOf(day)} is not a whole ${period}: ${reasons.join(' and ')}.`];
  });
}
