import type { FieldInfo } from '../../autotask/types.js';
import { kindOf } from '../entities/field-kind.js';
import { habitsOf } from '../entities/habits.js';
import type { Schema } from '../entities/schema.js';

/** Fields of a list when none are asked for and the entity has no habits of its own. */
const MOST_DEFAULT_COLUMNS = 9;

/** The fields to show: those asked for, all of them (`*`), or the ones people usually want. */
export async function resolveColumns(said: readonly string[] | undefined, schema: Schema): Promise<readonly FieldInfo[]> {
  if (said === undefined || said.length === 0) return defaultColumns(schema);
  const columns = new Map<string, FieldInfo>();
  for (const words of said) {
    const fields = words.trim() === '*' ? [...schema.fields, ...(await schema.userDefinedFields())] : [await schema.find(words)];
    for (const field of fields) if (isShowable(field)) columns.set(field.name, field);
  }
  return [...columns.values()];
}

function defaultColumns(schema: Schema): readonly FieldInfo[] {
  const habitual = habitsOf(schema.name).columns.flatMap((name) => schema.standard(name) ?? []);
  if (habitual.length > 0) return habitual;
  const shown = schema.fields.filter((field) => isShowable(field) && !isLongText(field) && rank(schema, field) < 9);
  return shown.toSorted((a, b) => rank(schema, a) - rank(schema, b)).slice(0, MOST_DEFAULT_COLUMNS);
}

/** What tells a record of an unknown entity apart comes first: id, name, what it belongs to, its state, its dates. */
function rank(schema: Schema, field: FieldInfo): number {
  const kind = kindOf(schema.name, field);
  if (kind === 'id') return 0;
  if (/(name|title|number|description|subject)$/i.test(field.name) && kind === 'text') return 1;
  if (/impersonator|external|vendor/i.test(field.name)) return 9;
  return { reference: 2, picklist: 3, instant: 4, day: 4, boolean: 5, number: 5, text: 6 }[kind];
}

/** Binary content never belongs into a list. */
function isShowable(field: FieldInfo): boolean {
  return field.dataType.toLowerCase() !== 'byte[]' && field.name !== 'data';
}

const LONG_TEXT_NAMES = /(description|resolution|notes?|comments?|detail|html|content)$/i;
const LONG_TEXT_LENGTH = 1_000;

/** Whether a field may hold pages of text. Metadata does not state the length of all of them. */
export function isLongText(field: FieldInfo): boolean {
  if (field.isPickList || field.isUserDefined || field.dataType.toLowerCase() !== 'string') return false;
  return field.length >= LONG_TEXT_LENGTH || LONG_TEXT_NAMES.test(field.name);
}

// Entities whose texts arrive by mail, from the client portal or from monitoring, so that anybody may have written them.
const WRITTEN_BY_CUSTOMERS: Readonly<Record<string, RegExp>> = {
  Tickets: /^(title|description)$/,
  TicketNotes: /^(title|description)$/,
  TaskNotes: /^(title|description)$/,
  ProjectNotes: /^(title|description)$/,
  CompanyNotes: /^(name|note)$/,
  Contacts: /^(firstName|lastName|title|note|middleInitial|emailAddress\d?)$/,
  TicketChecklistItems: /^itemName$/,
  SurveyResults: /^(contactComment|comment|feedback)/i,
  NotificationHistory: /^(recipient|subject|templateName)/i,
  TicketHistory: /^detail$/,
};
const FILE_WORDS = /^(title|fullPath|contentType)$/;

/** Whether strangers may have written the text of a field. */
export function isCustomerText(entity: string, field: FieldInfo): boolean {
  if (/attachment/i.test(entity)) return FILE_WORDS.test(field.name);
  return WRITTEN_BY_CUSTOMERS[entity]?.test(field.name) ?? false;
}
