import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import { filterParts, type WordFilter } from '../filters.js';
import type { EntityGroup } from '../groups.js';
import { fieldValues, type ListOptions } from '../program/shared-options.js';
import { exportRows } from '../reading/export-rows.js';
import { listRows } from '../reading/list-rows.js';
import { parentOf } from '../reading/parent.js';
import { rawRows } from '../reading/raw-rows.js';
import type { ReadQuestion } from '../reading/question.js';
import { idOrText } from '../writing/record-name.js';

type GroupListOptions = ListOptions & Readonly<Record<string, unknown>> & { readonly search?: string; readonly inactive?: true };

/** `autotask query <entity>`. */
export async function query(
  context: Context,
  options: ListOptions & { readonly parentId?: number },
  name: string,
  filters: readonly string[],
): Promise<void> {
  const entity = entityCalled(name);
  const parts = filterParts(filters, options.filter);
  if (options.parentId !== undefined) {
    const { field, value } = parentOf(entity, options.parentId);
    parts.push({ [field]: value });
  }
  await read(context, options, { entity: entity.name, filter: parts });
}

/** `autotask tickets list` and the like. */
export function listGroup(group: EntityGroup) {
  return async (context: Context, options: GroupListOptions, ...args: readonly unknown[]): Promise<void> => {
    const [parent, filters] = group.parent === undefined ? [undefined, args[0]] : [args[0], args[1]];
    const parts = [...filterParts(asTexts(filters), options.filter), groupFilter(group, options)];
    if (group.parent !== undefined) parts.push({ [group.parent.field]: idOrText(String(parent)) });
    if (group.activeOnly === true && options.inactive !== true) parts.push({ isActive: true });
    await read(context, options, { entity: group.entity, filter: parts });
    if (group.activeOnly === true && options.inactive !== true)
      context.terminal.note('Active ones only; --inactive adds the others.');
  };
}

async function read(
  context: Context,
  options: ListOptions,
  { entity, filter }: { entity: string; filter: readonly unknown[] },
): Promise<void> {
  if (options.all === true && options.order !== undefined) {
    throw new CommandLineError('--all streams rows in order of id; for another order give --limit instead, or sort the output.');
  }
  const question: ReadQuestion = { entity, filter: filter.filter(hasCondition), fields: options.fields, order: options.order };
  if (options.raw === true) return rawRows(context, question, options.all === true ? undefined : options.limit);
  if (options.all === true) return exportRows(context, question);
  return listRows(context, question, options.limit);
}

function groupFilter(group: EntityGroup, options: GroupListOptions): WordFilter {
  const filter: Record<string, unknown> = {};
  for (const [field, value] of fieldValues(group.filters, options)) {
    const values = asTexts(value).map(idOrText);
    filter[values.length === 1 ? field : `${field}__in`] = values.length === 1 ? values[0] : values;
  }
  if (options.search !== undefined && group.search !== undefined) {
    filter['or'] = group.search.fields.map((field) => ({ [`${field}__contains`]: options.search }));
  }
  return filter;
}

function hasCondition(part: unknown): boolean {
  return Array.isArray(part) ? part.length > 0 : typeof part === 'object' && part !== null && Object.keys(part).length > 0;
}

function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
