import { refuse } from '../http/reply.js';
import type { EntitySchema } from '../schema.js';
import type { SeedRow } from '../types.js';
import { asText, convertForFilter, valueType, type ValueType } from '../values.js';
import type { FilterNode, Operator } from './query.js';

export type Predicate = (row: SeedRow) => boolean;
type Condition = Extract<FilterNode, { kind: 'condition' }>;
type Comparable = string | number | boolean;

/**
 * The filter as a function of a row. Nulls behave as in SQL: a comparison with null is never true, not even `noteq`.
 * (The dossier says nothing about null under `noteq` and `notIn`; SQL's rule is this simulator's judgement.)
 *
 * @throws {Refusal} for fields that the entity does not have or that cannot be queried, and for unconvertible values.
 */
export function compileFilter(nodes: readonly FilterNode[], schema: EntitySchema): Predicate {
  return all(nodes.map((node) => compileNode(node, schema)));
}

function compileNode(node: FilterNode, schema: EntitySchema): Predicate {
  if (node.kind === 'condition') return compileCondition(node, schema);
  const parts = node.items.map((item) => compileNode(item, schema));
  return node.any ? (row) => parts.some((part) => part(row)) : all(parts);
}

function all(parts: readonly Predicate[]): Predicate {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  return (row) => parts.every((part) => part(row));
}

/** Where a condition's value comes from and how it compares. */
export interface Column {
  readonly name: string;
  readonly type: ValueType;
  readonly read: (row: SeedRow) => unknown;
}

function compileCondition(condition: Condition, schema: EntitySchema): Predicate {
  const column = columnOf(condition, schema);
  const { read, type } = column;
  switch (condition.op) {
    case 'exist':
      return (row) => isPresent(read(row));
    case 'notExist':
      return (row) => !isPresent(read(row));
    case 'in':
    case 'notIn':
      return membership(condition, column);
    case 'beginsWith':
    case 'endsWith':
    case 'contains':
      return textMatch(condition.op, asText(condition.value), read);
    default:
      return comparison(condition.op, convertForFilter(condition.value, type), column);
  }
}

/** @throws {Refusal} `Unable to find {field} in the {Entity} Entity` (dossier §4). */
export function columnOf(condition: { readonly field: string; readonly udf: boolean }, schema: EntitySchema): Column {
  if (condition.udf) return udfColumn(condition.field, schema);
  const field = schema.field(condition.field);
  if (field?.isQueryable !== true) throw unknownField(condition.field, schema);
  const { name } = field;
  return { name, type: valueType(field.dataType), read: (row) => row[name] };
}

export function unknownField(name: string, schema: EntitySchema): Error {
  return refuse(`Unable to find ${name} in the ${schema.entity.singular} Entity`);
}

function udfColumn(name: string, schema: EntitySchema): Column {
  const udf = schema.udf(name);
  if (udf === undefined) throw unknownField(name, schema);
  const type = udf.type === 'string' ? 'text' : valueType(udf.type);
  return { name: udf.name, type, read: (row) => row.userDefinedFields?.find((entry) => entry.name === udf.name)?.value };
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function membership(condition: Condition, { read, type }: Column): Predicate {
  const values: unknown[] = Array.isArray(condition.value) ? condition.value : [condition.value];
  const wanted = new Set(values.map((value) => fold(convertForFilter(value, type))));
  const expected = condition.op === 'in';
  return (row) => {
    const value = comparable(read(row), type);
    return value !== null && wanted.has(fold(value)) === expected;
  };
}

function textMatch(op: Operator, wanted: string, read: Column['read']): Predicate {
  const literal = wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const anchored = op === 'beginsWith' ? `^${literal}` : op === 'endsWith' ? `${literal}$` : literal;
  // Text is compared without case, as the database's collation does (dossier §4).
  const pattern = new RegExp(anchored, 'iu');
  return (row) => {
    const value = read(row);
    return isPresent(value) && pattern.test(asText(value));
  };
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  noteq: (order) => order !== 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

function comparison(op: Operator, wanted: Comparable | null, { read, type }: Column): Predicate {
  const holds = COMPARISONS[op];
  if (wanted === null || holds === undefined) return () => false;
  const target = fold(wanted);
  return (row) => {
    const value = comparable(read(row), type);
    return value !== null && holds(compare(fold(value), target));
  };
}

/** A stored value in the form that comparisons use: datetimes in milliseconds. */
function comparable(value: unknown, type: ValueType): Comparable | null {
  if (!isPresent(value)) return null;
  if (type === 'datetime') return typeof value === 'string' ? Date.parse(value) : null;
  if (type === 'whole' || type === 'fractional') return typeof value === 'number' ? value : Number(value);
  if (type === 'boolean') return String(value) === 'true';
  return String(value);
}

function fold(value: Comparable | null): Comparable | null {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function compare(a: Comparable | null, b: Comparable | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
