import { NotFoundError } from '../../autotask/errors.js';
import type { EntityDescription } from '../../autotask/catalogue.js';
import { openExport } from '../../semantic/export.js';
import { CommandLineError } from '../errors.js';
import { parseValue } from '../filters.js';
import type { Session } from '../session.js';

/** A parent as a field of the records below it: by id, or by a name such as a ticket number. */
export interface Parent {
  readonly field: string;
  readonly value: unknown;
}

/**
 * The parent that `--parent-id` names.
 *
 * @throws {CommandLineError} for an entity whose records stand below no parent.
 */
export function parentOf(entity: EntityDescription, id: number): Parent {
  if (entity.parentField !== undefined) return { field: entity.parentField, value: id };
  throw new CommandLineError(`${entity.name} stand below no parent; leave --parent-id out.`);
}

/** Which of the records belong to the parent; one request. */
export async function belongingTo(
  session: Session,
  { entity, ids, parent, signal }: { entity: string; ids: readonly string[]; parent: Parent; signal: AbortSignal },
): Promise<readonly string[]> {
  const filter = [{ id__in: ids.map(parseValue) }, { [parent.field]: parent.value }];
  const found = new Set<string>();
  const below = await session.understand(() =>
    openExport(session.semantic.tenant, { entity, filter, fields: ['id'] }, { signal }),
  );
  for await (const page of below.records()) for (const { id } of page) found.add(String(id));
  return ids.filter((id) => found.has(id));
}

/** @throws {NotFoundError} when one of the records does not belong to the parent. */
export async function requireParent(
  session: Session,
  entity: EntityDescription,
  ids: readonly string[],
  parentId: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (parentId === undefined) return;
  const below = await belongingTo(session, { entity: entity.name, ids, parent: parentOf(entity, parentId), signal });
  const other = ids.find((id) => !below.includes(id));
  if (other !== undefined)
    throw new NotFoundError(`${entity.name} ${other} does not belong to ${entity.parent ?? ''} ${String(parentId)}.`);
}
