import type { Context } from '../context.js';
import { writeOne, writeRows } from '../output/rows.js';
import { requestsText } from '../reading/remarks.js';
import { idOrText } from '../writing/record-name.js';

/** A ticket and what happened on it, oldest first: one object in JSON, else the ticket's fields on stderr and the events as rows. */
export async function timeline(context: Context, options: { readonly full?: true }, ticket: string): Promise<void> {
  const session = await context.connect();
  const question = {
    ticket: idOrText(ticket),
    include: ['notes', 'time', 'checklist', 'attachments'],
    isFull: options.full,
  } as const;
  const answer = await session.understand(() => session.semantic.ticketTimeline(question, { signal: context.signal }));
  const { terminal, global } = context;
  if (global.format === 'json' || global.format === 'ndjson') {
    const events = answer.rows.map((row) =>
      Object.fromEntries(answer.columns.map((column, index) => [column, row[index] ?? null])),
    );
    await writeOne(context, { ticket: answer.ticket, ...answer.fields, events });
    await terminal.out.flush();
  } else {
    terminal.note(
      [answer.ticket, ...Object.entries(answer.fields).map(([name, value]) => `${name}: ${String(value)}`)].join('\n'),
    );
    await writeRows(context, answer.columns, answer.rows);
  }
  terminal.note(
    `${String(answer.shown)} of ${String(answer.total)} events. Times in ${answer.timeZone}. ${requestsText(session)}.`,
  );
  for (const note of answer.notes) terminal.note(note);
}
