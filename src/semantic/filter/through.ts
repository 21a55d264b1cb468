import { displayName, referencedEntity } from '../entities/field-kind.js';
import type { FieldInfo } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import type { Said, SaidCondition } from './grammar.js';
import type { ReadRelated } from './relations.js';
import { describeFilter } from './tree.js';
import type { Node } from './tree.js';

/** Conditions on what one reference points to: `ticket.company` and `ticket.status` of a time entry. */
export interface Through {
  readonly kind: 'through';
  readonly via: FieldInfo;
  readonly conditions: readonly SaidCondition[];
}

/** Records that a reference may point to in one question: five requests for them, and as many for those that refer to them. */
const MOST_REFERRED = 2_500;

/** The parts of a conjunction with those conditions put together that lead through the same reference, since they are one question. */
export function throughReferences(parts: readonly Said[], schema: Schema): readonly (Said | Through)[] {
  const paths = new Map<FieldInfo, SaidCondition[]>();
  const others: Said[] = [];
  for (const part of parts.flatMap(conjuncts)) {
    const path = part.kind === 'condition' ? pathOf(part, schema) : undefined;
    if (path === undefined) others.push(part);
    else paths.set(path.via, [...(paths.get(path.via) ?? []), path.condition]);
  }
  return [...others, ...[...paths].map(([via, conditions]): Through => ({ kind: 'through', via, conditions }))];
}

function conjuncts(part: Said): readonly Said[] {
  return part.kind === 'all' ? part.parts.flatMap(conjuncts) : [part];
}

/** `ticket.company` → the reference, and the condition on what it points to; undefined where the field is no such path. */
function pathOf(condition: SaidCondition, schema: Schema): { via: FieldInfo; condition: SaidCondition } | undefined {
  const dot = condition.field.indexOf('.');
  const via = dot <= 0 ? undefined : schema.known(condition.field.slice(0, dot));
  if (via === undefined || referencedEntity(via) === undefined) return undefined;
  return { via, condition: { ...condition, field: condition.field.slice(dot + 1).trim() } };
}

/** The conditions as one on ids, found with a question to the entity that the reference points to. */
export async function resolveThrough(
  { via, conditions }: Through,
  read: ReadRelated,
): Promise<{ node: Node; notes: readonly string[] }> {
  const filter = conditions.map(({ field, operator, value }) => ({ [field]: operator === 'eq' ? value : { [operator]: value } }));
  const entity = referencedEntity(via) ?? '';
  const { records, root, notes } = await read(entity, filter, ['id'], { most: MOST_REFERRED, groupBy: displayName(via) });
  const ids = records.map(({ id }) => id);
  const says = `${displayName(via)} (${describeFilter(root)})`;
  // Record ids are never negative, so where nothing is found nothing matches.
  return { node: { kind: 'comparison', field: via, operator: 'in', value: ids.length === 0 ? [-1] : ids, says }, notes };
}
