import { ENTITIES, type EntityDescription } from '../../autotask/catalogue.js';
import type { Context } from '../context.js';
import { writeRows } from '../output/rows.js';
import { searchOf } from '../reading/search-words.js';

const COLUMNS = ['entity', 'query', 'create', 'update', 'delete', 'parent', 'description'] as const;

/** Lists the catalogue: which entities there are, what can be done with each, below which parent. */
export async function entities(context: Context, _options: unknown, search: string | undefined): Promise<void> {
  const isFound = searchOf(search);
  const found = ENTITIES.filter((entity) => isFound(searchText(entity)));
  await writeRows(context, COLUMNS, found.map(toRow));
  context.terminal.note(`${String(found.length)} of ${String(ENTITIES.length)} entities.`);
}

function searchText(entity: EntityDescription): string {
  return `${entity.name} ${entity.docName ?? ''} ${entity.family} ${entity.description}`;
}

function toRow(entity: EntityDescription): unknown[] {
  return [
    entity.name,
    entity.canQuery,
    entity.canCreate,
    entity.canUpdate,
    entity.canDelete,
    entity.parent ?? null,
    entity.description,
  ];
}
