import { z } from 'zod';
import type { FieldInfo } from '../autotask/types.js';
import type { Schema } from '../semantic/entities/schema.js';
import { readBefore } from '../semantic/patience.js';
import type { Patience } from '../semantic/patience.js';
import { defineTool } from './define-tool.js';
import { entityName, table } from './parameters.js';
import { describePickLists } from './pick-lists.js';

/** So many fields are shown with all their pick-list values. */
const MOST_FIELDS_WITH_VALUES = 5;

export const listFields = defineTool({
  name: 'autotask_list_fields',
  title: 'Fields and pick lists',
  effect: 'read',
  description: `An entity's fields and user-defined fields with type and rules. When search leaves at most ${String(MOST_FIELDS_WITH_VALUES)}, their pick-list values and ids too.`,
  synonyms: { fields: 'search', field: 'search', query: 'search' },
  input: () =>
    z.strictObject({
      entity: entityName,
      search: z.string().min(1).optional().describe('field names or parts of names or labels, e.g. "status, queue"'),
      include_inactive: z.boolean().optional().describe('inactive pick-list values too'),
    }),
  output: () => z.looseObject({ entity: z.string(), total: z.int(), shown: z.int(), ...table }),
  run: async ({ entity, search, include_inactive: includeInactive = false }, { semantic, time }) => {
    const schema = await semantic.tenant.schema(entity);
    const { all, fields, notes } = await searchFields(schema, search, time);
    const hasValues = fields.length > 0 && fields.length <= MOST_FIELDS_WITH_VALUES;
    const { picklists, hidden } = describePickLists(hasValues ? fields : [], { all, includeInactive });
    if (hidden > 0) notes.push(`${String(hidden)} inactive values not shown; include_inactive shows them.`);
    return {
      entity: schema.name,
      total: fields.length,
      shown: fields.length,
      columns: ['field', 'type', 'rules'],
      rows: fields.map((field) => [field.isUserDefined ? `${field.name} (UDF)` : field.name, typeOf(field), rulesOf(field)]),
      ...(Object.keys(picklists).length > 0 ? { picklists } : {}),
      notes,
    };
  },
});

const UNREAD =
  'Autotask is slow just now: user-defined fields could not be read in time and are missing here. Ask again for them.';

interface Found {
  readonly all: readonly FieldInfo[];
  readonly fields: readonly FieldInfo[];
  readonly notes: string[];
}

/** Words that name standard fields mean just these and what depends on them, for which user-defined fields need not be asked for. */
async function searchFields(schema: Schema, search: string | undefined, time: Patience): Promise<Found> {
  const words = search?.split(/[,;]/).map((word) => word.trim()) ?? [];
  const asked = words.filter((word) => word !== '');
  const named = asked.flatMap((word) => schema.known(word) ?? []);
  if (asked.length > 0 && named.length === asked.length) {
    const isMeant = (field: FieldInfo): boolean =>
      named.some((one) => one === field || one.name === field.picklistParentValueField);
    const others = schema.fields.filter((field) => !isMeant(field) && asked.some((word) => matches(field, word)));
    const notes = others.length === 0 ? [] : [`Other fields with such names: ${others.map(({ name }) => name).join(', ')}.`];
    return { all: schema.fields, fields: schema.fields.filter(isMeant), notes };
  }
  const userDefined = await readBefore('lastMoment', time, (call) => schema.userDefinedFields(call));
  const notes = userDefined === undefined ? [UNREAD] : [];
  const all = [...schema.fields, ...(userDefined ?? [])];
  const fields = asked.length === 0 ? all : all.filter((field) => asked.some((word) => matches(field, word)));
  return { all, fields, notes };
}

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
