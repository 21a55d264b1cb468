import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { answerOf, going, written } from './write-parameters.js';

export const undo = defineTool({
  name: 'autotask_undo',
  title: 'Take a write back',
  effect: 'update',
  description:
    'Takes back what a call of this server wrote (default: the latest), as long as nobody else has changed the record since. Says what cannot be taken back and why.',
  input: () =>
    z.strictObject({
      write: z.string().optional().describe("the answer's write"),
      approval: going.approval,
    }),
  output: () => written,
  run: async ({ write: name, approval }, { write }) => {
    const { planUndo } = await import('../semantic/write/plans/undo.js');
    return answerOf(await write((words, journal, person) => planUndo({ write: name, person }, journal, words), { approval }));
  },
});
