import { isObject } from '../../autotask/object.js';
import { didYouMean } from '../../autotask/names.js';
import { InvalidInputError } from '../errors.js';
import { EQUALITY, OPERATOR_NAMES, operatorOf, operatorSaid, isPartOfText, withoutWildcards } from './operators.js';
import type { Operator, SaidOperator } from './operators.js';
import { truthOf } from './truth.js';

/** A filter as it was said, before its names are understood. */
export type Said =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Said[] }
  | SaidState
  | { readonly kind: 'text'; readonly words: string }
  | SaidCondition;

/** What is said of a record as a whole, in one word. */
export interface SaidState {
  readonly kind: 'state';
  readonly state: 'open' | 'overdue' | 'unassigned';
  readonly value: boolean;
}

export interface SaidCondition {
  readonly kind: 'condition';
  readonly field: string;
  readonly operator: Operator;
  readonly value: unknown;
  /** Written in the API's own form: sent as it stands, wherever it fits. */
  readonly literal: boolean;
}

/** Keys under which people put words to look for in all texts. No field of any entity is called so. */
const SEARCH_WORDS: ReadonlySet<string> = new Set([
  'text',
  'search',
  'searchterm',
  'searchtext',
  'keyword',
  'keywords',
  'query',
  'q',
]);

/** Keys that wrap a whole filter in bodies of other clients, and of the API itself. */
const WRAPPERS: ReadonlySet<string> = new Set(['filter', 'filters', 'where']);

const STATES: ReadonlyMap<string, SaidState['state']> = new Map([
  ['open', 'open'],
  ['isopen', 'open'],
  ['overdue', 'overdue'],
  ['isoverdue', 'overdue'],
  ['unassigned', 'unassigned'],
]);

/** Deeper nesting is a mistake, or an attempt to exhaust the stack. */
const DEEPEST = 10;

/**
 * Reads a filter's form: an object in people's words (`{ status: "New", createDate__gte: "last week", or: [ … ] }`), the API's own
 * conditions (`[{ op, field, value }]`), or a list of both, all of which must hold.
 *
 * @throws {InvalidInputError} naming the part that is neither.
 */
export function readFilter(filter: unknown): Said {
  return filter === undefined || filter === null ? { kind: 'all', parts: [] } : readPart(filter, 0);
}

function readPart(part: unknown, depth: number): Said {
  if (depth > DEEPEST) throw new InvalidInputError(`The filter is nested deeper than ${DEEPEST} levels.`);
  if (Array.isArray(part)) return { kind: 'all', parts: readList(part, depth) };
  if (!isObject(part))
    throw new InvalidInputError(`A filter is an object such as {"status": "New"}, not ${JSON.stringify(part)}.`);
  const item = apiItem(part);
  if (item !== undefined) return readApiItem(item, depth);
  const parts = Object.entries(part)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => readEntry(key, value, depth));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', parts };
}

function readList(list: readonly unknown[], depth: number): Said[] {
  return list.map((part) => readPart(part, depth + 1));
}

function readEntry(key: string, value: unknown, depth: number): Said {
  const word = key
    .trim()
    .toLowerCase()
    .replaceAll(/^\$|[\s_-]/g, '');
  if (WRAPPERS.has(word) && typeof value === 'object') return readPart(value, depth + 1);
  if (word === 'and' || word === 'or') return readGroup(word, value, depth);
  const state = STATES.get(word);
  if (state !== undefined) {
    const isSo = truthOf(value);
    if (isSo === undefined) throw new InvalidInputError(`"${state}" is true or false.`);
    return { kind: 'state', state, value: isSo };
  }
  if (word === 'not') {
    throw new InvalidInputError('Filters have no "not" group: say {"status__not": "Complete"}, or {"status__notIn": […]}.');
  }
  if (SEARCH_WORDS.has(word)) {
    if (typeof value !== 'string' || value.trim() === '') throw new InvalidInputError(`"${key}" is the words to look for.`);
    return { kind: 'text', words: value };
  }
  const { field, operator } = splitKey(key);
  return operator === undefined ? readShortForm(field, value, depth) : condition(field, operator, value);
}

