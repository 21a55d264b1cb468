import type { FieldInfo, PicklistValue } from '../autotask/types.js';

/** Pick lists in the order in which Autotask shows them, by field: `8 In Progress`; dependent ones a line for each parent's values. */
export function describePickLists(
  fields: readonly FieldInfo[],
  { all, includeInactive }: { readonly all: readonly FieldInfo[]; readonly includeInactive: boolean },
): { picklists: Record<string, readonly string[]>; hidden: number } {
  const lists = fields.filter(({ isPickList }) => isPickList);
  const shown = (field: FieldInfo): readonly PicklistValue[] =>
    field.picklistValues.filter(({ isActive }) => includeInactive || isActive).toSorted(bySortOrder);
  return {
    picklists: Object.fromEntries(lists.map((field) => [field.name, describeValues(shown(field), parentOf(field, all))])),
    hidden: lists.reduce((sum, field) => sum + field.picklistValues.length - shown(field).length, 0),
  };
}

function parentOf({ picklistParentValueField: name }: FieldInfo, all: readonly FieldInfo[]): FieldInfo | undefined {
  return name === '' ? undefined : all.find((field) => field.name === name);
}

function describeValues(values: readonly PicklistValue[], parent: FieldInfo | undefined): readonly string[] {
  const free = values.filter(({ parentValue }) => parentValue === null).map(describeValue);
  const parentValues = [...new Set(values.flatMap(({ parentValue }) => parentValue ?? []))];
  const order = new Map(parent?.picklistValues.toSorted(bySortOrder).map(({ value }, index) => [value, index]));
  const placeOf = (value: string | number): number => order.get(value) ?? order.size;
  return [
    ...free,
    ...parentValues
      .toSorted((one, other) => placeOf(one) - placeOf(other))
      .map((value) => {
        const label = parent?.picklistValues.find((candidate) => candidate.value === value)?.label ?? '';
        const own = values.filter(({ parentValue }) => parentValue === value).map(describeValue);
        return `under ${[value, label].join(' ').trim()}: ${own.join(', ')}`;
      }),
  ];
}

function describeValue({ value, label, isActive }: PicklistValue): string {
  return `${String(value)} ${label}${isActive ? '' : ' (inactive)'}`;
}

function bySortOrder(left: PicklistValue, right: PicklistValue): number {
  return left.sortOrder - right.sortOrder;
}
