import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { entityName, recordKeys } from './parameters.js';
import { answerOf, going, written } from './write-parameters.js';

export const deleteTool = defineTool({
  name: 'autotask_delete',
  title: 'Delete records',
  effect: 'delete',
  description:
    'Deletes records for good, after the person has agreed. Many entities (Tickets, Companies, notes) cannot be deleted.',
  input: () => z.strictObject({ entity: entityName, ids: recordKeys, approval: going.approval }),
  output: () => written,
  run: async ({ entity, ids, approval }, { write }) => {
    const { planDelete } = await import('../semantic/write/plans/delete.js');
    return answerOf(await write((words) => planDelete({ entity, ids }, 'autotask_delete', words), { approval }));
  },
});
