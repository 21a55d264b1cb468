import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, recordKeys, table, words } from './parameters.js';

export const get = defineTool({
  name: 'autotask_get',
  title: 'Get records',
  effect: 'read',
  description: 'One or many records of an entity, by id or number, with all that is filled in them or only the fields named.',
  synonyms: { id: 'ids', ticketNumber: 'ids', number: 'ids', columns: 'fields' },
  input: () =>
    z.strictObject({
      entity: entityName,
      ids: recordKeys.describe('ids or numbers such as T20260309.0012'),
      fields: words.optional().describe('up to 3: their texts come whole'),
    }),
  output: () => z.looseObject({ entity: z.string(), shown: z.int(), ...table }),
  run: async (question, { semantic, time }) => ({ ...(await semantic.get(question, time)) }),
});
