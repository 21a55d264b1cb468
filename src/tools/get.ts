import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, fieldNames, recordId, table } from './parameters.js';
import { toTable } from './rows.js';

/** Longest text shown whole, in characters; with named fields everything is shown. */
const LONGEST_TEXT = 2_000;
const LONGEST_NAMED_TEXT = 32_000;

export const get = defineTool({
  name: 'autotask_get',
  title: 'Get records',
  effect: 'read',
  description:
    'One or many records of an entity by id, with all filled fields or only those named. Long texts are cut unless named.',
  input: z.strictObject({ entity: entityName, ids: z.array(recordId).min(1).max(100), fields: fieldNames.optional() }),
  output: z.looseObject({ entity: z.string(), shown: z.int(), ...table }),
  run: async ({ entity, ids, fields }, { client, signal }) => {
    const records = await client.getMany(entity, ids, { signal, ...(fields === undefined ? {} : { fields }) });
    const found = new Set(records.map(({ id }) => id));
    const missing = ids.filter((id) => !found.has(id));
    return {
      entity,
      shown: records.length,
      notes: missing.length === 0 ? [] : [`Not found, or not visible to this API user: ${missing.join(', ')}.`],
      ...toTable(records, fields === undefined ? LONGEST_TEXT : LONGEST_NAMED_TEXT),
    };
  },
});
