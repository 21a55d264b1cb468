import { resolveEntity } from '../../autotask/routes.js';
import type { EntityRecord } from '../../autotask/types.js';
import { displayName } from '../entities/field-kind.js';
import type { Applied, DoneStep } from './apply.js';
import { authorshipNotes } from './authorship.js';
import type { WriteStep } from './plan.js';
import { shortChangeLine } from './preview.js';
import { numberOf } from './records.js';
import type { ReadBack, StoredStep } from './read-back.js';
import { showFields } from './shown.js';
import type { Named, Words } from './words.js';

/** What a write call has done, in people's words. */
export interface WriteReport {
  /** Names the call for `autotask_undo`; absent where nothing was written. */
  readonly write?: string;
  /** A line per record that was written. */
  readonly done: readonly string[];
  /** What else the person should know. */
  readonly notes: readonly string[];
  /** The written records, for programs. */
  readonly records: readonly { readonly entity: string; readonly id: number }[];
}

/** The report of a plan as far as it was carried out. */
export async function reportOf(
  call: string,
  { done }: Applied,
  read: ReadBack,
  { remarks, author }: { readonly remarks: readonly string[]; readonly author: Named | undefined },
  words: Words,
): Promise<WriteReport> {
  const stored = new Map(read.stored.map((one) => [one.write, one]));
  const differences = await Promise.all(read.stored.map((one) => differenceNote(one, words)));
  const authorship = author === undefined ? [] : await authorshipNotes(read.stored, author, words);
  return {
    ...(done.length === 0 ? {} : { write: call }),
    done: done.map((one) => doneLine(one, stored.get(one.write)?.stored)),
    notes: [
      ...differences.flatMap((note) => note ?? []),
      ...authorship,
      ...(read.unread.length === 0
        ? []
        : [`Written, but could not be read again: ${read.unread.map(({ step }) => step.subject).join(', ')}.`]),
      ...remarks,
    ],
    records: done.map(({ step, id }) => ({ entity: step.entity, id })),
  };
}

/** The answer to a partial write. */
export function partialMessage(report: WriteReport, { failure }: Applied, reason: string, untried: readonly WriteStep[]): string {
  const failed = failure === undefined ? '' : describeFailure(failure.step, failure.outcome, reason);
  return [
    `Only a part was done. Done: ${report.done.join('; ')}.`,
    failed,
    untried.length === 0 ? '' : `Not tried: ${untried.map(({ subject }) => subject).join(', ')}.`,
    ...report.notes,
    report.write === undefined ? '' : `What was done can be taken back: undo write ${report.write}. Or ask for the rest again.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function describeFailure(step: WriteStep, outcome: string, reason: string): string {
  const what = `${{ create: 'creating', update: 'updating', delete: 'deleting' }[step.action]} ${step.subject}`;
  return outcome === 'unknown' ? `It is not known whether ${what} happened: ${reason}` : `Failed at ${what}: ${reason}`;
}

function doneLine({ step, id }: DoneStep, stored: EntityRecord | undefined): string {
  const { action, subject, changes } = step;
  if (action === 'delete') return `${subject} deleted`;
  if (action === 'create') {
    const number = stored === undefined ? undefined : numberOf({ entity: resolveEntity(step.entity) }, stored);
    return number !== undefined ? `${subject} created: ${number} (id ${id})` : `${subject} created (id ${id})`;
  }
  return `${subject}: ${changes.map(shortChangeLine).join('; ')}`;
}

/** Says where the tenant keeps something else than was sent. */
async function differenceNote({ step, stored, differing }: StoredStep, words: Words): Promise<string | undefined> {
  if (differing.length === 0) return undefined;
  const schema = await words.schema(step.entity);
  const fields = differing.flatMap((name) => schema.standard(name) ?? []);
  const now = await showFields(step.entity, stored, fields, words).catch(() => fields.map(({ name }) => String(stored[name])));
  const wanted = new Map(step.changes.map(({ field, after }) => [field, after]));
  const parts = fields.map((field, index) => {
    const name = displayName(field);
    return `${name} is ${now[index] ?? 'empty'}, not ${wanted.get(name) ?? 'as asked'}`;
  });
  const others = differing.filter((name) => schema.standard(name) === undefined);
  return `Did not stick, a rule of the tenant or Autotask itself keeps it: ${step.subject}: ${[...parts, ...others].join('; ')}.`;
}
