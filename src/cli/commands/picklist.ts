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
  const values = await client.picklist(entity, field, { signal: context.signal });
  const shown = values
    .filter((value) => options.inactive === true || value.isActive)
    .toSorted((one, other) => one.sortOrder - other.sortOrder);
  const hasParents = shown.some((value) => value.parentValue !== null);
  await writeRows(
    context,
    ['value', 'label', 'isActive', 'isDefault', ...(hasParents ? ['parentValue'] : [])],
    shown.map((value) => [
      value.value,
      value.label,
      value.isActive,
      value.isDefaultValue,
      ...(hasParents ? [value.parentValue] : []),
    ]),
  );
  const hidden = values.length - shown.length;
  if (hidden > 0) context.terminal.note(`${String(hidden)} inactive values not shown; --inactive shows them.`);
}
