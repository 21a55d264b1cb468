import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { Context } from '../context.js';
import type { FieldInfo } from '../../autotask/types.js';
import { writeRows } from '../output/rows.js';
import { searchOf } from '../reading/search-words.js';

const COLUMNS = [
  'field',
  'label',
  'type',
  'length',
  'required',
  'readOnly',
  'filterable',
  'references',
  'picklist',
  'userDefined',
] as const;

/** An entity's fields, user-defined ones after the standard ones. */
export async function fields(context: Context, _options: unknown, entity: string, search: string | undefined): Promise<void> {
  const { client } = await context.connect();
  const all = await client.allFields(entityCalled(entity).name, { signal: context.signal });
  const isFound = searchOf(search);
  const found = all.filter((field) => isFound(`${field.name} ${field.label}`));
  await writeRows(context, COLUMNS, found.map(toRow));
  context.terminal.note(`${String(found.length)} of ${String(all.length)} fields.`);
}

function toRow(field: FieldInfo): unknown[] {
  return [
    field.name,
    field.label,
    field.dataType,
    field.length === 0 ? null : field.length,
    field.isRequired,
    field.isReadOnly,
    field.isQueryable,
    field.referenceEntityType === '' ? null : field.referenceEntityType,
    field.isPickList,
    field.isUserDefined,
  ];
}
