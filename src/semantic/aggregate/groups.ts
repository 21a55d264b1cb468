import { DateTime } from 'luxon';
import type { EntityRecord, FieldInfo, Filter } from '../../autotask/types.js';
import { startOfDay } from '../dates/clock.js';
import type { Clock } from '../dates/clock.js';
import { apiInstant } from '../dates/format.js';
import { displayName, isNumericFlag, kindOf } from '../entities/field-kind.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError } from '../errors.js';
import { valueOf } from '../filter/matches.js';
import type { Node } from '../filter/tree.js';
import { labelOf, storedValue } from '../labels.js';
import type { Patience } from '../patience.js';
import { findField } from '../rows/columns.js';
import { namesInTime, referenceText } from '../rows/names.js';
import type { Tenant } from '../tenant.js';
import { cleanLine, cutText } from '../untrusted.js';
import { partialPeriods, windowOf } from './partial-periods.js';
import type { GroupPeriod, PeriodQuestion } from './partial-periods.js';

const PERIODS: readonly GroupPeriod[] = ['day', 'week', 'month', 'quarter', 'year'];

/** A field, also of what a reference points to, or a date field by period: `queue`, `ticket.company`, `createDate:week`, `{ field: "createDate", by: "week" }`. */
export type SaidGroup = string | { readonly field: string; readonly by?: string | undefined };

/** How records fall into groups along one field. */
export interface Grouping {
  /** Column name. */
  readonly name: string;
  readonly field: FieldInfo;
  /** The group's key; equal for equal groups, null where the field is empty. */
  readonly keyOf: (record: EntityRecord) => GroupKey;
  /** Names the groups, and gives each its place in the order. */
  readonly describe: (keys: readonly GroupKey[], tenant: Tenant, call: Patience) => Promise<GroupNames>;
  /** Whether the groups have an order of their own (sort order, time), rather than that of their size. */
  readonly isOrdered: boolean;
  /** All groups there can be, each with the conditions that select it; undefined where they cannot be listed. */
  readonly parts?: () => readonly Part[] | undefined;
}

/** One group as a question to Autotask. */
export interface Part {
  readonly key: GroupKey;
  readonly filter: Filter;
}

export type GroupKey = string | number | boolean | null;

export interface GroupName {
  readonly text: string;
  readonly place: number;
}

export interface GroupNames {
  readonly names: ReadonlyMap<GroupKey, GroupName>;
  /** On names that could not be read in time, and on groups that are not whole. */
  readonly notes: readonly string[];
}

/** What the grouped rows are filtered by, and when. */
export interface Asked {
  readonly root: Node;
  readonly clock: Clock;
}

const LONGEST_NAME = 80;

/** @throws {InvalidInputError} for periods of fields that are no dates, {@link UnknownNameError} for unknown fields. */
export async function resolveGroup(
  said: SaidGroup,
  schema: Schema,
  openSchema: Tenant['openSchema'],
  asked: Asked,
): Promise<Grouping> {
  const { name, by } = typeof said === 'string' ? parseGroup(said) : { name: said.field, by: said.by };
  const field = await findField(name, schema, openSchema);
  const kind = kindOf(schema.name, field);
  const isDate = kind === 'instant' || kind === 'day';
  if (by !== undefined && !isDate) throw new InvalidInputError(`${displayName(field)} is no date, so it has no ${by}s.`);
  if (isDate) {
    // Calendar days are stored at midnight UTC and must not be shifted (dossier §8).
    const zone = kind === 'day' ? 'utc' : asked.clock.timeZone;
    return byPeriod({ field, kind, period: requirePeriod(by ?? 'day'), zone, root: asked.root, now: asked.clock.now });
  }
  if (kind === 'picklist') return byLabel(field);
  return kind === 'reference' ? byReference(field) : byValue(field);
}

function parseGroup(said: string): { name: string; by?: string } {
  const [name = '', by] = said.split(/:| by /i).map((part) => part.trim());
  return by === undefined ? { name } : { name, by };
}

function requirePeriod(word: string): GroupPeriod {
  const period = PERIODS.find((known) => known === word.toLowerCase());
  if (period === undefined) throw new InvalidInputError(`"${word}" is no period. Periods: ${PERIODS.join(', ')}.`);
  return period;
}

