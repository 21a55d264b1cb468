import { COMPARISON_OPERATORS } from '../../autotask/query/operators.js';
import type { ComparisonOperator } from '../../autotask/types.js';
import { InvalidInputError } from '../errors.js';
import { numberSaid } from '../numbers.js';

/** Operators of people's filters: the API's, and `between` with both ends included. */
export type Operator = ComparisonOperator | 'between';

/** Operator names for error messages. */
export const OPERATOR_NAMES: readonly Operator[] = [...COMPARISON_OPERATORS, 'between'];

/** Other words for them, without case, `_` and `-`: spellings of other query languages, and words that read well with dates. */
const WORDS: readonly (readonly [Operator, readonly string[]])[] = [
  ['eq', ['=', '==', 'equals', 'equal', 'is', 'on']],
  ['noteq', ['!=', '<>', 'ne', 'neq', 'notequal', 'notequals', 'not', 'isnot']],
  ['gt', ['>', 'after']],
  ['gte', ['>=', 'ge', 'min', 'from', 'since', 'start']],
  ['lt', ['<', 'before']],
  ['lte', ['<=', 'le', 'max', 'until', 'to', 'end']],
  ['beginsWith', ['startswith', 'istartswith']],
  ['endsWith', ['iendswith']],
  ['contains', ['like', 'ilike', 'icontains', 'includes']],
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

/** An operator as it was said. */
export interface SaidOperator {
  readonly operator: Operator;
  /** Whether its value is a pattern with wildcards, as in SQL. */
  readonly isLike: boolean;
}

export const EQUALITY: SaidOperator = { operator: 'eq', isLike: false };

/** {@link operatorOf}, with how its value is meant. */
export function operatorSaid(word: string): SaidOperator | undefined {
  const operator = operatorOf(word);
  return operator === undefined ? undefined : { operator, isLike: /like$/i.test(word) };
}

/**
 * What a search with wildcards asks for: the API knows none, and would look for the signs themselves. `%vpn%` and `*vpn*` are any part; with
 * `like`, `vpn%` is the beginning and `%vpn` the end.
 *
 * @throws {InvalidInputError} for wildcards of `like` within.
 */
export function withoutWildcards(
  value: unknown,
  isLike: boolean,
): { readonly operator: 'contains' | 'beginsWith' | 'endsWith'; readonly operand: unknown } {
  const parts = typeof value === 'string' ? /^([%*]?)(.+?)([%*]?)$/s.exec(value.trim()) : null;
  const [, before = '', operand = '', after = ''] = parts ?? [];
  if (isLike && /[%*]/.test(operand)) throw new InvalidInputError('"like" takes % at the start and the end only.');
  if (before !== '' && after !== '') return { operator: 'contains', operand };
  // Without "like", a sign at one end may be meant as it stands: "100%".
  if (isLike && after !== '') return { operator: 'beginsWith', operand };
  if (isLike && before !== '') return { operator: 'endsWith', operand };
  return { operator: 'contains', operand: value };
}

/** Whether a bare value is a pattern that stands for any part: `%vpn%` or `*vpn*`. */
export function isPartOfText(value: unknown): boolean {
  return typeof value === 'string' && /^([%*]).*[^%*\s].*\1$/s.test(value.trim());
}

/** `> 2` or `<= $1,500`, as people write a bound into a value. */
export function numericBound(value: unknown): { readonly operator: Operator; readonly value: number } | undefined {
  const [, sign = '', words = ''] = (typeof value === 'string' ? /^(>=|<=|>|<)(.+)$/.exec(value.trim()) : null) ?? [];
  const operator = BY_WORD.get(sign);
  const number = numberSaid(words);
  return operator === undefined || number === undefined ? undefined : { operator, value: number };
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
