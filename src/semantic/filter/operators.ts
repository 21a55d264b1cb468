import { COMPARISON_OPERATORS } from '../../autotask/query/operators.js';
import type { ComparisonOperator } from '../../autotask/types.js';

/** Operators of people's filters: the API's, and `between` with both ends included. */
export type Operator = ComparisonOperator | 'between';

/** Operator names for error messages. */
export const OPERATOR_NAMES: readonly Operator[] = [...COMPARISON_OPERATORS, 'between'];

/** Other words for them, without case, `_` and `-`: spellings of other query languages, and words that read well with dates. */
const WORDS: readonly (readonly [Operator, readonly string[]])[] = [
  ['eq', ['=', '==', 'equals', 'equal', 'is', 'on']],
  ['noteq', ['!=', '<>', 'ne', 'neq', 'notequal', 'notequals', 'not', 'isnot']],
  ['gt', ['>', 'after']],
  ['gte', ['>=', 'ge', 'min', 'from', 'since']],
  ['lt', ['<', 'before']],
  ['lte', ['<=', 'le', 'max', 'until', 'to']],
  ['beginsWith', ['startswith']],
  ['contains', ['like']],
  ['exist', ['exists', 'isnotnull']],
  ['notExist', ['notexists', 'isnull', 'empty']],
  ['in', ['anyof', 'oneof']],
  ['notIn', ['nin', 'noneof']],
];

const BY_WORD: ReadonlyMap<string, Operator> = new Map([
  ...OPERATOR_NAMES.map((operator) => [operator.toLowerCase(), operator] as const),
  ...WORDS.flatMap(([operator, words]) => words.map((word) => [word, operator] as const)),
]);

/** The operator that a word or sign stands for, in any case, with or without underscores or `$`; undefined for others. */
export function operatorOf(word: string): Operator | undefined {
  return BY_WORD.get(word.replaceAll(/[_$-]/g, '').toLowerCase());
}

/** `> 2` or `<=1.5`, as people write a bound into a value. */
export function numericBound(value: unknown): { readonly operator: Operator; readonly value: number } | undefined {
  const parts = typeof value === 'string' ? /^(>=|<=|>|<) ?(-?\d+(?:\.\d+)?)$/.exec(value.trim()) : null;
  const operator = BY_WORD.get(parts?.[1] ?? '');
  return operator === undefined ? undefined : { operator, value: Number(parts?.[2]) };
}

const SIGNS: Readonly<Record<ComparisonOperator, string>> = {
  eq: '=',
  noteq: '≠',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  beginsWith: 'begins with',
  endsWith: 'ends with',
  contains: 'contains',
  exist: 'is set',
  notExist: 'is empty',
  in: 'in',
  notIn: 'not in',
};

/** The operator in a readable filter. */
export function signOf(operator: ComparisonOperator): string {
  return SIGNS[operator];
}
