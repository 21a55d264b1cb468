import { z } from 'zod';

/** A user-defined field on a record: the API carries every value as text, whatever the field's type (dossier §6). */
export const userDefinedFieldModel = z.object({ name: z.string(), value: z.string().nullable() });

export type UserDefinedField = z.infer<typeof userDefinedFieldModel>;
