import type { EntityRecord } from '../../autotask/types.js';
import { InvalidInputError } from '../errors.js';
import type { Schema } from '../entities/schema.js';
import type { SaidCondition } from './grammar.js';
import type { RelatedLimit } from './read-related.js';
import { describeFilter } from './tree.js';
import type { Node } from './tree.js';

/** A word of one entity that asks another one: `secondaryResource` of a ticket lives in TicketSecondaryResources. */
interface Relation {
  readonly entity: string;
  /** Field there that the condition is about. */
  readonly field: string;
  /** Field there that holds the id here. */
  readonly link: string;
}

/** By the entity's name and the word, in lower case without anything but letters. */
const RELATIONS: ReadonlyMap<string, Relation> = new Map([
  ['Tickets secondaryresource', { entity: 'TicketSecondaryResources', field: 'resourceID', link: 'ticketID' }],
  ['Tasks secondaryresource', { entity: 'TaskSecondaryResources', field: 'resourceID', link: 'taskID' }],
]);

/** Reads all records of an entity that match a filter in people's words, and says how it understood the filter. */
export type ReadRelated = (
  entity: string,
  filter: unknown,
  fields: readonly string[],
  limit?: RelatedLimit,
) => Promise<{ readonly records: readonly EntityRecord[]; readonly root: Node; readonly notes: readonly string[] }>;

/** The condition as one on ids, found with a question to the related entity; undefined where its field is no such word. */
export async function relatedCondition(schema: Schema, condition: SaidCondition, read: ReadRelated): Promise<Node | undefined> {
  const word = condition.field.replaceAll(/[^a-z]/gi, '').toLowerCase();
  const relation = RELATIONS.get(`${schema.name} ${word}`);
  const idField = schema.standard('id');
  if (relation === undefined || idField === undefined) return undefined;
  if (condition.operator !== 'eq' && condition.operator !== 'in') {
    throw new InvalidInputError(`"${condition.field}" takes a name, an id or a list of them.`);
  }
  const { records, root } = await read(relation.entity, { [relation.field]: condition.value }, [relation.link]);
  const ids = [...new Set(records.map((record) => record[relation.link]).filter((id) => typeof id === 'number'))];
  const says = describeFilter(root).replace(/^resource/, condition.field);
  // Record ids are never negative, so without any related record nothing matches.
  return { kind: 'comparison', field: idField, operator: 'in', value: ids.length === 0 ? [-1] : ids, says };
}
