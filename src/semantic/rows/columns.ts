import type { FieldInfo } from '../../autotask/types.js';
import { referencedEntity } from '../entities/field-kind.js';
import { isJoined, joinedField } from '../entities/joined-field.js';
import type { Schema } from '../entities/schema.js';
import { isShowable } from './content.js';
import { defaultColumns } from './default-columns.js';

/** Opens an entity by its singular name. */
export type OpenSchema = (entity: string) => Promise<Schema>;

/** The fields to show: those asked for, all of them (`*`), or the ones people usually want. */
export async function resolveColumns(
  said: readonly string[] | undefined,
  schema: Schema,
  open: OpenSchema,
): Promise<readonly FieldInfo[]> {
  if (said === undefined || said.length === 0) return defaultColumns(schema);
  const columns = new Map<string, FieldInfo>();
  for (const words of said) {
    for (const field of await fieldsCalled(words, schema, open)) if (isShowable(field)) columns.set(field.name, field);
  }
  return [...columns.values()];
}

async function fieldsCalled(words: string, schema: Schema, open: OpenSchema): Promise<readonly FieldInfo[]> {
  const word = words.trim().toLowerCase();
  if (word === '*' || word === 'all') return [...schema.fields, ...(await schema.userDefinedFields())];
  if (word === 'name' && schema.known(word) === undefined) {
    // People's names are kept in two fields.
    const [first, last] = [schema.standard('firstName'), schema.standard('lastName')];
    if (first !== undefined && last !== undefined) return [first, last];
  }
  return [await findField(words, schema, open)];
}

/** A field of the entity, or of what one of its references points to: `company.ownerResource`. */
export async function findField(words: string, schema: Schema, open: OpenSchema): Promise<FieldInfo> {
  const [reference = '', name, ...more] = words.split('.').map((part) => part.trim());
  const via = name === undefined || more.length > 0 ? undefined : schema.known(reference);
  const singular = via === undefined ? undefined : referencedEntity(via);
  if (name === undefined || via === undefined || singular === undefined) return schema.find(words);
  const other = await open(singular);
  return joinedField(via, other.name, await other.find(name));
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
  if (isJoined(field)) return isCustomerText(field.entity, field.target);
  if (/attachment/i.test(entity)) return FILE_WORDS.test(field.name);
  return WRITTEN_BY_CUSTOMERS[entity]?.test(field.name) ?? false;
}
