import { MOST_ALTERNATIVES } from '../../autotask/limits.js';
import { soleConditionField } from '../../autotask/query/sole-condition.js';
import type { Condition, Filter, FilterItem } from '../../autotask/types.js';
import { displayName, withoutId } from '../entities/field-kind.js';
import { InvalidInputError } from '../errors.js';
import { comparisons } from './tree.js';
import type { Comparison, Node } from './tree.js';

/** What is sent for a filter. */
export interface FilterRequest {
  /** Filters whose results, which do not overlap, are the answer together; more than one where a list of values is too long for one. */
  readonly filters: readonly Filter[];
  /** False where Autotask can't check a part, so that rows have to be filtered here. */
  readonly isExact: boolean;
  /** Fields that are filtered here. */
  readonly local: readonly string[];
  /** What people call them. */
  readonly localWords: readonly string[];
}

/** Whether the entity takes further conditions beside its one, such as "id above the last one". */
export function canNarrow(entity: string): boolean {
  return soleConditionField(entity) === undefined;
}

/**
 * The narrowest filter that Autotask can check and that lets every matching row through. Left for the check here: fields that cannot be
 * queried, and all user-defined fields but one, as the API takes one such condition per query (dossier §4).
 *
 * @throws {InvalidInputError} when the entity needs a condition that is missing, or has too many alternatives.
 */
export function toRequest(entity: string, root: Node): FilterRequest {
  const relaxed = new Relaxation(entity);
  const items = root.kind === 'all' ? root.parts.map((part) => relaxed.item(part)) : [relaxed.item(root)];
  const sent = items.filter((item) => item !== 'everything').flatMap(conjuncts);
  const required = soleConditionField(entity);
  if (required !== undefined && sent.length !== 1) {
    throw new InvalidInputError(`${entity} can only be read for one record: filter it by one ${withoutId(required)}.`);
  }
  return {
    filters: split(sent),
    isExact: relaxed.local.size === 0,
    local: [...relaxed.local.keys()],
    localWords: [...relaxed.local.values()],
  };
}

/** Turns a tree into the API's form, dropping what cannot be sent in such a way that the result only grows. */
class Relaxation {
  readonly #only: string | undefined;
  #udf: string | undefined;
  /** Names of fields, with what people call them. */
  readonly local = new Map<string, string>();

  constructor(entity: string) {
    this.#only = soleConditionField(entity);
  }

  item(node: Node): FilterItem | 'everything' {
    if (node.kind === 'comparison') return this.#comparison(node);
    const udfBefore = this.#udf;
    const items = node.parts.map((part) => this.item(part));
    const sent = items.filter((item) => item !== 'everything');
    if (node.kind === 'any' && sent.length < items.length) {
      this.#udf = udfBefore;
      return this.#leaveOut(node);
    }
    const [only] = sent;
    if (only === undefined) return 'everything';
    return sent.length === 1 ? only : { op: node.kind === 'any' ? 'or' : 'and', items: sent };
  }

  #comparison(comparison: Comparison): FilterItem | 'everything' {
    const { field, operator, value } = comparison;
    if (!this.#canSend(comparison)) return this.#leaveOut(comparison);
    const condition: Condition = { op: operator, field: field.name, ...(value === undefined ? {} : { value }) };
    if (!field.isUserDefined) return condition;
    this.#udf = field.name;
    return { ...condition, udf: true };
  }

  #canSend({ field, operator, value }: Comparison): boolean {
    if (!field.isQueryable) return false;
    if (this.#only !== undefined) return field.name === this.#only && operator === 'eq';
    if (operator === 'notIn' && Array.isArray(value) && value.length > MOST_ALTERNATIVES) return false;
    return !field.isUserDefined || this.#udf === undefined;
  }

  #leaveOut(node: Node): 'everything' {
    for (const { field } of comparisons(node)) this.local.set(field.name, displayName(field));
    return 'everything';
  }
}

/** The parts of nested AND groups, which the outermost list joins by AND anyway. */
function conjuncts(item: FilterItem): readonly FilterItem[] {
  return 'items' in item && item.op === 'and' ? item.items.flatMap(conjuncts) : [item];
}

/** Cuts the longest list of values into several filters until each holds no more alternatives than the API takes. */
function split(items: readonly FilterItem[]): Filter[] {
  const total = items.reduce((sum, item) => sum + alternatives(item), 0);
  if (total <= MOST_ALTERNATIVES) return [items];
  const longest = items.reduce((best, item) => (splittable(item) > splittable(best) ? item : best));
  const rest = total - alternatives(longest);
  if (!isList(longest) || rest > MOST_ALTERNATIVES / 2) {
    throw new InvalidInputError(
      `The filter has ${total} alternatives, more than the ${MOST_ALTERNATIVES} that Autotask takes. Split the question.`,
    );
  }
  const others = items.filter((item) => item !== longest);
  return chunks(longest.value, MOST_ALTERNATIVES - rest).map((value) => [...others, { ...longest, value }]);
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));
}

type ListCondition = Condition & { readonly value: Exclude<Condition['value'], undefined | string | number | boolean> };

function isList(item: FilterItem): item is ListCondition {
  return item.op === 'in' && Array.isArray(item.value);
}

function splittable(item: FilterItem): number {
  return isList(item) ? item.value.length : 0;
}

function alternatives(item: FilterItem): number {
  if ('items' in item) {
    const inner = item.items.reduce((sum, part) => sum + alternatives(part), 0);
    return item.op === 'or' ? Math.max(inner, item.items.length) : inner;
  }
  return Array.isArray(item.value) ? item.value.length : 0;
}
