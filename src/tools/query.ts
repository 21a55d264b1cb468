import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, filter, FILTER_WORDS, limit, list, order, words } from './parameters.js';

export const query = defineTool({
  name: 'autotask_query',
  title: 'Query records',
  effect: 'read',
  description:
    'Lists records of any entity with labels and names in place of ids, and says how many match in all. For one whole ticket with its notes and time: autotask_ticket_timeline; for figures: autotask_aggregate.',
  synonyms: {
    sort: 'order',
    orderBy: 'order',
    order_by: 'order',
    where: 'filter',
    filters: 'filter',
    columns: 'fields',
    max: 'limit',
  },
  input: () =>
    z.strictObject({
      entity: entityName,
      filter: filter.optional().describe(FILTER_WORDS),
      fields: words
        .optional()
        .describe('default: the usual ones; ["*"] = all; also of what a reference points to: "company.ownerResource"'),
      order: order.optional().describe('e.g. "-createDate", "priority, dueDateTime"; tickets: newest first'),
      limit: limit.optional().describe('default 25'),
      cursor: z.string().optional().describe('from the previous answer, for the next page'),
    }),
  output: () => list,
  run: async (question, { semantic, time, reportProgress }) => ({
    ...(await semantic.query(question, {
      ...time,
      onProgress: ({ rowsRead, rowsExpected }) => reportProgress(rowsRead, rowsExpected),
    })),
  }),
});
