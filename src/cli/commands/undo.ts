import { planUndo } from '../../semantic/write/plans/undo.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import { writeRows } from '../output/rows.js';
import type { WriteOptions } from '../program/shared-options.js';
import { pastCalls, type PastCall } from '../writing/history.js';
import { personOf, runWrite } from '../writing/run-write.js';

export type UndoOptions = WriteOptions & { readonly list?: true };

/** Takes back the writes of one earlier command, found in the audit file. */
export async function undo(context: Context, options: UndoOptions, change: string | undefined): Promise<void> {
  const session = await context.connect();
  const person = personOf(session);
  const calls = pastCalls(await session.writeLog.events(), person);
  if (options.list === true) return list(context, calls);
  const write = change ?? calls.find(({ isUndone, tool }) => !isUndone && tool !== 'autotask_undo')?.call;
  if (write === undefined)
    throw new CommandLineError('There is no write to take back: the audit file knows of none by this person.');
  await runWrite(context, options, 'autotask_undo', (words, journal) => planUndo({ write, person }, journal, words));
}

async function list(context: Context, calls: readonly PastCall[]): Promise<void> {
  await writeRows(
    context,
    ['change', 'time', 'tool', 'records', 'undone'],
    calls.map(({ call, time, tool, records, isUndone }) => [call, time, tool, records.join('; '), isUndone]),
  );
}
