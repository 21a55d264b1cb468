import { InvalidRequestError } from '../errors.js';
import { utcText } from '../field-values.js';
import { isObject } from '../object.js';
import type { Condition, Filter, FilterItem, FilterValue } from '../types.js';
import { resolveOperator } from './operators.js';

export type QValue = FilterValue | Date | null | readonly (FilterValue | Date)[];

/** Fields and what they must be: `field` (equal; an array: one of; null: not set) or `field__operator`. All must hold; none may be undefined. */
export type QFields = Readonly<Record<string, QValue>>;

/** Anything that `and` and `or` combine. */
export type QInput = QExpression<string, object> | QFields;

/** The keys that the parts of a filter were made of. */
type KeysOf<Input extends QInput> = Input extends QExpression<infer Key, object> ? Key : keyof Input & string;

/** What the parts of a filter say of their keys. */
type FieldsIn<Input extends QInput> = Input extends QExpression<string, infer Fields extends object> ? Fields : Input;

/** A filter of several parts. Of their fields it knows every part's by themselves: each must fit the entity. */
type Combined<Key extends string, Fields extends object, Others extends QInput> = QExpression<
  Key | KeysOf<Others>,
  Fields | FieldsIn<Others>
>;

/**
 * A filter under construction. Immutable: every method returns a new one. The type carries the keys it was made of (`status`,
 * `title__contains`) and their values, so that the compiler can hold them against the entity that is asked.
 */
export class QExpression<Key extends string = string, Fields extends object = QFields> {
  /** The conditions in the API's own form, joined by AND. */
  readonly filter: Filter;
  /** Of the type only; no such properties exist. */
  declare protected readonly keys: Key;
  declare protected readonly fields: Fields;

  constructor(filter: Filter) {
    this.filter = filter;
  }

  /** Rows that satisfy this and every other filter. */
  and<Others extends readonly QInput[]>(...others: Others): Combined<Key, Fields, Others[number]> {
    return allOf(this, ...others);
  }

  /** Rows that satisfy this or any other filter. */
  or<Others extends readonly QInput[]>(...others: Others): Combined<Key, Fields, Others[number]> {
    return anyOf(this, ...others);
  }

  toJSON(): Filter {
    return this.filter;
  }
}

/**
 * A filter from fields: `Q({ status: 8, title__contains: 'server', priority__in: [1, 4], resolvedDateTime: null })`.
 * Operators are the API's (`eq`, `noteq`, `gt`, `gte`, `lt`, `lte`, `beginsWith`, `endsWith`, `contains`, `exist`, `notExist`, `in`, `notIn`)
 * and their usual aliases (`ne`, `not_in`, `starts_with` …). A `Date` is sent as UTC.
 *
 * @throws {@link InvalidRequestError} for an operator that does not exist, an invalid `Date`, and a value that is `undefined`: a variable that
 * was forgotten would otherwise find every record.
 */
export const Q = Object.assign(
  // QFields as a constraint would have the compiler compare all that an entity's filter could say; here it looks at what this one says.
  <Fields extends object>(fields: Fields & QFields): QExpression<keyof Fields & string, Fields> => fromFields(fields),
  {
    /** Rows that satisfy every filter. */
    and: <Filters extends readonly QInput[]>(...filters: Filters): Combined<never, never, Filters[number]> => allOf(...filters),
    /** Rows that satisfy at least one filter. */
    or: <Filters extends readonly QInput[]>(...filters: Filters): Combined<never, never, Filters[number]> => anyOf(...filters),
    /** A condition on a user-defined field, by its name; the API takes one per query. */
    udf: (name: string, operator: string, value?: QValue): QExpression<never, never> =>
      new QExpression([{ ...condition(name, operator, value), udf: true }]),
    /** Conditions in the API's own form, as they are. */
    raw: (filter: Filter): QExpression<never, never> => new QExpression(filter),
  },
);

// What follows knows of no keys: an expression of no key is one of whatever keys its caller's signature states.

function allOf(...inputs: readonly QInput[]): QExpression<never, never> {
  return new QExpression(inputs.flatMap((input) => expression(input).filter));
}

function anyOf(...inputs: readonly QInput[]): QExpression<never, never> {
  const alternatives = inputs.map((input) => asOneItem(expression(input).filter));
  if (alternatives.length === 0) throw new InvalidRequestError('Q.or needs at least one filter.');
  const [only] = alternatives;
  return new QExpression(only !== undefined && alternatives.length === 1 ? [only] : [{ op: 'or', items: alternatives }]);
}

function asOneItem(filter: Filter): FilterItem {
  const [only] = filter;
  if (only === undefined) {
    throw new InvalidRequestError('An empty filter matches every record, so it cannot be one side of an "or".');
  }
  return filter.length === 1 ? only : { op: 'and', items: filter };
}

function expression(input: QInput): QExpression<string, object> {
  return input instanceof QExpression ? input : fromFields(input);
}

function fromFields(fields: Readonly<Record<string, QValue | undefined>>): QExpression<never, never> {
  if (!isObject(fields)) throw new InvalidRequestError('A filter is made of an object of fields and values, or of a Q.');
  const conditions: Condition[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) throw undefinedValue(key);
    const separator = key.lastIndexOf('__');
    if (separator > 0) conditions.push(condition(key.slice(0, separator), key.slice(separator + 2), value));
    else conditions.push(condition(key, Array.isArray(value) ? 'in' : 'eq', value));
  }
  return new QExpression(conditions);
}

function condition(field: string, spelling: string, value: QValue | undefined): Condition {
  const op = resolveOperator(spelling);
  if (op === 'exist' || op === 'notExist') return { op: existence(op, value), field };
  if (value === undefined) throw undefinedValue(field);
  if (value === null) {
    if (op === 'eq') return { op: 'notExist', field };
    if (op === 'noteq') return { op: 'exist', field };
    throw new InvalidRequestError(`"${op}" on ${field} needs a value. To find records without one, use ${field}: null.`);
  }
  const plain = (one: FilterValue | Date): FilterValue => (one instanceof Date ? utcText(one, field) : one);
  return { op, field, value: isList(value) ? value.map(plain) : plain(value) };
}

function undefinedValue(name: string): InvalidRequestError {
  return new InvalidRequestError(`${name} is undefined: leave the key out, or use null for "not set".`);
}

/** `field__exist: false` says the same as `field__notExist: true`. */
function existence(op: 'exist' | 'notExist', value: QValue | undefined): 'exist' | 'notExist' {
  return (op === 'exist') === (value !== false) ? 'exist' : 'notExist';
}

function isList(value: QValue): value is readonly (FilterValue | Date)[] {
  return Array.isArray(value);
}
