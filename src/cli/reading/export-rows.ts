import { openExport, type Export } from '../../semantic/export.js';
import type { Context } from '../context.js';
import { openRows } from '../output/rows.js';
import { progressLine } from '../progress.js';
import type { Session } from '../session.js';
import { requestsText } from './list-rows.js';
import type { ReadQuestion } from './question.js';

/** Every row with labels and names, written as it arrives: the memory needed does not grow with the number of rows. */
export async function exportRows(context: Context, question: ReadQuestion): Promise<void> {
  const session = await context.connect();
  const { signal } = context;
  const all = await session.understand(() => openExport(session.semantic.tenant, question, { signal, priority: 'bulk' }));
  const rows = await openRows(context);
  await rows.begin(all.columns);
  const written = await stream(context, all, all.pages(), (row) => rows.row(row));
  await rows.end();
  await finish(context, session, all, written);
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

export async function finish(context: Context, session: Session, all: Export, written: number): Promise<void> {
  const { terminal } = context;
  await terminal.out.flush();
  terminal.note(
    `${String(written)} ${all.entity}, by id. Filter: ${all.filter}. Times in ${all.timeZone}. ${requestsText(session)}.`,
  );
  for (const note of all.notes) terminal.note(note);
  if (written === 0) terminal.note(await session.semantic.tenant.access.explainEmpty(all.entity, { signal: context.signal }));
}
