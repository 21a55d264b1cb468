import type { EntityDescription } from '../../autotask/catalogue.js';
import { refuse } from '../http/reply.js';
import { parentLink } from '../parent-link.js';
import type { EntitySchema } from '../schema.js';
import { actingResource, changedBy, recordChange, type Caller, type TenantState } from '../state.js';
import { attachmentInfo } from '../store/store.js';
import type { SeedRow, UdfValue } from '../types.js';
import { invalidReference, missingField, set, type Draft } from './draft.js';
import { isWritable, readInput, type WriteInput } from './input.js';
import { rulesOf } from './rules.js';
import { addTicketHistory } from './ticket-history.js';
import { checkTimeEntryDelete } from './time-entry-rules.js';

/** The row that a write left behind and what it wrote, for the workflow rules that follow. */
export interface Written {
  readonly row: SeedRow;
  readonly changed: Readonly<Record<string, unknown>>;
}

/** Where a write goes: an entity, and the parent's id for the child routes. */
export interface Target {
  readonly schema: EntitySchema;
  readonly parentId: number | null;
}

/** @throws {Refusal} with the reasons of dossier §7. */
export function createRecord(state: TenantState, caller: Caller, target: Target, body: unknown): Written {
  const { schema } = target;
  const input = withParent(readInput(body, schema, 'create', state), target, state);
  const after: SeedRow = { id: nextId(state, schema.entity) };
  for (const [name, value] of input.fields) set(after, name, value);
  if (input.udfs !== null && input.udfs.length > 0) after.userDefinedFields = input.udfs;
  const draft: Draft = { kind: 'create', schema, caller, before: null, after, written: new Set(input.fields.keys()) };
  return store(draft, state);
}

/**
 * @param replace true for PUT, which nulls every writable field that the body leaves out (dossier §5).
 * @throws {Refusal} with the reasons of dossier §7.
 */
export function updateRecord(state: TenantState, caller: Caller, target: Target, body: unknown, replace: boolean): Written {
  const { schema } = target;
  const input = withParent(readInput(body, schema, 'update', state), target, state);
  if (input.id === null) throw missingField('id');
  const before = ownRow(state, caller, target, input.id);
  if (before === null) throw notFound('update');
  const writable = schema.fields.filter((field) => isWritable(field, 'update')).map((field) => field.name);
  const written = new Set(replace ? writable : input.fields.keys());
  const after: SeedRow = { ...before };
  for (const name of written) set(after, name, input.fields.get(name));
  const udfs = mergeUdfs(replace ? [] : (before.userDefinedFields ?? []), input.udfs ?? []);
  if (udfs.length > 0 || before.userDefinedFields !== undefined) after.userDefinedFields = udfs;
  return store({ kind: 'update', schema, caller, before, after, written }, state);
}

/** @throws {Refusal} where the record does not exist, hangs below another parent, or may not be deleted. */
export function deleteRecord(state: TenantState, caller: Caller, target: Target, id: number): Written {
  const { entity } = target.schema;
  const before = ownRow(state, caller, target, id);
  if (before === null) throw notFound('delete');
  if (entity.name === 'TimeEntries') checkTimeEntryDelete(before, caller);
  state.store.table(entity.name).remove(id);
  if (entity.kind === 'attachment') state.store.table('AttachmentInfo').remove(id);
  recordChange(state, { entity: entity.name, kind: 'delete', row: before, before, after: null, by: changedBy(caller) });
  return { row: before, changed: {} };
}

/** A record that the caller can see and that hangs below the URL's parent; null otherwise. */
export function ownRow(state: TenantState, caller: Caller, { schema, parentId }: Target, id: number): SeedRow | null {
  const { entity } = schema;
  const row = state.store.row(entity.name, id);
  if (row === undefined || caller.user.hides?.(entity.name, row) === true) return null;
  const link = parentId === null ? null : parentLink(state.schemas, schema, parentId);
  return link !== null && row[link.field] !== link.value ? null : row;
}

function withParent(input: WriteInput, { schema, parentId }: Target, state: TenantState): WriteInput {
  const { parent, parentField } = schema.entity;
  if (parentId === null || parentField === undefined) return input;
  const parentEntity = parent === undefined ? undefined : state.schemas.describe(parent);
  if (parentEntity !== undefined && state.store.row(parentEntity.name, parentId) === undefined) {
    throw invalidReference(parentField, parentEntity.singular);
  }
  // The URL's parent wins over the body's (judgement).
  return { ...input, fields: new Map([...input.fields, [parentField, parentId]]) };
}

function store(draft: Draft, state: TenantState): Written {
  const { kind, schema, before, after, written, caller } = draft;
  const { entity } = schema;
  for (const rule of rulesOf(entity)) rule(draft, state);
  state.store.table(entity.name).put(after);
  if (entity.kind === 'attachment') state.store.table('AttachmentInfo').put(attachmentInfo(entity, after));
  if (entity.name === 'Tickets') addTicketHistory(state, { before, after, resourceId: actingResource(caller) });
  recordChange(state, { entity: entity.name, kind, row: after, before, after, by: changedBy(caller) });
  return { row: after, changed: Object.fromEntries([...written].map((name) => [name, after[name] ?? null])) };
}

/** Attachments of all kinds share one row of ids, since AttachmentInfo lists them together. */
function nextId(state: TenantState, entity: EntityDescription): number {
  const own = state.store.table(entity.name).nextId();
  return entity.kind === 'attachment' ? Math.max(own, state.store.table('AttachmentInfo').nextId()) : own;
}

/** Only the listed user-defined fields change (dossier §6). */
function mergeUdfs(before: readonly UdfValue[], written: readonly UdfValue[]): UdfValue[] {
  const values = new Map(before.map(({ name, value }) => [name, value]));
  for (const { name, value } of written) values.set(name, value);
  return [...values].map(([name, value]) => ({ name, value }));
}

/** Established for deletes (dossier §5); an update of a missing record answers alike (judgement). */
function notFound(verb: 'update' | 'delete'): Error {
  return refuse(
    'No message. No matching records found. The logged in Resource may not have the required permissions to ' +
      `${verb} the data.`,
  );
}
