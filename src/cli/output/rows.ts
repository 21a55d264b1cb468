import type { Context } from '../context.js';
import { createRowWriter, type Cell, type Format, type RowWriter } from './row-writer.js';
import { writeRecord } from './record.js';

/** A writer to stdout in the format that was asked for. */
export async function openRows(context: Context): Promise<RowWriter> {
  const { terminal, global } = context;
  return createRowWriter(global.format, terminal.out, { width: terminal.width, color: terminal.color });
}

/** Writes a closed list of rows to stdout. */
export async function writeRows(context: Context, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> {
  const writer = await openRows(context);
  await writer.begin(columns);
  for (const row of rows) await writer.row(row);
  await writer.end();
  // Data before the remarks on it, where both end up on one screen.
  await context.terminal.out.flush();
}

/** Writes one record to stdout. */
export async function writeOne(
  context: Context,
  record: Readonly<Record<string, Cell>>,
  format: Format = context.global.format,
): Promise<void> {
  await writeRecord(format, context.terminal.out, record);
}

/** Of a command that tells a person about their own set-up: what was asked for, else text on a terminal and JSON for programs. */
export function formatForPeople({ global, terminal }: Context): Format {
  return !global.formatWasChosen && terminal.isOutTerminal ? 'table' : global.format;
}
