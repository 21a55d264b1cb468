import { z } from 'zod';
import { RejectedError } from '../autotask/errors.js';
import { defineTool } from './define-tool.js';
import { recordKey } from './parameters.js';
import { answerOf, going, goingOf, visibility, written } from './write-parameters.js';

const TOOL = 'autotask_add_note';

export const addNote = defineTool({
  name: TOOL,
  title: 'Add a note',
  effect: 'create',
  description:
    "Adds a note to a ticket (or entity Tasks, Projects, Companies …), and sets the record's status in the same call. " +
    'internal: staff only; customer: the customer can read it, asked before.',
  synonyms: { record: 'id', ticket: 'id', ticketNumber: 'id', ticketID: 'id', note: 'text', description: 'text', body: 'text' },
  input: () =>
    z.strictObject({
      entity: z.string().min(1).default('Tickets'),
      id: recordKey.describe('id, ticket number or company name'),
      text: z.string().min(1),
      title: z.string().min(1).optional(),
      visibility,
      type: z.string().optional().describe('note or action type'),
      status: z.string().optional().describe('new status'),
      ...going,
    }),
  output: () => written,
  run: async (input, { write }) => {
    const { planNote } = await import('../semantic/write/plans/note.js');
    const add = (usesKnownValues: boolean) => write((words) => planNote(input, TOOL, words, { usesKnownValues }), goingOf(input));
    // Together with a status the tenant's note lists would be a sixth request; Autotask's own values are the same everywhere (dossier §8).
    if (input.status === undefined) return answerOf(await add(false));
    try {
      return answerOf(await add(true));
    } catch (error) {
      if (error instanceof RejectedError && /publish|noteType/i.test(error.message)) return answerOf(await add(false));
      throw error;
    }
  },
});
