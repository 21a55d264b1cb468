import { DateTime } from 'luxon';
import type { EntityRecord, Filter, FilterItem } from '../../autotask/types.js';
import { startOfDay } from '../dates/clock.js';
import { apiInstant } from '../dates/format.js';
import { displayName } from '../entities/field-kind.js';
import { valueOf } from '../filter/matches.js';
import { named } from './grouping.js';
import type { Grouping, Part, Parts } from './grouping.js';
import { nowOf, partialPeriods, windowOf } from './partial-periods.js';
import type { GroupPeriod, PeriodQuestion } from './partial-periods.js';

/** Groups of a date field: each a day, week, month, quarter or year in the user's zone. */
export function byPeriod(question: PeriodQuestion): Grouping {
  const { field, period, zone } = question;
  const starts = new PeriodStarts(period, zone);
  const nameOf = (start: string): string => periodName(start, period);
  return {
    name: `${displayName(field)} ${period}`,
    field,
    isOrdered: true,
    keyOf: (record) => {
      const value = valueOf(record, field);
      return typeof value === 'string' ? starts.of(Date.parse(value)) : null;
    },
    describe: async (keys) => {
      const days = keys.filter((key) => typeof key === 'string');
      return {
        ...named(keys, (key) => ({ text: nameOf(String(key)), place: Date.parse(String(key)) })),
        notes: partialPeriods(days, question, nameOf),
      };
    },
    ...(field.isQueryable && !field.isUserDefined ? { parts: (sample) => periodParts(question, sample) } : {}),
  };
}

/** More periods than this are no cheaper to count than to read. */
const MOST_PERIODS = 100;

/**
 * The periods in which the rows may lie: those of the window that the filter sets for the field, else from the earliest of the sample to
 * today. They need not be whole, and rows outside of them are its rest.
 */
function periodParts(question: PeriodQuestion, sample: readonly EntityRecord[]): Parts | undefined {
  const { field, period } = question;
  const { from, before } = windowOf(question);
  const begin = DateTime.max(...[from, earliestOf(sample, question)].filter((moment) => moment !== undefined));
  if (begin === undefined) return undefined;
  const first = startOfDay(begin.startOf(period));
  const end = before ?? nowOf(question).plus({ millisecond: 1 });
  const listed: Part[] = [];
  let start = first;
  while (start < end) {
    const next = startOfDay(start.plus({ [period]: 1 }));
    const filter: Filter = [
      { op: 'gte', field: field.name, value: apiInstant(start) },
      { op: 'lt', field: field.name, value: apiInstant(next) },
    ];
    listed.push({ key: start.toFormat('yyyy-MM-dd'), filter });
    if (listed.length > MOST_PERIODS) return undefined;
    start = next;
  }
  const without: FilterItem = { op: 'notExist', field: field.name };
  const outside: readonly FilterItem[] = [
    { op: 'lt', field: field.name, value: apiInstant(first) },
    { op: 'gte', field: field.name, value: apiInstant(start) },
  ];
  // Where some records have no date, many may.
  if (sample.some((record) => typeof valueOf(record, field) !== 'string')) {
    return { listed: [...listed, { key: null, filter: [without] }], rest: [{ op: 'or', items: outside }], isGuess: true };
  }
  return { listed, rest: [{ op: 'or', items: [...outside, without] }], isGuess: true };
}

function earliestOf(records: readonly EntityRecord[], { field, zone }: PeriodQuestion): DateTime | undefined {
  const moments = records
    .map((record) => valueOf(record, field))
    .filter((value) => typeof value === 'string')
    .map((value) => DateTime.fromISO(value, { zone: 'utc' }).setZone(zone));
  return DateTime.min(...moments.filter(({ isValid }) => isValid));
}

/** Offsets of zones are multiples of it, so all moments of one such span lie in the same day. */
const SPAN_MS = 15 * 60 * 1_000;

/** First days of the periods that moments lie in; remembered, since calendar arithmetic is slow. */
class PeriodStarts {
  readonly #period: GroupPeriod;
  readonly #zone: string;
  readonly #known = new Map<number, string>();

  constructor(period: GroupPeriod, zone: string) {
    this.#period = period;
    this.#zone = zone;
  }

  of(moment: number): string | null {
    if (Number.isNaN(moment)) return null;
    const span = Math.floor(moment / SPAN_MS);
    const known = this.#known.get(span);
    if (known !== undefined) return known;
    const start = startOfDay(DateTime.fromMillis(moment, { zone: this.#zone }).startOf(this.#period)).toFormat('yyyy-MM-dd');
    this.#known.set(span, start);
    return start;
  }
}

/** `2026-03-02`, `2026-W10 (from 2026-03-02)`, `2026-03`, `2026-Q1`, `2026`. */
function periodName(start: string, period: GroupPeriod): string {
  const day = DateTime.fromISO(start, { zone: 'utc' });
  if (period === 'week') return `${day.toFormat("kkkk-'W'WW")} (from ${start})`;
  return { day: start, month: day.toFormat('yyyy-MM'), quarter: day.toFormat("yyyy-'Q'q"), year: day.toFormat('yyyy') }[period];
}
