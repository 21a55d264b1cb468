import { z } from 'zod';
import type { FieldInfo, PicklistValue } from '../autotask/types.js';
import { defineTool } from './define-tool.js';
import { entityName, table } from './parameters.js';

/** So many fields are shown with all their pick-list values. */
const MOST_FIELDS_WITH_VALUES = 5;

export const listFields = defineTool({
  name: 'autotask_list_fields',
  title: 'Fields and pick lists',
  effect: 'read',
  description: `An entity's fields and user-defined fields with type and rules. When search leaves at most ${String(MOST_FIELDS_WITH_VALUES)}, their pick-list values too.`,
  input: () =>
    z.strictObject({
      entity: entityName,
      search: z.string().min(1).optional().describe('part of the field name or label, e.g. status'),
    }),
  output: () => z.looseObject({ entity: z.string(), total: z.int(), shown: z.int(), ...table }),
  run: async ({ entity, search }, { semantic }) => {
    const schema = await semantic.tenant.schema(entity);
    const fields = [...schema.fields, ...(await schema.userDefinedFields())];
    const found = search === undefined ? fields : fields.filter((field) => matches(field, search));
    return {
      entity: schema.name,
      total: fields.length,
      shown: found.length,
      columns: ['field', 'type', 'rules'],
      rows: found.map((field) => [field.isUserDefined ? `${field.name} (UDF)` : field.name, typeOf(field), rulesOf(field)]),
      ...(found.length > 0 && found.length <= MOST_FIELDS_WITH_VALUES ? { picklists: picklistsOf(found) } : {}),
    };
  },
});

function matches({ name, label }: FieldInfo, search: string): boolean {
  return [name, label].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}

function typeOf(field: FieldInfo): string {
  if (field.isPickList) return 'pick list';
  if (field.isReference) return `id of ${field.referenceEntityType === '' ? 'another entity' : field.referenceEntityType}`;
  return field.length > 0 ? `${field.dataType} ≤ ${String(field.length)}` : field.dataType;
}

function rulesOf(field: FieldInfo): string {
  const rules = [
    field.isRequired ? 'required' : '',
    field.isReadOnly ? 'read-only' : '',
    field.isQueryable ? '' : 'not filterable',
    field.picklistParentValueField === '' ? '' : `depends on ${field.picklistParentValueField}`,
  ];
  return rules.filter((rule) => rule !== '').join(', ');
}

function picklistsOf(fields: readonly FieldInfo[]) {
  const lists = fields.filter(({ isPickList }) => isPickList);
  return Object.fromEntries(lists.map((field) => [field.name, [...field.picklistValues].sort(bySortOrder).map(describeValue)]));
}

function bySortOrder(left: PicklistValue, right: PicklistValue): number {
  return left.sortOrder - right.sortOrder;
}

function describeValue({ value, label, isActive, parentValue }: PicklistValue): string {
  const remarks = [isActive ? '' : 'inactive', parentValue === null ? '' : `under ${String(parentValue)}`].filter(
    (text) => text !== '',
  );
  return `${String(value)} ${label}${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
}
