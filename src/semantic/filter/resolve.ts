import type { CallOptions, ComparisonOperator, FieldInfo, FilterValue } from '../../autotask/types.js';
import type { Clock } from '../dates/clock.js';
import { displayName, kindOf } from '../entities/field-kind.js';
import type { Schema } from '../entities/schema.js';
import { isNoneAtZero } from '../entities/zero-as-none.js';
import { InvalidInputError } from '../errors.js';
import type { Identity } from '../identity.js';
import type { NameResolver, Resolved } from '../names/resolve.js';
import { NUMBER_HINT, numberSaid } from '../numbers.js';
import { canBeOpen, NOBODY, openness, saysClosed, stateNode, textSearch, wordOf } from './customary.js';
import { dateComparison } from './date-conditions.js';
import { findCondition } from './find-condition.js';
import type { Said, SaidCondition } from './grammar.js';
import { numericBound, signOf } from './operators.js';
import { throughReferences } from './through.js';
import type { Through } from './through.js';
import type { Comparison, Node, Selection } from './tree.js';
import { lookUpTogether, understandValue } from './values.js';
import type { Understood } from './values.js';

/** What names in a filter are looked up with. */
export interface FilterContext {
  readonly schema: Schema;
  readonly names: NameResolver;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly call: CallOptions;
  /** Names looked up for this filter, so that one which recurs costs no second request. */
  readonly found: Map<string, Resolved>;
  /** Company that the filter is about, once that is known. */
  readonly companyId?: number | undefined;
  /** Sub-questions for words that no field of the entity covers; see `relations.ts`. */
  readonly related: (schema: Schema, condition: SaidCondition) => Promise<Node | undefined>;
  /** Sub-questions for conditions on what a reference points to; see `through.ts`. */
  readonly through: (conditions: Through) => Promise<{ readonly node: Node; readonly notes: readonly string[] }>;
}

/**
 * Turns names of fields, labels, people, companies and dates into what the API knows.
 *
 * @throws {UnknownNameError} and {@link AmbiguousNameError} with the candidates, {@link InvalidInputError} for values of the wrong kind.
 */
export async function resolveFilter(said: Said, context: Omit<FilterContext, 'found'>): Promise<Selection> {
  const notes: string[] = [];
  const root = await resolvePart(said, { ...context, found: new Map() }, notes);
  return { root, notes: [...new Set(notes)] };
}

async function resolvePart(part: Said | Through, context: FilterContext, notes: string[]): Promise<Node> {
  const [said = part] = part.kind === 'condition' ? throughReferences([part], context.schema) : [];
  if (said.kind === 'through') {
    const through = await context.through(said);
    notes.push(...through.notes);
    return through.node;
  }
  if (said.kind === 'state') return stateNode(said, context.schema, context.clock);
  if (said.kind === 'text') return textSearch(context.schema, said.words);
  if (said.kind === 'condition') return (await context.related(context.schema, said)) ?? resolveCondition(said, context, notes);
  // The company first, since contacts and contracts may be meant as its own.
  const together = said.kind === 'all' ? throughReferences(said.parts, context.schema) : said.parts;
  const nodes = new Map<Said | Through, Node>();
  let scope = context;
  for (const one of said.kind === 'all' ? companyFirst(together, context.schema) : together) {
    const node = await resolvePart(one, scope, notes);
    nodes.set(one, node);
    if (isOneCompany(node)) scope = { ...scope, companyId: node.value };
  }
  return { kind: said.kind, parts: together.flatMap((one) => nodes.get(one) ?? []) };
}

function companyFirst(parts: readonly (Said | Through)[], schema: Schema): readonly (Said | Through)[] {
  const isCompany = (part: Said | Through): boolean =>
    part.kind === 'condition' && schema.known(part.field)?.name === 'companyID';
  return [...parts.filter(isCompany), ...parts.filter((part) => !isCompany(part))];
}

function isOneCompany(node: Node): node is Comparison & { readonly value: number } {
  return (
    node.kind === 'comparison' && node.field.name === 'companyID' && node.operator === 'eq' && typeof node.value === 'number'
  );
}

async function resolveCondition(condition: SaidCondition, context: FilterContext, notes: string[]): Promise<Node> {
  const { field, said } = await findCondition(condition, context.schema);
  const { operator, value, literal } = said;
  const isPresent = (isSet: boolean): Node =>
    !literal && isNoneAtZero(context.schema.name, field) ? presenceBesideZero(field, isSet) : presence(field, isSet);
  if (operator === 'exist' || operator === 'notExist') return isPresent((operator === 'exist') !== (value === false));
  if (value === null || value === undefined) {
    if (operator === 'eq') return isPresent(false);
    if (operator === 'noteq') return isPresent(true);
    throw new InvalidInputError(`The filter of "${said.field}" needs a value.`);
  }
  const kind = kindOf(context.schema.name, field);
  if (operator === 'eq' || operator === 'noteq') {
    const isSaid = operator === 'eq';
    // "paid: false" of a date, "contract: true" of a reference: whether there is one.
    if (typeof value === 'boolean' && (kind === 'instant' || kind === 'day' || kind === 'reference')) {
      const isSet = value === isSaid;
      return saysClosed(context.schema, field) ? openness(context.schema, !isSet) : isPresent(isSet);
    }
    if (kind === 'reference' && NOBODY.has(wordOf(value))) return isPresent(!isSaid);
    const isOpen = wordOf(value) === 'open';
    if ((isOpen || wordOf(value) === 'closed') && canBeOpen(context.schema, field, value))
      return openness(context.schema, isOpen === isSaid);
  }
  if (kind === 'instant' || kind === 'day') return dateComparison({ field, kind, operator, value, literal }, context.clock);
  const bound = kind === 'number' && operator === 'eq' ? numericBound(value) : undefined;
  if (bound !== undefined) return resolveCondition({ ...said, ...bound }, context, notes);
  if (operator === 'between') return between(field, value);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const named = values.filter((one) => !isNothing(kind, one));
  if (named.length < values.length && (operator === 'eq' || operator === 'in' || operator === 'noteq' || operator === 'notIn')) {
    const isSaid = operator === 'eq' || operator === 'in';
    const rest = named.length === 0 ? [] : [await resolveCondition({ ...said, value: named }, context, notes)];
    return { kind: isSaid ? 'any' : 'all', parts: [...rest, isPresent(!isSaid)] };
  }
  if (values.length === 0) throw new InvalidInputError(`The list of "${said.field}" is empty.`);
  const understood = await understandAll(field, operator, values, context, notes);
  const isNamed = kind === 'id' || kind === 'reference' || kind === 'picklist';
  return comparison(field, isNamed && isTextOperator(operator) ? 'in' : listOperator(operator, value), understood, literal);
}

