import type { CallOptions, EntityRecord, FieldInfo } from '../../autotask/types.js';
import { displayName, kindOf, referencedEntity } from '../entities/field-kind.js';
import { habitsOf } from '../entities/habits.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError } from '../errors.js';
import { valueOf } from '../filter/matches.js';
import { canNarrow } from '../filter/request.js';
import { storedValue } from '../labels.js';
import type { Directory } from '../names/directory.js';

/** What a record is sorted by: numbers by value (times in milliseconds), text by its letters, null last. */
export type SortValue = number | string | null;

export interface SortKey {
  readonly field: FieldInfo;
  readonly isDescending: boolean;
  /** How Autotask can compare the field, so that a long list can be cut into windows there; undefined where only this side knows the order. */
  readonly serverKind: 'time' | 'number' | undefined;
  readonly value: (record: EntityRecord) => SortValue;
  /** To be awaited before values are asked of these records: names have to be read first. */
  readonly prepare: (records: readonly EntityRecord[], options: CallOptions) => Promise<void>;
}

/** An order as it may be said: `-createDate`, `priority, createDate desc`, or a list of such. */
export type SaidOrder = string | readonly string[];

/**
 * The keys to sort by, completed by the id, so that no two records are ever equal. Pick lists sort by the tenant's sort order, references
 * by name.
 *
 * @throws {UnknownNameError} for an unknown field.
 */
export async function resolveOrder(
  said: SaidOrder | undefined,
  schema: Schema,
  directory: Directory,
): Promise<readonly SortKey[]> {
  const words =
    said === undefined ? defaultOrder(schema) : (typeof said === 'string' ? [said] : said).flatMap((part) => part.split(','));
  const keys: SortKey[] = [];
  for (const word of words) keys.push(await resolveKey(word, schema, directory));
  const [first] = keys;
  if (!keys.some((key) => key.field.name === 'id'))
    keys.push(await resolveKey(first?.isDescending === true ? '-id' : 'id', schema, directory));
  return keys;
}

function defaultOrder(schema: Schema): readonly string[] {
  const known = habitsOf(schema.name).order.filter((word) => schema.standard(word.replace(/^-/, '')) !== undefined);
  if (known.length > 0) return known;
  const created = schema.standard('createDate') ?? schema.standard('createDateTime');
  return created === undefined ? ['id'] : [`-${created.name}`];
}

/** `newest`, `oldest first`: by the date by which the entity is ordered anyway. */
const BY_AGE = /^(newest|latest|most recent|oldest)( first)?$/i;

function byAge(word: string, schema: Schema): string {
  const field = defaultOrder(schema)
    .map((part) => schema.standard(part.replace(/^-/, '')))
    .find((candidate) => candidate !== undefined && /^(instant|day)$/.test(kindOf(schema.name, candidate)));
  if (field === undefined)
    throw new InvalidInputError(`By which date are ${schema.name} "${word}"? Name the field, e.g. "-startDate".`);
  return /^oldest/i.test(word) ? field.name : `-${field.name}`;
}

async function resolveKey(said: string, schema: Schema, directory: Directory): Promise<SortKey> {
  const word = BY_AGE.test(said.trim()) ? byAge(said.trim(), schema) : said;
  const parts = /^([+-]?)(.+?)(?:[ :](asc|ascending|desc|descending))?$/i.exec(word.trim());
  if (parts === null) throw new InvalidInputError('An order names fields, e.g. "-createDate" or "priority, createDate".');
  const [, sign, name = '', direction] = parts;
  const isDescending = sign === '-' || (direction?.toLowerCase().startsWith('desc') ?? false);
  return sortKey(await schema.find(name), isDescending, schema, directory);
}

