import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, fieldValues, recordKeys } from './parameters.js';
import { answerOf, going, written } from './write-parameters.js';

export const update = defineTool({
  name: 'autotask_update',
  title: 'Update records',
  effect: 'update',
  description:
    'Changes fields of one record, or the same fields of several, in people\'s words: {"status":"In Progress","assignedResource":"me"}; null empties. ' +
    'Other fields stay. Tells old → new as read back. Several records, money and the like are shown to the person first.',
  synonyms: { id: 'ids', changes: 'fields', values: 'fields' },
  input: () =>
    z.strictObject({
      entity: entityName,
      ids: recordKeys.describe('ids or ticket numbers'),
      fields: fieldValues,
      approval: going.approval,
    }),
  output: () => written,
  run: async ({ entity, ids, fields, approval }, { write }) => {
    const { planUpdate } = await import('../semantic/write/plans/update.js');
    return answerOf(await write((words) => planUpdate({ entity, ids, fields }, 'autotask_update', words), { approval }));
  },
});