/** Whether an entry in a list of values stands for none. */
function isNothing(kind: string, value: unknown): boolean {
  return value === null || (kind === 'reference' && NOBODY.has(wordOf(value)));
}

async function understandAll(
  field: FieldInfo,
  operator: ComparisonOperator,
  values: readonly unknown[],
  context: FilterContext,
  notes: string[],
): Promise<Understood[]> {
  if (values.length > 1) await lookUpTogether(field, operator, values, context);
  const all: Understood[] = [];
  for (const value of values) all.push(...(await understandValue({ field, operator, value }, context, notes)));
  const seen = new Set<FilterValue>();
  return all.filter((one) => !seen.has(one.value) && seen.add(one.value));
}

/** On names and labels these stand for all values whose name or label fits. */
function isTextOperator(operator: ComparisonOperator): boolean {
  return operator === 'contains' || operator === 'beginsWith' || operator === 'endsWith';
}

/** Equality with a list means membership. */
function listOperator(operator: ComparisonOperator, value: unknown): ComparisonOperator {
  if (!Array.isArray(value)) return operator;
  if (operator === 'eq') return 'in';
  if (operator === 'noteq') return 'notIn';
  if (operator === 'in' || operator === 'notIn') return operator;
  throw new InvalidInputError(`"${operator}" compares with one value, not with a list. For any of several say {"or": […]}.`);
}

function comparison(field: FieldInfo, operator: ComparisonOperator, understood: readonly Understood[], literal: boolean): Node {
  const sent = adjust(operator, understood.length);
  const isList = sent === 'in' || sent === 'notIn';
  const [first] = understood;
  if (first === undefined) throw new InvalidInputError(`Nothing matches the filter of "${displayName(field)}".`);
  const shown = isList ? `(${abridge(understood.map((one) => one.says))})` : first.says;
  const node: Comparison = {
    kind: 'comparison',
    field,
    operator: sent,
    value: isList ? understood.map((one) => one.value) : first.value,
    says: `${displayName(field)} ${signOf(sent)} ${shown}`,
  };
  // "Not Marco" includes what nobody owns. Whether the API's own operator lets empty values through is not established, so it is said.
  if (literal || field.isRequired || (sent !== 'noteq' && sent !== 'notIn')) return node;
  return { kind: 'any', parts: [node, presence(field, false)], says: node.says };
}

/** Text conditions on lists and names become the values they stand for, of which there may be one or many. */
function adjust(operator: ComparisonOperator, count: number): ComparisonOperator {
  if (operator === 'in' || operator === 'eq') return count > 1 ? 'in' : 'eq';
  if (operator === 'notIn' || operator === 'noteq') return count > 1 ? 'notIn' : 'noteq';
  return operator;
}

const VALUES_SHOWN = 8;

function abridge(values: readonly string[]): string {
  const more = values.length - VALUES_SHOWN;
  return more > 2 ? `${values.slice(0, VALUES_SHOWN).join(', ')} and ${more} more` : values.join(', ');
}

function presence(field: FieldInfo, isSet: boolean): Comparison {
  const operator = isSet ? 'exist' : 'notExist';
  return { kind: 'comparison', field, operator, says: `${displayName(field)} ${signOf(operator)}` };
}

/** Presence in a field where 0 says the same as null. */
function presenceBesideZero(field: FieldInfo, isSet: boolean): Node {
  const present = presence(field, isSet);
  const zero: Comparison = { kind: 'comparison', field, operator: isSet ? 'noteq' : 'eq', value: 0, says: '' };
  return { kind: isSet ? 'all' : 'any', parts: [present, zero], says: `${present.says}${isSet ? '' : ' or 0'}` };
}

function between(field: FieldInfo, value: unknown): Node {
  const ends: readonly unknown[] = Array.isArray(value) ? value : [];
  const [low, high] = ends.map((end) => (typeof end === 'string' ? numberSaid(end) : end));
  if (ends.length !== 2 || typeof low !== 'number' || typeof high !== 'number' || !(low <= high)) {
    throw new InvalidInputError(`"between" needs two numbers or two dates, lowest first. ${NUMBER_HINT}`);
  }
  const bound = (operator: 'gte' | 'lte', end: number): Comparison => ({
    kind: 'comparison',
    field,
    operator,
    value: end,
    says: '',
  });
  return { kind: 'all', parts: [bound('gte', low), bound('lte', high)], says: `${displayName(field)} ${low} to ${high}` };
}
