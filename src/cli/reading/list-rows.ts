import { openExport } from '../../semantic/export.js';
import { LARGEST_LIMIT, type ListAnswer } from '../../semantic/list/list.js';
import type { Context } from '../context.js';
import { openRows } from '../output/rows.js';
import { progressLine, type ProgressLine } from '../progress.js';
import type { Session } from '../session.js';
import type { ReadQuestion } from './question.js';
import { MORE_ROWS, requestsText, tellNotes } from './remarks.js';

/** The first rows in the order asked for, with labels and names: what the query tool answers, with whole texts. */
export async function listRows(context: Context, question: ReadQuestion, limit: number): Promise<void> {
  const session = await context.connect();
  const progress = progressLine(context.terminal, question.entity);
  const answers = await collect(context, session, question, limit, progress);
  progress.clear();
  const [first] = answers;
  if (first === undefined) return;
  const { columns: all } = await openExport(session.semantic.tenant, { entity: question.entity, fields: question.fields });
  // Programs want the same fields in every row; people do not want columns without a value.
  const isForPeople = context.global.format === 'table' || context.global.format === 'md';
  const columns = isForPeople ? all.filter((column) => answers.some((answer) => answer.columns.includes(column))) : all;
  const rows = await openRows(context);
  await rows.begin(columns);
  for (const answer of answers) {
    const places = columns.map((column) => answer.columns.indexOf(column));
    for (const row of answer.rows) await rows.row(places.map((place) => row[place] ?? null));
  }
  await rows.end();
  await context.terminal.out.flush();
  tell(context, session, answers, first);
}

async function collect(
  context: Context,
  session: Session,
  question: ReadQuestion,
  limit: number,
  progress: ProgressLine,
): Promise<ListAnswer[]> {
  const { entity, filter, fields, order } = question;
  const answers: ListAnswer[] = [];
  let cursor: string | undefined;
  for (let left = limit; left > 0;) {
    const asked = { entity, filter, fields, order, limit: Math.min(left, LARGEST_LIMIT), cursor };
    const options = {
      signal: context.signal,
      isForProgram: true,
      onProgress: ({ rowsRead }: { readonly rowsRead: number }) => progress.show(rowsRead),
    };
    const answer = await session.understand(() => session.semantic.query(asked, options));
    answers.push(answer);
    left -= answer.shown;
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  return answers;
}

function tell(context: Context, session: Session, answers: readonly ListAnswer[], first: ListAnswer): void {
  const shown = answers.reduce((sum, answer) => sum + answer.shown, 0);
  const { terminal } = context;
  terminal.note(
    `${String(shown)} of ${String(first.total)} ${first.entity}, by ${first.order}. Filter: ${first.filter}. Times in ${first.timeZone}. ${requestsText(session)}.`,
  );
  const notes = answers.flatMap((answer) => answer.notes);
  tellNotes(context, notes, first.missing);
  if (shown < first.total) terminal.note(MORE_ROWS);
}
