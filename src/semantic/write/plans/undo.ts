import type { EntityRecord, FieldInfo } from '../../../autotask/types.js';
import { displayName, withoutId } from '../../entities/field-kind.js';
import type { Schema } from '../../entities/schema.js';
import { NotFoundError } from '../../../autotask/errors.js';
import { NotUndoableError } from '../errors.js';
import { callOf, UNDO_TOOL, type Journal, type JournalEntry } from '../journal.js';
import type { WritePlan, WriteStep } from '../plan.js';
import { sameValue, udfValues } from '../read-back.js';
import { subjectOf } from '../records.js';
import { showFields } from '../shown.js';
import type { Words } from '../words.js';
import { deleteStep } from './delete.js';
import { severalRecords } from './update.js';

export interface UndoInput {
  /** The write to take back, as its answer named it; the person's latest where absent. */
  readonly write?: string | undefined;
  readonly person: string;
}

/** Fields that Autotask moves by itself and that say nothing about a change by somebody else. */
const MOVING = /^(lastActivity|lastModified|lastTrackedModification|impersonatorUpdater|serviceLevelAgreementPausedNextEvent)/;

/** A plan that takes back the writes of one call, latest first, as far as nobody else has changed the records since. */
export async function planUndo(input: UndoInput, journal: Journal, words: Words): Promise<WritePlan> {
  const call = input.write === undefined ? journal.latestCall(input.person) : callOf(input.write);
  if (call === undefined)
    throw new NotUndoableError('This server has written nothing for you that could be taken back. Name the write.');
  const writes = await journal.writesOf(call, input.person);
  if (writes.length === 0) throw new NotUndoableError(`This server knows of no write "${call}" made for you.`);
  const open = writes.filter(({ undone }) => !undone);
  if (open.length === 0) throw new NotUndoableError(`The write "${call}" has been taken back already.`);
  const steps: WriteStep[] = [];
  const remarks: string[] = [];
  for (const entry of open.toReversed()) {
    const result = await undoStep(entry, words);
    if (typeof result === 'string') remarks.push(result);
    else steps.push(result);
  }
  if (steps.length === 0) throw new NotUndoableError(remarks.join(' '));
  return { tool: UNDO_TOOL, steps, risks: severalRecords(steps.filter(({ action }) => action === 'update')), remarks };
}

/** The step that takes a write back, or a sentence on why there is none. */
async function undoStep(entry: JournalEntry, words: Words): Promise<WriteStep | string> {
  const { action, entity, id, record: subject } = entry;
  if (action === 'delete') return `${subject} was deleted; Autotask cannot bring a record back under its id.`;
  const schema = await words.schema(entity);
  if (action === 'create' && !schema.entity.canDelete) {
    return `${subject} (${entity} ${id}) stays: Autotask has no way to delete ${entity}.`;
  }
  const current = await words.client.get(entity, id, { signal: words.signal }).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (current === undefined) return `${subject} (${entity} ${id}) is gone or no longer visible to this API user.`;
  const touched = changedSince(entry, current);
  if (touched.length > 0) {
    return `${subject} was changed by somebody else since (${touched.map(withoutId).join(', ')}), so it is left as it is.`;
  }
  return action === 'create'
    ? { ...deleteStep(schema, current), undoes: entry.write }
    : restoreStep(schema, current, entry, words);
}

/** Names of the fields that no longer are as the write left them. */
function changedSince({ stored, after }: JournalEntry, current: EntityRecord): string[] {
  const left = stored ?? after ?? {};
  const standard = standardFields(left)
    .filter(([name, value]) => name in current && !MOVING.test(name) && name !== 'data' && !sameValue(value, current[name]))
    .map(([name]) => name);
  const now = udfValues(current);
  const userDefined = [...udfValues(left)].filter(([name, value]) => !sameValue(value, now.get(name))).map(([name]) => name);
  return [...standard, ...userDefined];
}

async function restoreStep(
  schema: Schema,
  current: EntityRecord,
  entry: JournalEntry,
  words: Words,
): Promise<WriteStep | string> {
  const before = entry.before ?? {};
  if (Object.values(before).includes('[redacted]')) return `${entry.record}: the earlier value is a secret and was not kept.`;
  if (isAlready(before, current)) return `${entry.record} is as it was before the write already.`;
  const fields = await fieldsOf(schema, before);
  const old: EntityRecord = { ...before, id: current.id };
  const [shownNow, shownBefore] = await Promise.all([
    showFields(schema.name, current, fields, words),
    showFields(schema.name, old, fields, words),
  ]);
  return {
    action: 'update',
    entity: schema.name,
    id: current.id,
    subject: subjectOf(schema, current),
    fields: before,
    before: current,
    changes: fields.map((field, index) => ({
      field: displayName(field),
      before: shownNow[index] ?? null,
      after: shownBefore[index] ?? null,
    })),
    readBack: true,
    undoes: entry.write,
  };
}

function isAlready(before: Readonly<Record<string, unknown>>, current: EntityRecord): boolean {
  const now = udfValues(current);
  return (
    standardFields(before).every(([name, value]) => sameValue(value, current[name])) &&
    [...udfValues(before)].every(([name, value]) => sameValue(value, now.get(name)))
  );
}

async function fieldsOf(schema: Schema, before: Readonly<Record<string, unknown>>): Promise<FieldInfo[]> {
  const standard = standardFields(before).flatMap(([name]) => schema.standard(name) ?? []);
  const udfs = udfValues(before);
  return udfs.size === 0 ? standard : [...standard, ...(await schema.userDefinedFields()).filter(({ name }) => udfs.has(name))];
}

function standardFields(values: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(values).filter(([name]) => name !== 'userDefinedFields');
}
