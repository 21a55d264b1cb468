import type { FieldInfo } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError, UnknownNameError } from '../errors.js';
import { nameRule } from '../names/rules.js';
import { operatorHint } from './grammar.js';
import type { SaidCondition } from './grammar.js';
import { operatorOf } from './operators.js';

/** Arguments that stand beside a filter and are now and then put into it. */
const BESIDE: ReadonlySet<string> = new Set(['limit', 'order', 'sort', 'fields', 'cursor', 'page', 'group_by', 'measures']);

/** The field that a condition is about, and the condition as it is meant. */
export interface FoundCondition {
  readonly field: FieldInfo;
  readonly said: SaidCondition;
}

/**
 * Finds a condition's field by the words that a filter knows beside those of the schema: the entity's own name and, for people, `name`
 * stand for the record itself; `createdAfter` and `due_before` for a field and its operator.
 *
 * @throws {UnknownNameError} for other words, {@link InvalidInputError} for what belongs beside the filter.
 */
export async function findCondition(said: SaidCondition, schema: Schema): Promise<FoundCondition> {
  const itself = schema.known(said.field) === undefined && isItself(said.field, schema) ? schema.standard('id') : undefined;
  if (itself !== undefined) return { field: itself, said };
  try {
    return { field: await schema.find(said.field), said };
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    const found = withOperator(said, schema);
    if (found !== undefined) return found;
    const [head = '', word] = said.field.split('.');
    if (word !== undefined && schema.known(head) !== undefined)
      throw new InvalidInputError(`"${word}" in the filter of "${head}" is no operator.${operatorHint(word)}`);
    if (BESIDE.has(said.field.trim().toLowerCase()))
      throw new InvalidInputError(`"${said.field}" is no part of the filter: it stands beside it.`);
    throw error;
  }
}

function isItself(words: string, { entity }: Schema): boolean {
  const word = words.trim().toLowerCase();
  if (word === entity.singular.toLowerCase()) return true;
  return word === 'name' && (nameRule(entity.singular)?.fields.includes('lastName') ?? false);
}

/** A known field, and an operator in words behind it. */
function withOperator(said: SaidCondition, schema: Schema): FoundCondition | undefined {
  if (said.operator !== 'eq') return undefined;
  const parts = /^(.+?)[ _-]?(after|before|since|until|from|to|contains|gte|lte|gt|lt)$/i.exec(said.field.trim());
  const field = schema.known(parts?.[1] ?? '');
  const operator = operatorOf(parts?.[2] ?? '');
  return field === undefined || operator === undefined ? undefined : { field, said: { ...said, operator } };
}
