import { openExport, type Export } from '../../semantic/export.js';
import type { Context } from '../context.js';
import { openRows } from '../output/rows.js';
import { progressLine } from '../progress.js';
import type { Session } from '../session.js';
import type { ReadQuestion } from './question.js';
import { MORE_ROWS, requestsText, tellNotes } from './remarks.js';

/** Every row with labels and names, written as it arrives: the memory needed does not grow with the number of rows. */
export async function exportRows(context: Context, question: ReadQuestion): Promise<void> {
  const session = await context.connect();
  const { signal } = context;
  const all = await session.understand(() => openExport(session.semantic.tenant, question, { signal, priority: 'bulk' }));
  const rows = await openRows(context);
  await rows.begin(all.columns);
  const written = await stream(context, all, all.pages(), (row) => rows.row(row));
  await rows.end();
  await finish(context, session, all, { written, total: written });
}

/** Hands every row on and shows how far it is; the number of rows in all is asked for only where somebody watches. */
export async function stream<Row>(
  context: Context,
  all: Export,
  pages: AsyncIterable<readonly Row[]>,
  write: (row: Row) => Promise<void>,
): Promise<number> {
  const progress = progressLine(context.terminal, all.entity);
  const total = context.terminal.showsProgress ? await all.count() : undefined;
  let written = 0;
  try {
    for await (const page of pages) {
      context.signal.throwIfAborted();
      for (const row of page) await write(row);
      written += page.length;
      progress.show(written, total);
    }
  } finally {
    progress.clear();
  }
  return written;
}

/**
 * Says what was written, how much more there is, and what it means that there is nothing.
 *
 * @throws {NotFoundError} where the rows were to stand under a record that is not visible.
 */
export async function finish(
  context: Context,
  session: Session,
  all: Export,
  { written, total }: { readonly written: number; readonly total: number },
): Promise<void> {
  const { terminal } = context;
  await terminal.out.flush();
  const emptiness = written === 0 ? await all.explainEmpty() : { notes: [] };
  const rows = written < total ? `${String(written)} of ${all.isCountable ? '' : 'at most '}${String(total)}` : String(written);
  terminal.note(`${rows} ${all.entity}, by id. Filter: ${all.filter}. Times in ${all.timeZone}. ${requestsText(session)}.`);
  tellNotes(context, [...all.notes, ...emptiness.notes], emptiness.missing);
  if (written < total) terminal.note(MORE_ROWS);
}
