import type { EntitySchema } from '../schema.js';
import type { SeedRow } from '../types.js';
import { unknownField } from './evaluate.js';

/** Turns a stored row into the JSON text of the record that the API shows. */
export type Renderer = (row: SeedRow) => string;

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

/**
 * Text is put together directly, from the few cells that a row has and prepared nulls for the others:
 * a page of 500 tickets has 45,000 cells, most of them null.
 */
function renderer(names: readonly string[], withData: boolean): Renderer {
  const keys = names.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const nulls = keys.map((key) => `${key}null`);
  const shown = withData ? names : names.filter((name) => name !== 'data');
  const positions = new Map(shown.map((name) => [name, names.indexOf(name)]));
  return (row) => {
    const parts = nulls.slice();
    for (const name of Object.keys(row)) {
      const position = positions.get(name);
      if (position !== undefined) parts[position] = `${keys[position] ?? ''}${cell(row[name])}`;
    }
    return `${parts.join('')},"userDefinedFields":${JSON.stringify(row.userDefinedFields ?? [])}}`;
  };
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