/** The key of one field, which decides and breaks no ties. */
export function sortKey(field: FieldInfo, isDescending: boolean, schema: Schema, directory: Directory): SortKey {
  const base = { field, isDescending, serverKind: undefined, prepare: async () => {} };
  switch (kindOf(schema.name, field)) {
    case 'instant':
    case 'day':
      return { ...base, serverKind: comparable(schema, field, 'time'), value: (record) => time(valueOf(record, field)) };
    case 'id':
    case 'number':
      return { ...base, serverKind: comparable(schema, field, 'number'), value: (record) => number(valueOf(record, field)) };
    case 'picklist':
      return { ...base, value: byPicklist(field) };
    case 'boolean':
      return { ...base, value: (record) => number(valueOf(record, field)) };
    case 'reference':
      return { ...base, ...byName(field, directory) };
    default:
      return { ...base, value: (record) => text(valueOf(record, field)) };
  }
}

function comparable<T>({ name }: Schema, field: FieldInfo, kind: T): T | undefined {
  return field.isQueryable && !field.isUserDefined && canNarrow(name) ? kind : undefined;
}

function byPicklist(field: FieldInfo): SortKey['value'] {
  const ranks = new Map(field.picklistValues.map((value) => [String(storedValue(field, value)), value.sortOrder]));
  return (record) => {
    const stored = valueOf(record, field);
    // A value that metadata does not know comes after all that it knows.
    return isEmpty(stored) ? null : (ranks.get(String(stored)) ?? Number.MAX_SAFE_INTEGER);
  };
}

function byName(field: FieldInfo, directory: Directory): Pick<SortKey, 'value' | 'prepare'> {
  const names = new Map<number, string>();
  const singular = referencedEntity(field) ?? '';
  return {
    prepare: async (records, options) => {
      const ids = records.flatMap((record) => idOf(valueOf(record, field)));
      for (const [id, { name }] of await directory.byId(singular, ids, options)) names.set(id, name);
    },
    value: (record) => {
      const [id] = idOf(valueOf(record, field));
      return id === undefined ? null : (names.get(id) ?? `#${id}`);
    },
  };
}

function idOf(value: unknown): number[] {
  return typeof value === 'number' ? [value] : [];
}

function time(value: unknown): SortValue {
  const at = isEmpty(value) ? Number.NaN : Date.parse(String(value));
  return Number.isNaN(at) ? null : at;
}

function number(value: unknown): SortValue {
  const result = isEmpty(value) ? Number.NaN : Number(value);
  return Number.isNaN(result) ? null : result;
}

function text(value: unknown): SortValue {
  return isEmpty(value) ? null : String(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

const LETTERS = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** A place in the order: the values of its record's keys. */
export type Position = readonly SortValue[];

export function positionOf(record: EntityRecord, keys: readonly SortKey[]): Position {
  return keys.map((key) => key.value(record));
}

/** Negative where `a` comes before `b`. */
export function comparePositions(a: Position, b: Position, keys: readonly SortKey[]): number {
  for (const [index, key] of keys.entries()) {
    const order = compareValues(a[index] ?? null, b[index] ?? null, key.isDescending);
    if (order !== 0) return order;
  }
  return 0;
}

/** Empty values come last in both directions. */
function compareValues(a: SortValue, b: SortValue, isDescending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : LETTERS.compare(String(a), String(b));
  return isDescending ? -order : order;
}

/** The records in order, each with its position. */
export function sortRecords(
  records: readonly EntityRecord[],
  keys: readonly SortKey[],
): readonly { record: EntityRecord; position: Position }[] {
  return records
    .map((record) => ({ record, position: positionOf(record, keys) }))
    .sort((a, b) => comparePositions(a.position, b.position, keys));
}

/** The order in words, without the id that only settles ties. */
export function describeOrder(keys: readonly SortKey[]): string {
  const shown = keys.length > 1 && keys.at(-1)?.field.name === 'id' ? keys.slice(0, -1) : keys;
  return shown.map(({ field, isDescending }) => `${displayName(field)}${isDescending ? ' descending' : ''}`).join(', ');
}
