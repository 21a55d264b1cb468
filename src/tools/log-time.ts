import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { answerOf, going, goingOf, recordKey, written } from './write-parameters.js';

const TOOL = 'autotask_log_time';

export const logTime = defineTool({
  name: TOOL,
  title: 'Log time',
  effect: 'create',
  description:
    "Books time on a ticket, a task, or internal time, in the user's time zone: hours, or start and end (9:00, yesterday 14:30). " +
    'Person (default me), role and work type are resolved; sets the status in the same call.',
  input: () =>
    z.strictObject({
      ticket: recordKey.optional(),
      task: recordKey.optional(),
      internal: z.string().optional().describe('internal category, e.g. Meeting'),
      summary: z.string().min(1).describe('goes on invoices'),
      internal_notes: z.string().optional(),
      hours: z.number().optional(),
      start: z.string().optional(),
      end: z.string().optional(),
      date: z.string().optional(),
      resource: recordKey.optional(),
      role: z.string().optional(),
      work_type: z.string().optional(),
      billable: z.boolean().optional(),
      status: z.string().optional(),
      ...going,
    }),
  output: () => written,
  run: async ({ internal_notes: internalNotes, work_type: workType, ...input }, { write }) => {
    const { planTime } = await import('../semantic/write/plans/time.js');
    return answerOf(await write((words) => planTime({ ...input, internalNotes, workType }, TOOL, words), goingOf(input)));
  },
});
