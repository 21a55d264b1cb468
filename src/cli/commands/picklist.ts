import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { FieldInfo, PicklistValue } from '../../autotask/types.js';
import type { Context } from '../context.js';
import { writeRows } from '../output/rows.js';

/** A pick list's values in the order in which Autotask shows them. */
export async function picklist(
  context: Context,
  options: { readonly inactive?: true },
  entity: string,
  field: string,
): Promise<void> {
  const { client } = await context.connect();
  const values = await client.picklist(entityCalled(entity).name, field, { signal: context.signal });
  const parents = await parentsOf(context, entity, field);
  const shown = values
    .filter((value) => options.inactive === true || value.isActive)
    .toSorted((one, other) => parents.orderOf(one) - parents.orderOf(other) || one.sortOrder - other.sortOrder);
  const hasParents = shown.some((value) => value.parentValue !== null);
  await writeRows(
    context,
    ['value', 'label', 'isActive', 'isDefault', ...(hasParents ? [parents.field] : [])],
    shown.map((value) => [
      value.value,
      value.label,
      value.isActive,
      value.isDefaultValue,
      ...(hasParents ? [parents.labelOf(value)] : []),
    ]),
  );
  const hidden = values.length - shown.length;
  if (hidden > 0) context.terminal.note(`${String(hidden)} inactive values not shown; --inactive shows them.`);
}

interface Parents {
  /** Field whose value decides which values are valid. */
  readonly field: string;
  labelOf(value: PicklistValue): string | number | null;
  orderOf(value: PicklistValue): number;
}

/** The pick list that this one depends on, for grouping under its labels; metadata has been read already. */
async function parentsOf(context: Context, entity: string, name: string): Promise<Parents> {
  const { client } = await context.connect();
  const fields = await client.fields(entityCalled(entity).name, { signal: context.signal });
  const find = (wanted: string): FieldInfo | undefined =>
    fields.find((field) => field.name.toLowerCase() === wanted.toLowerCase());
  const parent = find(find(name)?.picklistParentValueField ?? '');
  const parentOf = ({ parentValue }: PicklistValue): PicklistValue | undefined =>
    parent?.picklistValues.find(({ value }) => value === parentValue);
  return {
    field: parent?.name ?? 'parentValue',
    labelOf: (value) => parentOf(value)?.label ?? value.parentValue,
    orderOf: (value) => parentOf(value)?.sortOrder ?? 0,
  };
}
