import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { table } from './parameters.js';

export const ticketTimeline = defineTool({
  name: 'autotask_ticket_timeline',
  title: 'Ticket with its history',
  effect: 'read',
  description:
    'A ticket and what happened on it, oldest first: notes, time entries and more, each marked internal or visible to the customer.',
  input: () =>
    z.strictObject({
      ticket: z.union([z.string(), z.int()]).describe('number or id'),
      include: z
        .array(z.enum(['notes', 'time', 'checklist', 'attachments']))
        .min(1)
        .optional()
        .describe('default notes, time'),
      full_text: z.boolean().optional().describe('long texts uncut'),
    }),
  output: () => z.looseObject({ ticket: z.string(), total: z.int(), shown: z.int(), ...table }),
  run: async ({ ticket, include, full_text: isFull }, { semantic, signal }) => ({
    ...(await semantic.ticketTimeline({ ticket, include, isFull }, { signal })),
  }),
});
