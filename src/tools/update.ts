import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, fieldValues, recordId, table } from './parameters.js';
import { unkept } from './read-back.js';
import { shown } from './rows.js';

const LONGEST_TEXT = 300;

export const update = defineTool({
  name: 'autotask_update',
  title: 'Update a record',
  effect: 'update',
  description:
    'Changes the given fields of one record; other fields keep their value, null empties one. Answers old → new as read back, and says where a workflow rule of the tenant changed it again.',
  input: z.strictObject({ entity: entityName, id: recordId, fields: fieldValues.describe('field → new value') }),
  output: z.looseObject({ entity: z.string(), id: recordId, ...table }),
  run: async ({ entity, id, fields }, { client, signal }) => {
    const before = await client.get(entity, id, { signal });
    await client.update(entity, { ...fields, id }, { signal });
    const after = await client.get(entity, id, { signal });
    const names = Object.keys(fields);
    return {
      entity,
      id,
      notes: unkept(fields, after),
      columns: ['field', 'before', 'after'],
      rows: names.map((name) => [name, shown(before[name], LONGEST_TEXT), shown(after[name], LONGEST_TEXT)]),
    };
  },
});