function condition(field: string, said: SaidOperator, value: unknown): SaidCondition {
  const mayHaveWildcards = said.operator === 'contains' || (said === EQUALITY && isPartOfText(value));
  const { operator, operand } = mayHaveWildcards
    ? withoutWildcards(value, said.isLike)
    : { operator: said.operator, operand: value };
  return { kind: 'condition', field, operator, value: operand, literal: false };
}

function readGroup(word: 'and' | 'or', value: unknown, depth: number): Said {
  const parts: readonly unknown[] = Array.isArray(value)
    ? value
    : isObject(value)
      ? Object.entries(value).map(([key, part]) => ({ [key]: part }))
      : [];
  if (parts.length === 0)
    throw new InvalidInputError(`"${word}" needs a list of filters, for instance {"${word}": [{"status": "New"}]}.`);
  return { kind: word === 'or' ? 'any' : 'all', parts: readList(parts, depth) };
}

/** `createDate__gte` → field and operator; a name may itself hold `__`. */
function splitKey(key: string): { field: string; operator?: SaidOperator } {
  // `status !=`: dropped as punctuation, the sign would turn the question round.
  const signed = /^(.*[^\s!<>=])\s*([!<>=]{1,2})$/.exec(key.trim());
  const sign = operatorSaid(signed?.[2] ?? '');
  if (sign !== undefined) return { field: signed?.[1] ?? key, operator: sign };
  const at = key.lastIndexOf('__');
  if (at <= 0) return { field: key };
  const suffix = key.slice(at + 2);
  const operator = operatorSaid(suffix);
  if (operator !== undefined) return { field: key.slice(0, at), operator };
  throw new InvalidInputError(`"${suffix}" in "${key}" is no operator.${operatorHint(suffix)}`);
}

/**
 * A bare value means equality, null emptiness, a list any of its values, and an object of operators all of them. Other words in the object
 * are fields of what the field refers to: `{ company: { city: "Hartford" } }`.
 */
function readShortForm(field: string, value: unknown, depth: number): Said {
  if (!isObject(value)) return condition(field, EQUALITY, value);
  if (depth > DEEPEST) throw new InvalidInputError(`The filter is nested deeper than ${DEEPEST} levels.`);
  const parts = Object.entries(value).map(([word, operand]) => {
    const operator = operatorSaid(word);
    return operator === undefined ? readEntry(`${field}.${word}`, operand, depth + 1) : condition(field, operator, operand);
  });
  if (parts.length === 0) throw new InvalidInputError(`The filter of "${field}" is empty.`);
  return { kind: 'all', parts };
}

interface ApiItem {
  /** Absent in the habit of clients for which that means equality. */
  readonly op?: unknown;
  readonly field?: unknown;
  readonly items?: unknown;
  readonly value?: unknown;
}

/** The API takes its keys in any case (dossier §4); other clients write `operator` for `op`. */
function apiItem(part: Record<string, unknown>): ApiItem | undefined {
  const lowered = Object.fromEntries(Object.entries(part).map(([key, value]) => [key.toLowerCase(), value]));
  const { op = lowered['operator'], field, items, value } = lowered;
  if (typeof op === 'string' && ('field' in lowered || 'items' in lowered)) return { op, field, items, value };
  return typeof field === 'string' && 'value' in lowered ? { field, value } : undefined;
}

function readApiItem(item: ApiItem, depth: number): Said {
  const op = typeof item.op === 'string' ? item.op : 'eq';
  const word = op.trim().toLowerCase();
  if (word === 'and' || word === 'or') return readGroup(word, item.items, depth);
  const operator = operatorOf(op);
  if (operator === undefined) throw new InvalidInputError(`"${op}" is no operator.${operatorHint(op)}`);
  if (typeof item.field !== 'string') throw new InvalidInputError('A condition needs the name of its field.');
  // The API has no "like", so its wildcards are no part of what it would look for.
  if (/like$/i.test(op)) return condition(item.field, { operator, isLike: true }, item.value);
  return { kind: 'condition', field: item.field, operator, value: item.value, literal: true };
}

/** What to say of a word that is no operator. */
export function operatorHint(word: string): string {
  const guess = didYouMean(word, OPERATOR_NAMES);
  return guess === '' ? ` Operators: ${OPERATOR_NAMES.join(', ')}.` : guess;
}
