import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { recordKey } from './parameters.js';
import { answerOf, going, goingOf, written } from './write-parameters.js';

const TOOL = 'autotask_log_time';

/** Some hosts send every argument as text. */
function fromNumberText(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d+([.]\d+)?\s*$/.test(value) ? Number(value) : value;
}

export const logTime = defineTool({
  name: TOOL,
  title: 'Log time',
  effect: 'create',
  description:
    "Books time on a ticket, a task, or internal time, in the user's time zone: hours, or start and end (9:00, yesterday 14:30). " +
    'Person (default me), role and work type are resolved; sets the status in the same call.',
  synonyms: {
    record: 'ticket',
    id: 'ticket',
    ticketNumber: 'ticket',
    ticketID: 'ticket',
    taskID: 'task',
    hoursWorked: 'hours',
    summaryNotes: 'summary',
    workType: 'work_type',
    internalNotes: 'internal_notes',
  },
  input: () =>
    z.strictObject({
      ticket: recordKey.optional().describe('number or id'),
      task: recordKey.optional().describe('number or id'),
      internal: z.string().optional().describe('internal category, e.g. Meeting'),
      summary: z.string().min(1).describe('goes on invoices'),
      internal_notes: z.string().optional(),
      hours: z.preprocess(fromNumberText, z.number()).optional(),
      start: z.string().optional().describe('tickets need start, with hours or end'),
      end: z.string().optional(),
      date: z.string().optional().describe('default today'),
      resource: recordKey.optional(),
      role: z.string().optional(),
      work_type: z.string().optional(),
      billable: z.boolean().optional(),
      status: z.string().optional().describe('new status of the ticket or task'),
      ...going,
    }),
  output: () => written,
  run: async ({ internal_notes: internalNotes, work_type: workType, ...input }, { write }) => {
    const { planTime } = await import('../semantic/write/plans/time.js');
    return answerOf(await write((words) => planTime({ ...input, internalNotes, workType }, TOOL, words), goingOf(input)));
  },
});
