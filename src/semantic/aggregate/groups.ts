import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import type { Clock } from '../dates/clock.js';
import { displayName, isNumericFlag, kindOf } from '../entities/field-kind.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError } from '../errors.js';
import { valueOf } from '../filter/matches.js';
import type { Node } from '../filter/tree.js';
import { labelOf, storedValue } from '../labels.js';
import { findField } from '../rows/columns.js';
import { namesInTime, referenceText } from '../rows/names.js';
import type { Tenant } from '../tenant.js';
import { cleanLine, cutText } from '../untrusted.js';
import { byPeriod } from './by-period.js';
import { named } from './grouping.js';
import type { GroupKey, GroupName, Grouping, Part, Parts } from './grouping.js';
import type { GroupPeriod } from './partial-periods.js';

const PERIODS: readonly GroupPeriod[] = ['day', 'week', 'month', 'quarter', 'year'];

/** A field, also of what a reference points to, or a date field by period: `queue`, `ticket.company`, `createDate:week`, `{ field: "createDate", by: "week" }`. */
export type SaidGroup = string | { readonly field: string; readonly by?: string | undefined };

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

/** `createDate:week`, or as other query languages have it: `createDate.week`, `week(createDate)`. */
function parseGroup(said: string): { name: string; by?: string } {
  const called = /^(\w+)\(([\w .]+)\)$/.exec(said.trim());
  if (called?.[2] !== undefined && periodOf(called[1]) !== undefined) return { name: called[2].trim(), by: called[1] ?? '' };
  const ended = /^(.+)[./](\w+)$/.exec(said.trim());
  if (ended?.[1] !== undefined && periodOf(ended[2]) !== undefined) return { name: ended[1], by: ended[2] ?? '' };
  const [name = '', by] = said.split(/:| by /i).map((part) => part.trim());
  return by === undefined ? { name } : { name, by };
}

/** A period by its word, also as `weeks` or `weekly`. */
function periodOf(word = ''): GroupPeriod | undefined {
  const said = word.toLowerCase();
  return PERIODS.find(
    (period) => said === period || said === `${period}s` || said === `${period}ly` || (said === 'daily' && period === 'day'),
  );
}

function requirePeriod(word: string): GroupPeriod {
  const period = periodOf(word);
  if (period === undefined) throw new InvalidInputError(`"${word}" is no period. Periods: ${PERIODS.join(', ')}.`);
  return period;
}

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

function labelParts(field: FieldInfo): Parts {
  const values = [...new Set(field.picklistValues.map(({ value }) => value))];
  const labelled = values.map((value): Part => ({ key: value, filter: [{ op: 'eq', field: field.name, value }] }));
  return {
    listed: [...labelled, { key: null, filter: [{ op: 'notExist', field: field.name }] }],
    rest: [{ op: 'notIn', field: field.name, value: values }],
    isGuess: false,
  };
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
        return { text: (uses.get(text) ?? 0) > 1 ? `${text} (id ${String(key)})` : text, place: 0 };
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

function asKey(value: unknown): GroupKey {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : JSON.stringify(value);
}
