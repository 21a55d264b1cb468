import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { listOfWords, table } from './parameters.js';

const PARTS = ['notes', 'time', 'checklist', 'attachments'] as const;

export const ticketTimeline = defineTool({
  name: 'autotask_ticket_timeline',
  title: 'Ticket with its history',
  effect: 'read',
  description:
    'A ticket and what happened on it, oldest first: notes, time entries and more, each marked internal or visible to the customer.',
  synonyms: { id: 'ticket', ticketNumber: 'ticket', ticket_number: 'ticket', number: 'ticket' },
  input: () =>
    z.strictObject({
      ticket: z.union([z.string(), z.int()]).describe('number or id'),
      include: z
        .preprocess((value) => (value === 'all' ? PARTS : listOfWords(value)), z.array(z.enum(PARTS)).min(1))
        .optional()
        .describe('default notes, time'),
      full_text: z.boolean().optional().describe('long texts uncut'),
    }),
  output: () => z.looseObject({ ticket: z.string(), total: z.int(), shown: z.int(), ...table }),
  run: async ({ ticket, include, full_text: isFull }, { semantic, time }) => ({
    ...(await semantic.ticketTimeline({ ticket, include, isFull }, time)),
  }),
});
