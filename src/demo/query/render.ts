import type { EntitySchema } from '../schema.js';
import type { SeedRow } from '../types.js';
import { unknownField } from './evaluate.js';

/** Turns stored rows into records as the API shows them. */
export type Renderer = (row: SeedRow) => Record<string, unknown>;

/** Every field with explicit nulls (dossier §9). Attachment bytes stay out unless asked for (dossier §8). */
export function fullRenderer(schema: EntitySchema, options: { withData: boolean } = { withData: false }): Renderer {
  const names = schema.fields.map((field) => field.name);
  return renderer(names, options.withData);
}

/**
 * Only the named fields, and always `id` and `userDefinedFields` (dossier §4).
 *
 * @throws {Refusal} for a name that is no field. (The dossier has this text for filters; here it is a judgement.)
 */
export function trimmedRenderer(schema: EntitySchema, includeFields: readonly string[]): Renderer {
  const wanted = new Set<string>(['id']);
  for (const name of includeFields) {
    if (name.toLowerCase() === 'userdefinedfields' || schema.udf(name) !== undefined) continue;
    const field = schema.field(name);
    if (field === undefined) throw unknownField(name, schema);
    wanted.add(field.name);
  }
  return renderer([...wanted], false);
}

function renderer(names: readonly string[], withData: boolean): Renderer {
  return (row) => {
    const record: Record<string, unknown> = {};
    for (const name of names) record[name] = row[name] ?? null;
    if (!withData && record['data'] !== undefined) record['data'] = null;
    record['userDefinedFields'] = row.userDefinedFields ?? [];
    return record;
  };
}
