import { InvalidRequestError } from '../errors.js';
import { isScalar } from '../field-values.js';
import { MOST_ALTERNATIVES } from '../limits.js';
import { isObject } from '../object.js';
import type { Condition, Filter, FilterItem, FilterValue } from '../types.js';
import { resolveOperator } from './operators.js';
import type { FilterInput } from './conditions.js';
import { Q, QExpression } from './q.js';
import type { QFields } from './q.js';

/** A filter with an empty list would be refused or read in different ways (dossier §11), so "every record" is said explicitly. */
const EVERY_RECORD: Condition = { op: 'exist', field: 'id' };

/**
 * The filter in the API's exact form: operators spelt as the API wants them, shape and limits checked.
 *
 * @throws {@link InvalidRequestError} for anything that the API would refuse or, worse, silently ignore.
 */
export function checkFilter(input: FilterInput): Filter {
  const items = conditionsFrom(input).map((item: unknown) => checkItem(item));
  checkLimits(items);
  return items.length === 0 ? [EVERY_RECORD] : items;
}

function conditionsFrom(input: FilterInput): readonly unknown[] {
  if (input === undefined) return [];
  if (input instanceof QExpression) return input.filter;
  if (Array.isArray(input)) return input;
  if (isFields(input)) return Q(input).filter;
  throw new InvalidRequestError('A filter is an array of conditions, an object of fields and values, or a Q.');
}

/** A condition that should stand in an array is not taken for fields called "op" and "value". */
function isFields(input: unknown): input is QFields {
  if (!isObject(input)) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return (prototype === Object.prototype || prototype === null) && !('op' in input);
}

/** Every condition of a filter, at any depth. */
export function* conditionsOf(items: Filter): Generator<Condition> {
  for (const item of items) {
    if (isGroup(item)) yield* conditionsOf(item.items);
    else yield item;
  }
}

/** The same filter with each condition replaced. */
export function mapConditions(items: Filter, change: (condition: Condition) => Condition): FilterItem[] {
  return items.map((item) => (isGroup(item) ? { op: item.op, items: mapConditions(item.items, change) } : change(item)));
}

function isGroup(item: FilterItem): item is Extract<FilterItem, { items: Filter }> {
  return 'items' in item;
}

function checkItem(item: unknown): FilterItem {
  if (item instanceof QExpression) throw new InvalidRequestError('Combine Qs with .and() or .or() rather than inside an array.');
  if (typeof item !== 'object' || item === null)
    throw new InvalidRequestError('Each condition is an object: { op, field, value }.');
  const { op, items } = item as { op?: unknown; items?: unknown };
  if (typeof op !== 'string') throw new InvalidRequestError('A condition lacks its operator ("op").');
  const lowered = op.toLowerCase();
  if (lowered === 'and' || lowered === 'or') {
    if (!Array.isArray(items) || items.length === 0)
      throw new InvalidRequestError(`An "${lowered}" group needs at least one item.`);
    return { op: lowered, items: items.map((nested: unknown) => checkItem(nested)) };
  }
  return checkCondition(op, item);
}

function checkCondition(spelling: string, item: { field?: unknown; value?: unknown; udf?: unknown }): Condition {
  const op = resolveOperator(spelling);
  const { field, value } = item;
  if (typeof field !== 'string' || field.trim() === '') throw new InvalidRequestError(`The "${op}" condition lacks its field.`);
  const udf = item.udf === true ? ({ udf: true } as const) : {};
  if (op === 'exist' || op === 'notExist') return { op, field, ...udf };
  if (op === 'in' || op === 'notIn') return { op, field, value: checkList(op, field, value), ...udf };
  if (value === null || value === undefined) {
    throw new InvalidRequestError(`"${op}" on ${field} needs a value. To find records without one, use the operator "notExist".`);
  }
  if (!isScalar(value)) {
    const hint = Array.isArray(value) ? ' For a list of values use "in".' : '';
    throw new InvalidRequestError(`"${op}" on ${field} takes one text, number or boolean.${hint}`);
  }
  if ((op === 'beginsWith' || op === 'endsWith' || op === 'contains') && typeof value !== 'string') {
    throw new InvalidRequestError(`"${op}" on ${field} takes a text.`);
  }
  return { op, field, value, ...udf };
}

function checkList(op: string, field: string, value: unknown): readonly FilterValue[] {
  if (!Array.isArray(value) || !value.every(isScalar)) {
    throw new InvalidRequestError(`"${op}" on ${field} takes an array of texts, numbers or booleans.`);
  }
  if (value.length === 0) throw new InvalidRequestError(`"${op}" on ${field} has an empty list of values.`);
  if (value.length > MOST_ALTERNATIVES) {
    throw new InvalidRequestError(
      `"${op}" on ${field} has ${value.length} values; Autotask takes ${MOST_ALTERNATIVES}. Split the query; getMany reads any number of ids.`,
    );
  }
  return value;
}

function checkLimits(items: Filter): void {
  const userDefined = [...conditionsOf(items)].filter((condition) => condition.udf === true);
  if (userDefined.length > 1) {
    const names = userDefined.map((condition) => condition.field).join(', ');
    throw new InvalidRequestError(
      `Autotask takes one condition on a user-defined field per query, not ${userDefined.length} (${names}).`,
    );
  }
  const alternatives = countAlternatives(items);
  if (alternatives > MOST_ALTERNATIVES) {
    throw new InvalidRequestError(
      `The filter has ${alternatives} "or" conditions; Autotask takes ${MOST_ALTERNATIVES}. Split the query.`,
    );
  }
}

function countAlternatives(items: Filter): number {
  let count = 0;
  for (const item of items) {
    if (isGroup(item)) count += item.op === 'or' ? [...conditionsOf(item.items)].length : countAlternatives(item.items);
  }
  return count;
}
