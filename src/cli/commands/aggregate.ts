import { entityCalled } from '../../semantic/entities/entity-words.js';
import { aggregateRecords } from '../../semantic/aggregate/aggregate.js';
import type { Context } from '../context.js';
import { filterParts } from '../filters.js';
import { writeRows } from '../output/rows.js';
import { progressLine } from '../progress.js';
import { requestsText, tellNotes } from '../reading/remarks.js';

export interface AggregateOptions {
  readonly filter?: string;
  readonly measure?: readonly string[];
  readonly by?: readonly string[];
}

const MOST_GROUPS = 500;

/** Figures over all matching records, a row for each group. */
export async function aggregate(
  context: Context,
  options: AggregateOptions,
  name: string,
  filters: readonly string[],
): Promise<void> {
  const entity = entityCalled(name).name;
  const filter = filterParts(filters, options.filter);
  const session = await context.connect();
  const progress = progressLine(context.terminal, entity);
  const question = { entity, filter, measures: options.measure, groupBy: options.by, limit: MOST_GROUPS };
  const call = { signal: context.signal, onProgress: ({ rowsRead }: { readonly rowsRead: number }) => progress.show(rowsRead) };
  const answer = await session.understand(() => aggregateRecords(session.semantic.tenant, question, call));
  progress.clear();
  await writeRows(context, answer.columns, answer.rows);
  const { terminal } = context;
  const groups =
    answer.totals === undefined
      ? ''
      : ` in ${String(answer.groups)} groups (${String(answer.shown)} shown), together ${answer.totals.map(String).join(', ')}`;
  terminal.note(
    `${String(answer.total)} ${answer.entity}${groups}. Filter: ${answer.filter}. Times in ${answer.timeZone}. ${requestsText(session)}.`,
  );
  tellNotes(context, answer.notes, answer.missing);
}
