import { z } from 'zod';

/** A user-defined field on a record: the API carries every value as text, whatever the field's type (dossier §6). */
export const userDefinedFieldModel = z.object({ name: z.string(), value: z.string().nullable() });

export type UserDefinedField = z.infer<typeof userDefinedFieldModel>;

/** A record's user-defined fields by name; written back, they go in the same form: `update(entity, { id, userDefinedFields: values })`. */
export function userDefinedValues(record: Readonly<Record<string, unknown>>): Record<string, string | null> {
  const entries = userDefinedEntries(record) ?? [];
  return Object.fromEntries(
    entries.flatMap(({ name, value }) => (typeof value === 'string' || value === null ? [[name, value]] : [])),
  );
}

/** An entry of the API's array, in a record or on the way to one, where a value may still be no text. */
export interface UserDefinedEntry {
  readonly name: string;
  readonly value: unknown;
}

/** The entries in the API's array on a record; undefined for a record that was read without. What is no such entry is left out. */
export function userDefinedEntries(record: Readonly<Record<string, unknown>>): readonly UserDefinedEntry[] | undefined {
  const list: unknown = record['userDefinedFields'];
  return Array.isArray(list) ? list.filter(isEntry) : undefined;
}

/** User-defined fields to write, given by name in an object or as the API's array; undefined where the value is neither. */
export function givenUserDefinedFields(value: unknown): readonly UserDefinedEntry[] | undefined {
  if (Array.isArray(value)) return value.every(isEntry) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([name, field]: [string, unknown]) => ({ name, value: field }));
}

/** What a caller is told who gave neither. */
export const USER_DEFINED_FORM = 'userDefinedFields is an object of names and values, or a list of { name, value }.';

// By hand and not by a zod model: it runs for every such field of every row that is filtered or sorted.
function isEntry(entry: unknown): entry is UserDefinedEntry {
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string' && 'value' in entry;
}
