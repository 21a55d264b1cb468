import { z } from 'zod';
import { Refusal, errors, refuse } from '../http/reply.js';
import { asText } from '../values.js';

/** A query as its body states it, keys found without regard to case. */
export interface QueryRequest {
  readonly filter: readonly FilterNode[];
  readonly includeFields: readonly string[] | null;
  readonly maxRecords: number;
}

export type FilterNode =
  | { readonly kind: 'group'; readonly any: boolean; readonly items: readonly FilterNode[] }
  | {
      readonly kind: 'condition';
      readonly op: Operator;
      readonly field: string;
      readonly value: unknown;
      readonly udf: boolean;
    };

const OPERATORS = [
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
] as const;
export type Operator = (typeof OPERATORS)[number];
const operatorByName = new Map<string, Operator>(OPERATORS.map((operator) => [operator.toLowerCase(), operator]));

/** The API's page size limits and default (dossier §4). */
const LARGEST_PAGE = 500;
/** The API's limit of OR conditions; a list of `in` counts one per value, since it is that many ORs in the database. */
const MOST_OR_CONDITIONS = 500;

const node = z.record(z.string(), z.unknown());

/** An object's entries with lower-case keys: the API's keys are case-insensitive. */
export function lowerKeys(value: unknown): ReadonlyMap<string, unknown> | null {
  const parsed = node.safeParse(value);
  if (!parsed.success || Array.isArray(value)) return null;
  return new Map(Object.entries(parsed.data).map(([key, entry]) => [key.toLowerCase(), entry]));
}

/**
 * The query that a request body holds.
 *
 * @param body parsed body; undefined where there was none or it was no JSON.
 * @throws {Refusal} with the texts of dossier §4.
 */
export function parseQuery(body: unknown): QueryRequest {
  const keys = lowerKeys(body);
  if (keys === null) throw nullParameter('queryModel');
  const filter = keys.get('filter');
  // An empty filter's answer is not established; refusing it like a missing one is the dossier's judgement (§11).
  if (!Array.isArray(filter) || filter.length === 0) throw nullParameter('filters');
  const nodes = parseNodes(filter);
  checkLimits(nodes);
  return {
    filter: nodes,
    includeFields: parseIncludeFields(keys.get('includefields')),
    maxRecords: pageSize(keys.get('maxrecords')),
  };
}

function nullParameter(name: string): Refusal {
  return new Refusal(errors(`Value cannot be null.\r\nParameter name: ${name}`));
}

function parseNodes(items: readonly unknown[]): FilterNode[] {
  return items.map(parseNode).filter((item) => item !== null);
}

/** Null for an operator that the API does not know: it drops the condition without a word (dossier §4). */
function parseNode(item: unknown): FilterNode | null {
  const keys = lowerKeys(item);
  const op = asText(keys?.get('op')).toLowerCase();
  if (keys === null) return null;
  if (op === 'and' || op === 'or') {
    const items = keys.get('items');
    const nodes = Array.isArray(items) ? parseNodes(items) : [];
    return nodes.length === 0 ? null : { kind: 'group', any: op === 'or', items: nodes };
  }
  const operator = operatorByName.get(op);
  if (operator === undefined) return null;
  const udf = /^true$/i.test(asText(keys.get('udf')));
  return { kind: 'condition', op: operator, field: asText(keys.get('field')), value: keys.get('value') ?? null, udf };
}

function checkLimits(nodes: readonly FilterNode[]): void {
  if (countOrConditions(nodes, false) > MOST_OR_CONDITIONS) {
    throw refuse("Queries are limited to 500 or fewer 'OR' conditions.");
  }
  // The limit is documented, its text is not (judgement).
  if (countUdfConditions(nodes) > 1) throw refuse('Only one User-Defined Field may be queried at a time.');
}

function countOrConditions(nodes: readonly FilterNode[], inOr: boolean): number {
  return nodes.reduce((sum, item) => {
    if (item.kind === 'group') return sum + countOrConditions(item.items, item.any);
    if (item.op === 'in' && Array.isArray(item.value)) return sum + item.value.length;
    return sum + (inOr ? 1 : 0);
  }, 0);
}

function countUdfConditions(nodes: readonly FilterNode[]): number {
  return nodes.reduce((sum, item) => sum + (item.kind === 'group' ? countUdfConditions(item.items) : Number(item.udf)), 0);
}

function parseIncludeFields(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.length > 0 ? value.map(asText) : null;
}

function pageSize(value: unknown): number {
  if (value === undefined || value === null) return LARGEST_PAGE;
  const size = Number(value);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) {
    throw refuse('maxCountOfRecordsToReturn must be between 1 and 500');
  }
  return size;
}
