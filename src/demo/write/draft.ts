import { refuse } from '../http/reply.js';
import type { EntitySchema } from '../schema.js';
import type { Caller, TenantState } from '../state.js';
import type { SeedRow } from '../types.js';

/** A write while it is being checked. Rules read and may complete `after`. */
export interface Draft {
  readonly kind: 'create' | 'update';
  readonly schema: EntitySchema;
  readonly caller: Caller;
  /** Null on a create. */
  readonly before: SeedRow | null;
  readonly after: SeedRow;
  /** Canonical names of the fields that the request writes; a PUT writes every writable field. */
  readonly written: ReadonlySet<string>;
}

/** Checks or completes a draft. @throws {Refusal} with the reason. */
export type Rule = (draft: Draft, state: TenantState) => void;

export function hasValue(row: Readonly<Record<string, unknown>>, field: string): boolean {
  const value = row[field];
  return value !== undefined && value !== null && value !== '';
}

/** A reference's id, or null. Zero is an id like any other (dossier §9). */
export function idIn(row: Readonly<Record<string, unknown>>, field: string): number | null {
  const value = row[field];
  return typeof value === 'number' ? value : null;
}

export function textIn(row: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = row[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function writesAny(draft: Draft, fields: readonly string[]): boolean {
  return fields.some((field) => draft.written.has(field));
}

/** Sets a field, or clears it with null. */
export function set(row: SeedRow, field: string, value: unknown): void {
  if (value === null || value === undefined) delete row[field];
  else row[field] = value;
}

export function missingField(field: string): Error {
  return refuse(missingFieldText(field));
}

export function missingFieldText(field: string): string {
  return `Missing Required Field: ${field}. ; on record number [1].`;
}

export function invalidReference(field: string, singular: string): Error {
  return refuse(`Reference value on field: ${field} of type: ${singular} does not exist or is invalid.`);
}
