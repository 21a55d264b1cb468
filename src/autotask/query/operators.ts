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
export type EqualityOperator = Extract<ComparisonOperator, 'eq' | 'noteq'>;
/** Compare with a text. */
export type TextOperator = Extract<ComparisonOperator, 'contains' | 'beginsWith' | 'endsWith'>;
/** Compare with a list of values. */
export type ListOperator = Extract<ComparisonOperator, 'in' | 'notIn'>;
/** Ask whether there is a value. */
export type ExistenceOperator = Extract<ComparisonOperator, 'exist' | 'notExist'>;

/** Other spellings people try, without case, `_` and `-`. The compiler knows the API's own only, so that editors offer each once. */
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
