import { z } from 'zod';
import type { Filter } from '../autotask/types.js';
import { defineTool } from './define-tool.js';
import { entityName, fieldNames, table } from './parameters.js';
import { toTable } from './rows.js';

const LONGEST_TEXT = 200;

export const query = defineTool({
  name: 'autotask_query',
  title: 'Query records',
  effect: 'read',
  description: 'Records of any entity that match a filter, by ascending id, and how many match in all.',
  input: z.strictObject({
    entity: entityName,
    filter: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .describe('Autotask conditions, joined by AND: [{"op":"eq","field":"status","value":1}]'),
    fields: fieldNames.optional(),
    limit: z.int().min(1).max(500).default(25),
    cursor: z.string().optional(),
  }),
  output: z.looseObject({ entity: z.string(), total: z.int(), shown: z.int(), ...table }),
  run: async ({ entity, filter: conditions = [], fields, limit, cursor }, { client, signal }) => {
    // The client checks every condition against the tenant's metadata before it sends one.
    const filter = z.custom<Filter>().parse(conditions);
    const readOptions = {
      signal,
      limit,
      ...(fields === undefined ? {} : { fields }),
      ...(cursor === undefined ? {} : { afterId: Number(cursor) }),
    };
    const [total, page] = await Promise.all([
      client.count(entity, filter, { signal }),
      client.queryPage(entity, filter, readOptions),
    ]);
    const last = page.records.at(-1);
    return {
      entity,
      total,
      shown: page.records.length,
      ...toTable(page.records, LONGEST_TEXT),
      ...(page.hasMore && last !== undefined ? { cursor: String(last.id) } : {}),
    };
  },
});
