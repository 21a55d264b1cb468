import { z } from 'zod';
import type { Progress } from '../semantic/list/list.js';
import { defineTool } from './define-tool.js';
import { entityName, filter, limit, table, words } from './parameters.js';

export const aggregate = defineTool({
  name: 'autotask_aggregate',
  title: 'Count and add up',
  effect: 'read',
  description:
    'Counts, sums, averages and extremes over all matching records, by up to two groups. Complete or refused, never over a part.',
  synonyms: { groupBy: 'group_by', measure: 'measures', where: 'filter', filters: 'filter' },
  input: () =>
    z.strictObject({
      entity: entityName,
      filter: filter.optional().describe('as in autotask_query'),
      measures: words.optional().describe('count (default), sum:hoursWorked, avg:…, min:…, max:…'),
      group_by: words.optional().describe('fields, e.g. status, ticket.company; dates by day, week or month: createDate:week'),
      limit: limit.optional().describe('groups, default 50'),
    }),
  output: () =>
    z.looseObject({ entity: z.string(), total: z.int(), groups: z.int(), shown: z.int(), filter: z.string(), ...table }),
  run: async ({ group_by: groupBy, ...question }, { semantic, time, reportProgress }) => {
    const onProgress = ({ rowsRead, rowsExpected }: Progress): void => reportProgress(rowsRead, rowsExpected);
    const options = { ...time, onProgress };
    return { ...(await semantic.aggregate({ ...question, groupBy }, options)) };
  },
});
