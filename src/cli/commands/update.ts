import { entityCalled } from '../../semantic/entities/entity-words.js';
import { planUpdate } from '../../semantic/write/plans/update.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import { parseAssignments, splitList } from '../filters.js';
import type { EntityGroup } from '../groups.js';
import type { WriteOptions } from '../program/shared-options.js';
import { requireParent } from '../reading/parent.js';
import { runWrite } from '../writing/run-write.js';
import { idOrText } from '../writing/record-name.js';
import { optionFields } from './create.js';

export type UpdateOptions = WriteOptions & { readonly fields?: string; readonly parentId?: number };
type GroupUpdateOptions = UpdateOptions & Readonly<Record<string, unknown>>;

/** `autotask update <entity> <ids>`. */
export async function update(
  context: Context,
  options: UpdateOptions,
  name: string,
  ids: string,
  assignments: readonly string[],
): Promise<void> {
  const entity = entityCalled(name);
  const wanted = splitList(ids);
  await requireParent(await context.connect(), entity, wanted, options.parentId, context.signal);
  await updateRecords(context, options, entity.name, wanted, parseAssignments(assignments, options.fields));
}

/** `autotask tickets update <ticket>` and the like. */
export function updateInGroup(group: EntityGroup) {
  return async (context: Context, options: GroupUpdateOptions, id: string, assignments: readonly string[]): Promise<void> => {
    const fields = { ...parseAssignments(assignments, options.fields), ...optionFields(group, options) };
    await updateRecords(context, options, group.entity, [id], fields);
  };
}

async function updateRecords(
  context: Context,
  options: WriteOptions,
  entity: string,
  ids: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (Object.keys(fields).length === 0) throw new CommandLineError('Nothing to change was given, e.g. status="In Progress".');
  const input = { entity, ids: ids.map(idOrText), fields };
  await runWrite(context, options, 'autotask_update', (words) => planUpdate(input, 'autotask_update', words));
}
