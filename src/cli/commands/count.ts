import { entityCalled } from '../../semantic/entities/entity-words.js';
import type { Emptiness } from '../../semantic/emptiness.js';
import { openExport } from '../../semantic/export.js';
import type { Context } from '../context.js';
import { filterParts } from '../filters.js';
import { writeOne } from '../output/rows.js';
import { requestsText, tellNotes } from '../reading/remarks.js';

/** How many records match: counted by Autotask, unless a part of the filter can only be checked here. */
export async function count(
  context: Context,
  options: { readonly filter?: string },
  name: string,
  filters: readonly string[],
): Promise<void> {
  const entity = entityCalled(name).name;
  const filter = filterParts(filters, options.filter);
  const session = await context.connect();
  const call = { signal: context.signal };
  const all = await session.understand(() => openExport(session.semantic.tenant, { entity, filter, fields: ['id'] }, call));
  const total = all.isCountable ? await all.count() : await countRows(all.records());
  await writeOne(context, { entity, count: total });
  await context.terminal.out.flush();
  const { notes, missing }: Emptiness =
    total === 0 ? await all.explainEmpty() : { notes: await session.semantic.tenant.access.warnings(entity, call) };
  context.terminal.note(`Filter: ${all.filter}. Times in ${all.timeZone}. ${requestsText(session)}.`);
  tellNotes(context, [...all.notes, ...notes], missing);
}

async function countRows(pages: AsyncIterable<readonly unknown[]>): Promise<number> {
  let rows = 0;
  for await (const page of pages) rows += page.length;
  return rows;
}
