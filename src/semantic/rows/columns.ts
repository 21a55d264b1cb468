import type { FieldInfo } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import { isShowable } from './content.js';
import { defaultColumns } from './default-columns.js';

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
