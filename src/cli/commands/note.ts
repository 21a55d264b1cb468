import { planNote } from '../../semantic/write/plans/note.js';
import type { Context } from '../context.js';
import type { WriteOptions } from '../program/shared-options.js';
import { readAll } from '../prompt.js';
import { runWrite } from '../writing/run-write.js';
import { parseRecordName } from '../writing/record-name.js';

export type NoteOptions = WriteOptions & { readonly title?: string; readonly customer?: true; readonly status?: string };

/** A note on a ticket, task, project or company, and a new status in the same step where wanted. */
export async function note(context: Context, options: NoteOptions, record: string, text: string): Promise<void> {
  const input = {
    ...parseRecordName(record),
    text: text === '-' ? await readAll(context.terminal) : text,
    title: options.title,
    visibility: options.customer === true ? 'customer' : 'internal',
    status: options.status,
  } as const;
  await runWrite(context, options, 'autotask_add_note', (words) =>
    planNote(input, 'autotask_add_note', words, { usesKnownValues: false }),
  );
}
