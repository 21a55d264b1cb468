import { ENTITIES, type EntityDescription } from '../../autotask/catalogue.js';
import type { Context } from '../context.js';
import { writeRows } from '../output/rows.js';

const COLUMNS = ['entity', 'query', 'create', 'update', 'delete', 'parent', 'description'] as const;

/** Lists the catalogue: which entities there are, what can be done with each, below which parent. */
export async function entities(context: Context, _options: unknown, search: string | undefined): Promise<void> {
  const words = (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = ENTITIES.filter((entity) => words.every((word) => searchText(entity).includes(word)));
  await writeRows(context, COLUMNS, found.map(toRow));
  context.terminal.note(`${String(found.length)} of ${String(ENTITIES.length)} entities.`);
}

function searchText(entity: EntityDescription): string {
  return `${entity.name} ${entity.docName ?? ''} ${entity.family} ${entity.description}`.toLowerCase();
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
