import { z } from 'zod';

/** A user-defined field on a record: the API carries every value as text, whatever the field's type (dossier §6). */
export const userDefinedFieldModel = z.object({ name: z.string(), value: z.string().nullable() });

export type UserDefinedField = z.infer<typeof userDefinedFieldModel>;

/** A record's user-defined fields by name; written back, they go in the same form: `update(entity, { id, userDefinedFields: values })`. */
export function userDefinedValues(record: Readonly<Record<string, unknown>>): Record<string, string | null> {
  const fields = z.array(userDefinedFieldModel).safeParse(record['userDefinedFields']);
  return fields.success ? Object.fromEntries(fields.data.map(({ name, value }) => [name, value])) : {};
}
