import type { EntityRecord } from '../../autotask/types.js';
import { relationCalled } from '../entities/relations.js';
import type { Relation } from '../entities/relations.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError, UnknownNameError } from '../errors.js';
import { isSameName } from '../names/rules.js';
import { NOBODY, wordOf } from './customary.js';
import type { SaidCondition } from './grammar.js';
import type { RelatedLimit } from './read-related.js';
import { describeFilter } from './tree.js';
import type { Node } from './tree.js';

/** Reads all records of an entity that match a filter in people's words, and says how it understood the filter. */
export type ReadRelated = (
  entity: string,
  filter: unknown,
  fields: readonly string[],
  limit?: RelatedLimit,
) => Promise<{ readonly records: readonly EntityRecord[]; readonly root: Node; readonly notes: readonly string[] }>;

/** The condition as one on ids, found with a question to the related entity; undefined where its field is no such word. */
export async function relatedCondition(schema: Schema, condition: SaidCondition, read: ReadRelated): Promise<Node | undefined> {
  const relation = relationCalled(schema.name, condition.field);
  const idField = schema.standard('id');
  // A tenant may have a field of its own of that name.
  if (relation === undefined || idField === undefined || (await schema.userDefined(condition.field)) !== undefined)
    return undefined;
  const values: readonly unknown[] = Array.isArray(condition.value) ? condition.value : [condition.value];
  if ((condition.operator !== 'eq' && condition.operator !== 'in') || values.some(isNoRecord)) {
    throw new InvalidInputError(`"${condition.field}" takes a name, an id or a list of them.`);
  }
  const { records, filter } = await readNamed(relation, values, read);
  const ids = [...new Set(records.map((record) => record[relation.link]).filter((id) => typeof id === 'number'))];
  const says = filter.replace(/^\w+/, condition.field);
  // Record ids are never negative, so without any related record nothing matches.
  return { kind: 'comparison', field: idField, operator: 'in', value: ids.length === 0 ? [-1] : ids, says };
}

/** Related records cannot tell which records have none. */
function isNoRecord(value: unknown): boolean {
  return value === null || typeof value === 'boolean' || NOBODY.has(wordOf(value));
}

/** The related records of all these names and ids, and the filter in words; what is called otherwise is looked for among the aliases. */
async function readNamed(
  { entity, field, link, aliases }: Relation,
  values: readonly unknown[],
  read: ReadRelated,
): Promise<{ readonly records: readonly EntityRecord[]; readonly filter: string }> {
  const ask = async (named: readonly unknown[]): ReturnType<typeof readNamed> => {
    const { records, root } = await read(entity, { [field]: named }, [link]);
    return { records, filter: describeFilter(root) };
  };
  try {
    return await ask(values);
  } catch (error) {
    if (aliases === undefined || !(error instanceof UnknownNameError)) throw error;
    const words = values.filter((value) => typeof value === 'string');
    const { records: known } = await read(aliases.entity, { [aliases.name]: words }, [aliases.name, aliases.field]);
    const idsOf = (word: unknown): unknown[] =>
      known.filter((record) => isSameName(String(record[aliases.name]), String(word))).map((record) => record[aliases.field]);
    const found = words.filter((word) => idsOf(word).length > 0);
    if (found.length === 0) throw error;
    const { records, filter } = await ask(
      values.flatMap((value) => {
        const ids = idsOf(value);
        return ids.length === 0 ? [value] : ids;
      }),
    );
    return { records, filter: `${filter}, called ${found.map((word) => JSON.stringify(word)).join(', ')}` };
  }
}