const NONE = '(none)';

function byLabel(field: FieldInfo): Grouping {
  const places = new Map(field.picklistValues.map((value) => [String(storedValue(field, value)), value.sortOrder]));
  return {
    name: displayName(field),
    field,
    isOrdered: true,
    keyOf: (record) => asKey(valueOf(record, field)),
    describe: async (keys) =>
      named(keys, (key) => ({ text: labelOf(field, key), place: places.get(String(key)) ?? Number.MAX_SAFE_INTEGER })),
    ...(field.isQueryable && !field.isUserDefined ? { parts: () => labelParts(field) } : {}),
  };
}

function labelParts(field: FieldInfo): readonly Part[] {
  const values = [...new Set(field.picklistValues.map(({ value }) => value))];
  return [
    ...values.map((value): Part => ({ key: value, filter: [{ op: 'eq', field: field.name, value }] })),
    { key: null, filter: [{ op: 'notExist', field: field.name }] },
  ];
}

function byReference(field: FieldInfo): Grouping {
  return {
    name: displayName(field),
    field,
    isOrdered: false,
    keyOf: (record) => asKey(valueOf(record, field)),
    describe: async (keys, tenant, call) => {
      const records = keys.flatMap((key): EntityRecord[] => (typeof key === 'number' ? [{ id: 0, [field.name]: key }] : []));
      const { names, notes } = await namesInTime(records, [field], tenant.directory, call);
      const texts = new Map(keys.map((key) => [key, typeof key === 'number' ? referenceText(field, key, names) : String(key)]));
      const uses = new Map<string | number, number>();
      for (const text of texts.values()) uses.set(text, (uses.get(text) ?? 0) + 1);
      const describe = (key: Exclude<GroupKey, null>): GroupName => {
        const text = texts.get(key) ?? '';
        if (typeof text === 'number') return { text: `id ${text}`, place: 0 };
        return { text: (uses.get(text) ?? 0) > 1 ? `${text} (id ${key})` : text, place: 0 };
      };
      return { ...named(keys, describe), notes };
    },
  };
}

function byValue(field: FieldInfo): Grouping {
  const isFlag = isNumericFlag(field);
  return {
    name: displayName(field),
    field,
    isOrdered: false,
    keyOf: (record) => {
      const key = asKey(valueOf(record, field));
      return isFlag && key !== null ? key === 1 || key === true : key;
    },
    describe: async (keys) =>
      named(keys, (key) => ({ text: cutText(cleanLine(String(key)), LONGEST_NAME), place: typeof key === 'number' ? key : 0 })),
  };
}

function byPeriod(question: PeriodQuestion): Grouping {
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
    ...(field.isQueryable && !field.isUserDefined ? { parts: () => periodParts(question) } : {}),
  };
}

/** More periods than this are no cheaper to count than to read. */
const MOST_PERIODS = 100;

/** The periods of the window that the filter sets for the field; undefined where it is open. They need not be whole. */
function periodParts(question: PeriodQuestion): readonly Part[] | undefined {
  const { field, period } = question;
  const { from, before } = windowOf(question);
  if (from === undefined || before === undefined) return undefined;
  const parts: Part[] = [];
  let start = startOfDay(from.startOf(period));
  while (start < before) {
    const next = startOfDay(start.plus({ [period]: 1 }));
    const filter: Filter = [
      { op: 'gte', field: field.name, value: apiInstant(start) },
      { op: 'lt', field: field.name, value: apiInstant(next) },
    ];
    parts.push({ key: start.toFormat('yyyy-MM-dd'), filter });
    if (parts.length > MOST_PERIODS) return undefined;
    start = next;
  }
  return parts;
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

function asKey(value: unknown): GroupKey {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value);
}

/** Records without a value form a group of their own, which comes last. */
function named(keys: readonly GroupKey[], describe: (key: Exclude<GroupKey, null>) => GroupName): GroupNames {
  const nameOf = (key: GroupKey): GroupName => (key === null ? { text: NONE, place: Number.POSITIVE_INFINITY } : describe(key));
  return { names: new Map(keys.map((key) => [key, nameOf(key)])), notes: [] };
}
