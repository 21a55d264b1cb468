import { entityCalled } from '../../semantic/entities/entity-words.js';
import { planDelete } from '../../semantic/write/plans/delete.js';
import type { Context } from '../context.js';
import type { EntityGroup } from '../groups.js';
import type { WriteOptions } from '../program/shared-options.js';
import { requireParent } from '../reading/parent.js';
import { runWrite } from '../writing/run-write.js';
import { idOrText } from '../writing/record-name.js';

export type DeleteOptions = WriteOptions & { readonly parentId?: number };

/** `autotask delete <entity> <id>`. */
export async function remove(context: Context, options: DeleteOptions, name: string, id: string): Promise<void> {
  const entity = entityCalled(name);
  await requireParent(await context.connect(), entity, [id], options.parentId, context.signal);
  await deleteRecord(context, options, entity.name, id);
}

/** `autotask time-entries delete <entry>` and the like. */
export function deleteFromGroup(group: EntityGroup) {
  return async (context: Context, options: WriteOptions, id: string): Promise<void> =>
    deleteRecord(context, options, group.entity, id);
}

async function deleteRecord(context: Context, options: WriteOptions, entity: string, id: string): Promise<void> {
  const input = { entity, ids: [idOrText(id)] };
  await runWrite(context, options, 'autotask_delete', (words) => planDelete(input, 'autotask_delete', words));
}
