import { writeRoute } from '../../../autotask/routes.js';
import type { EntityRecord } from '../../../autotask/types.js';
import type { Schema } from '../../entities/schema.js';
import { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { Risk, WritePlan, WriteStep } from '../plan.js';
import { readRecords, subjectOf } from '../records.js';
import { applyRules } from '../rules/index.js';
import { secondaryOn } from '../rules/secondaries.js';
import { isLocked } from '../rules/time-entry.js';
import type { Words } from '../words.js';
import { updateStep } from './steps.js';

export interface UpdateInput {
  readonly entity: string;
  /** Ids, or ticket, task or project numbers. */
  readonly ids: readonly (number | string)[];
  /** Field → new value in people's words; null empties a field. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A plan that changes the same fields of one or several records. Of several, those that cannot be changed are left out and named. */
export async function planUpdate(input: UpdateInput, tool: string, words: Words): Promise<WritePlan> {
  const schema = await words.schema(input.entity);
  writeRoute(schema.entity, 'PATCH');
  const records = await readRecords(schema, input.ids, words);
  const isBulk = records.length > 1;
  const { possible, left } = isBulk
    ? await withoutImpossible(schema, records, input.fields, words)
    : { possible: records, left: [] };
  const parts: { draft: Draft; step: WriteStep | undefined }[] = [];
  for (const record of possible) {
    const draft = await draftUpdate(schema, record, input.fields, words);
    parts.push({ draft, step: await updateStep(draft, words) });
  }
  const steps = parts.flatMap(({ step }) => (step === undefined ? [] : [step]));
  const same = parts.flatMap(({ draft, step }) =>
    step === undefined && draft.before !== undefined ? [subjectOf(schema, draft.before)] : [],
  );
  return {
    tool,
    steps,
    risks: [...severalRecords(steps), ...risksOf(parts.filter(({ step }) => step !== undefined))],
    remarks: [
      ...left,
      ...(same.length === 0 ? [] : [`Already so, not written: ${same.join(', ')}.`]),
      ...new Set(parts.flatMap(({ draft, step }) => (step === undefined ? [] : draft.remarks))),
    ],
  };
}

/** A checked draft that changes fields of one record. */
export async function draftUpdate(
  schema: Schema,
  record: EntityRecord,
  fields: Readonly<Record<string, unknown>>,
  words: Words,
): Promise<Draft> {
  if (Object.keys(fields).length === 0) throw new InvalidWriteError('No field to change was given.');
  const draft = new Draft(schema, record);
  await draft.read(fields, words);
  await applyRules(draft, words);
  return draft;
}

/** More than one record at a time is asked about, as every write may set off mails and clocks. */
export function severalRecords(steps: readonly WriteStep[]): Risk[] {
  if (steps.length < 2) return [];
  return [{ kind: 'several records', text: `${steps.length} records are written; each may set off workflow rules and mails.` }];
}

/** Each risk once, with the records that have it where there are several. */
function risksOf(parts: readonly { draft: Draft; step: WriteStep | undefined }[]): Risk[] {
  const byText = new Map<string, { risk: Risk; subjects: string[] }>();
  for (const { draft, step } of parts) {
    for (const risk of draft.risks) {
      const known = byText.get(risk.text) ?? { risk, subjects: [] };
      known.subjects.push(step?.subject ?? '');
      byText.set(risk.text, known);
    }
  }
  return [...byText.values()].map(({ risk, subjects }) =>
    parts.length === 1 || subjects.length === parts.length ? risk : { ...risk, text: `${subjects.join(', ')}: ${risk.text}` },
  );
}

async function withoutImpossible(
  schema: Schema,
  records: readonly EntityRecord[],
  fields: Readonly<Record<string, unknown>>,
  words: Words,
): Promise<{ possible: readonly EntityRecord[]; left: string[] }> {
  const locked = schema.name === 'TimeEntries' ? records.filter(isLocked) : [];
  const helping = await secondaryOn(schema, records, fields, words);
  const impossible = new Set([...locked, ...helping.records].map(({ id }) => id));
  const names = (some: readonly EntityRecord[]): string => some.map((record) => subjectOf(schema, record)).join(', ');
  return {
    possible: records.filter(({ id }) => !impossible.has(id)),
    left: [
      ...(locked.length === 0 ? [] : [`Left out, being approved and locked: ${names(locked)}.`]),
      ...(helping.records.length === 0
        ? []
        : [`Left out, as ${helping.person} is already a secondary resource there: ${names(helping.records)}.`]),
    ],
  };
}
