import { z } from 'zod';
import { Refusal, refuse, unexpectedError } from '../http/reply.js';
import { lowerKeys } from '../query/query.js';
import type { EntitySchema, TenantField } from '../schema.js';
import type { TenantState } from '../state.js';
import type { UdfDefinition, UdfValue } from '../types.js';
import { asText, convert, valueType } from '../values.js';

/** A request body as the entity understands it. */
export interface WriteInput {
  readonly id: number | null;
  /** Values by canonical field name; null clears. Unknown and read-only properties are dropped (dossier §5). */
  readonly fields: ReadonlyMap<string, unknown>;
  /** Null where the body has no `userDefinedFields`. */
  readonly udfs: readonly UdfValue[] | null;
}

/**
 * @throws {Refusal} the unexplained error for values of the wrong shape, as an object in place of the UDF array gets it (dossier §6).
 */
export function readInput(body: unknown, schema: EntitySchema, kind: 'create' | 'update', state: TenantState): WriteInput {
  const keys = lowerKeys(body);
  // A body that is missing or no JSON reaches the API as null; what it then says is not established (judgement).
  if (keys === null) throw new Refusal(unexpectedError(state.nextErrorId()));
  const fields = new Map<string, unknown>();
  for (const [key, value] of keys) {
    const field = schema.field(key);
    if (field !== undefined && isWritable(field, kind)) fields.set(field.name, readValue(field, value, state));
  }
  const id = convert(keys.get('id') ?? null, 'whole');
  return { id: typeof id === 'number' ? id : null, fields, udfs: readUdfs(keys.get('userdefinedfields'), schema, state) };
}

/** Fields that are required and read-only are set once, on create (a contact's company, a quote's opportunity). */
export function isWritable(field: TenantField, kind: 'create' | 'update'): boolean {
  if (field.name === 'id') return false;
  return !field.isReadOnly || (kind === 'create' && field.isRequired);
}

function readValue(field: TenantField, value: unknown, state: TenantState): unknown {
  if (value === null || value === undefined) return null;
  const type = valueType(field.dataType);
  if (value === '' && type !== 'text') return null;
  const converted = convert(value, type);
  if (converted === null) throw new Refusal(unexpectedError(state.nextErrorId()));
  return converted;
}

const udfEntry = z.object({ name: z.string(), value: z.unknown() });

function readUdfs(value: unknown, schema: EntitySchema, state: TenantState): UdfValue[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw new Refusal(unexpectedError(state.nextErrorId()));
  const values: UdfValue[] = [];
  for (const item of value) {
    const entry = udfEntry.safeParse(Object.fromEntries(lowerKeys(item) ?? []));
    const udf = entry.success ? schema.udf(entry.data.name) : undefined;
    // An unknown name is dropped like any unknown property (judgement).
    if (entry.success && udf !== undefined) values.push({ name: udf.name, value: udfValue(udf, entry.data.value) });
  }
  return values;
}

/** A UDF's value in the form it is read back: text whatever the type; list values go by their label (dossier §6). */
function udfValue(udf: UdfDefinition, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (udf.picklistValues !== null) return listLabel(udf, asText(value));
  if (udf.type === 'string') return checkedLength(udf, asText(value));
  const converted = convert(value, valueType(udf.type));
  // The texts for wrong UDF values are not established (judgement).
  if (converted === null) throw refuse(`The value of the User-Defined Field ${udf.name} is not a valid ${udf.type}.`);
  return String(converted);
}

function listLabel(udf: UdfDefinition, label: string): string {
  const entry = udf.picklistValues?.find((item) => item.label.toLowerCase() === label.toLowerCase() && item.isActive);
  if (entry === undefined) throw refuse(`Picklist value [${label}] does not exist for ${udf.name}. ; on record number [1].`);
  return entry.label;
}

function checkedLength(udf: UdfDefinition, value: string): string {
  if (udf.length > 0 && value.length > udf.length) {
    throw refuse(`The value of the User-Defined Field ${udf.name} exceeds ${udf.length} characters.`);
  }
  return value;
}
