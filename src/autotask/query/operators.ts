import { InvalidRequestError } from '../errors.js';
import { didYouMean } from '../names.js';
import type { ComparisonOperator } from '../types.js';

export const COMPARISON_OPERATORS: readonly ComparisonOperator[] = [
  'eq',
  'noteq',
  'gt',
  'gte',
  'lt',
  'lte',
  'beginsWith',
  'endsWith',
  'contains',
  'exist',
  'notExist',
  'in',
  'notIn',
];

/** Compare with one value, or with null: whether there is one. */
export type EqualitySpelling = 'eq' | 'noteq' | 'ne' | 'neq' | 'not_eq';
/** Compare with one value. */
export type OrderSpelling = 'gt' | 'gte' | 'ge' | 'lt' | 'lte' | 'le';
/** Compare with a text. */
export type TextSpelling = 'contains' | 'beginsWith' | 'begins_with' | 'startsWith' | 'starts_with' | 'endsWith' | 'ends_with';
/** Compare with a list of values. */
export type ListSpelling = 'in' | 'notIn' | 'not_in' | 'nin';
/** Ask whether there is a value. */
export type ExistenceSpelling =
  'exist' | 'exists' | 'is_not_null' | 'notExist' | 'not_exist' | 'not_exists' | 'isnull' | 'is_null';

/** Spellings of operators that the compiler takes in the keys of a typed filter: the API's, and the usual ones in snake case. */
export type OperatorSpelling = EqualitySpelling | OrderSpelling | TextSpelling | ListSpelling | ExistenceSpelling;

/** Other spellings people try, without case, `_` and `-`. */
const ALIASES: Readonly<Record<string, ComparisonOperator>> = {
  equals: 'eq',
  equal: 'eq',
  ne: 'noteq',
  neq: 'noteq',
  notequal: 'noteq',
  notequals: 'noteq',
  ge: 'gte',
  le: 'lte',
  startswith: 'beginsWith',
  exists: 'exist',
  notexists: 'notExist',
  isnotnull: 'exist',
  isnull: 'notExist',
  nin: 'notIn',
};

const BY_SPELLING = new Map<string, ComparisonOperator>([
  ...COMPARISON_OPERATORS.map((operator) => [operator.toLowerCase(), operator] as const),
  ...Object.entries(ALIASES),
]);

/**
 * The API's operator for a spelling (`begins_with`, `ne`, `NotIn`).
 *
 * @throws {@link InvalidRequestError} naming the operators. Autotask would answer an unknown one with 200 and every row (dossier §4).
 */
export function resolveOperator(spelling: string): ComparisonOperator {
  const operator = BY_SPELLING.get(spelling.toLowerCase().replaceAll(/[_-]/g, ''));
  if (operator !== undefined) return operator;
  throw new InvalidRequestError(
    `Unknown operator "${spelling}".${didYouMean(spelling, COMPARISON_OPERATORS)} Operators: ${COMPARISON_OPERATORS.join(', ')}.`,
  );
}
