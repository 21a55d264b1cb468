import { entityCalled } from '../../semantic/entities/entity-words.js';
import { planCreate } from '../../semantic/write/plans/create.js';
import { planNote } from '../../semantic/write/plans/note.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import { parseAssignments, parseValue } from '../filters.js';
import type { EntityGroup } from '../groups.js';
import { fieldValues, type WriteOptions } from '../program/shared-options.js';
import { parentOf } from '../reading/parent.js';
import { runWrite } from '../writing/run-write.js';
import { idOrText } from '../writing/record-name.js';

export type CreateOptions = WriteOptions & { readonly fields?: string; readonly parentId?: number };
type GroupCreateOptions = CreateOptions & Readonly<Record<string, unknown>> & { readonly publish?: string };

/** `autotask create <entity>`. */
export async function create(
  context: Context,
  options: CreateOptions,
  name: string,
  assignments: readonly string[],
): Promise<void> {
  const entity = entityCalled(name);
  const fields = parseAssignments(assignments, options.fields);
  if (options.parentId !== undefined) {
    const { field, value } = parentOf(entity, options.parentId);
    fields[field] = value;
  }
  await createRecord(context, options, entity.name, fields);
}

/** `autotask tickets create` and the like. */
export function createInGroup(group: EntityGroup) {
  return async (
    context: Context,
    options: GroupCreateOptions,
    ...args: readonly (string | readonly string[])[]
  ): Promise<void> => {
    const [parent] = group.parent === undefined ? [] : args;
    const assignments = args.filter((arg): arg is readonly string[] => typeof arg !== 'string').flat();
    const fields = { ...parseAssignments(assignments, options.fields), ...optionFields(group, options) };
    if (group.parent === undefined) return createRecord(context, options, group.entity, fields);
    if (options.publish === undefined && fields['publish'] === undefined) {
      return createInternalNote(context, options, group, String(parent), fields);
    }
    const publish = options.publish === undefined ? {} : { publish: parseValue(options.publish) };
    return createRecord(context, options, group.entity, {
      ...fields,
      ...publish,
      [group.parent.field]: idOrText(String(parent)),
    });
  };
}

/** Values of the group's own options; whole numbers are ids. */
export function optionFields(group: EntityGroup, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    [...fieldValues(group.setters ?? [], options)].map(([field, value]) => [field, parseValue(String(value))]),
  );
}

async function createRecord(
  context: Context,
  options: WriteOptions,
  entity: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  await runWrite(context, options, 'autotask_create', (words) => planCreate({ entity, fields }, 'autotask_create', words));
}

/** Without a word on who is to see it, a note is for internal people: nothing that a customer reads is written by default. */
async function createInternalNote(
  context: Context,
  options: WriteOptions,
  group: EntityGroup,
  parent: string,
  { title, description, ...more }: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (typeof description !== 'string') throw new CommandLineError('A note needs its text: --description.');
  const [unexpected] = Object.keys(more);
  if (unexpected !== undefined)
    throw new CommandLineError(`With "${unexpected}" a note also needs --publish: it says who sees it.`);
  const input = {
    entity: entityCalled(group.entity).parent ?? '',
    id: idOrText(parent),
    text: description,
    title: typeof title === 'string' ? title : undefined,
    visibility: 'internal',
  } as const;
  await runWrite(context, options, 'autotask_add_note', (words) =>
    planNote(input, 'autotask_add_note', words, { usesKnownValues: false }),
  );
}
