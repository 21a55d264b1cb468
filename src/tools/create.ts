import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, fieldValues, recordId, table } from './parameters.js';
import { toTable } from './rows.js';
import { unkept } from './read-back.js';

export const createTool = defineTool({
  name: 'autotask_create',
  title: 'Create a record',
  effect: 'create',
  description:
    'Creates one record of any entity. A child needs its parent id among the fields (a note: ticketID). Required fields and valid values: autotask_list_fields. Answers with the stored record.',
  input: z.strictObject({ entity: entityName, fields: fieldValues.describe('field → value') }),
  output: z.looseObject({ entity: z.string(), id: recordId, ...table }),
  run: async ({ entity, fields }, { client, signal }) => {
    const id = await client.create(entity, fields, { signal });
    const stored = await client.get(entity, id, { signal });
    return { entity, id, notes: unkept(fields, stored), ...toTable([stored], 1_000) };
  },
});
