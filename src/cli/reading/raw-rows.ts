import type { EntityRecord } from '../../autotask/types.js';
import { openExport } from '../../semantic/export.js';
import type { Context } from '../context.js';
import { CommandLineError } from '../errors.js';
import { openRows } from '../output/rows.js';
import { finish, stream } from './export-rows.js';
import type { ReadQuestion } from './question.js';

/** The API's own records, by id: ids, UTC times and texts exactly as they are stored. */
export async function rawRows(context: Context, question: ReadQuestion, limit: number | undefined): Promise<void> {
  if (question.order !== undefined)
    throw new CommandLineError('--raw gives records as the API does, in order of id; leave --order out.');
  const session = await context.connect();
  const call = { signal: context.signal, priority: 'bulk' } as const;
  const all = await session.understand(() => openExport(session.semantic.tenant, question, call));
  const rows = await openRows(context);
  let columns: readonly string[] | undefined;
  const write = async (record: EntityRecord): Promise<void> => {
    if (columns === undefined) {
      columns = all.recordFields ?? Object.keys(record);
      await rows.begin(columns);
    }
    await rows.row(columns.map((column) => record[column] ?? null));
  };
  const written = await stream(context, all, all.records(limit), write);
  if (columns === undefined) await rows.begin(all.recordFields ?? ['id']);
  await rows.end();
  const total = written === limit ? await all.count() : written;
  await finish(context, session, all, { written, total });
}
