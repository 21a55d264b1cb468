import type { EntityRecord } from '../autotask/types.js';
import { cleanText, cutText } from '../semantic/untrusted.js';
import type { Cell } from '../semantic/rows/cells.js';

/** Records as a table of the fields that at least one of them fills; user-defined fields are columns of their own names. */
export function toTable(records: readonly EntityRecord[], longestText: number): { columns: string[]; rows: Cell[][] } {
  const flat = records.map(flatten);
  const columns = [...new Set(flat.flatMap((record) => [...record.keys()]))];
  return { columns, rows: flat.map((record) => columns.map((column) => shown(record.get(column) ?? null, longestText))) };
}

function flatten(record: EntityRecord): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(record)) {
    if (name === 'userDefinedFields' && Array.isArray(value)) {
      for (const udf of value) addUserDefinedField(fields, udf);
    } else if (value !== null && value !== '') fields.set(name, value);
  }
  return fields;
}

function addUserDefinedField(fields: Map<string, unknown>, udf: unknown): void {
  if (typeof udf !== 'object' || udf === null || !('name' in udf) || !('value' in udf)) return;
  if (typeof udf.name === 'string' && udf.value !== null && udf.value !== '') fields.set(udf.name, udf.value);
}

/** A value fit for showing: texts cleaned, since strangers may have written them, and cut to a length. */
export function shown(value: unknown, longestText: number): Cell {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return value ?? null;
  return cutText(cleanText(typeof value === 'string' ? value : JSON.stringify(value)), longestText);
}
