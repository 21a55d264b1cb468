import { z } from 'zod';
import { InvalidArgumentsError } from '../error-words.js';
import { defineTool } from './define-tool.js';
import { recordKey } from './parameters.js';
import { answerOf, going, goingOf, visibility, written } from './write-parameters.js';

const TOOL = 'autotask_add_attachment';

export const addAttachment = defineTool({
  name: TOOL,
  title: 'Attach a file',
  effect: 'create',
  description: 'Attaches a file, given as text or base64, to a ticket (or entity Companies, Projects …). At most 7 MB.',
  synonyms: { ticket: 'id', ticketNumber: 'id', fileName: 'file_name' },
  input: () =>
    z.strictObject({
      entity: z.string().min(1).default('Tickets'),
      id: recordKey.describe('id or ticket number'),
      file_name: z.string().min(1),
      text: z.string().min(1).optional(),
      base64: z.string().min(1).optional(),
      title: z.string().min(1).optional(),
      visibility,
      ...going,
    }),
  output: () => written,
  run: async ({ entity, id, file_name: fileName, text, base64, title, visibility: seenBy, ...input }, { write }) => {
    const { planAttachment } = await import('../semantic/write/plans/attachment.js');
    const attachment = { entity, id, fileName, title, visibility: seenBy, data: contentOf(text, base64) };
    return answerOf(await write((words) => planAttachment(attachment, TOOL, words), goingOf(input)));
  },
});

function contentOf(text: string | undefined, base64: string | undefined): Buffer {
  if ((text === undefined) === (base64 === undefined)) {
    throw new InvalidArgumentsError(`${TOOL}: give the content as one of text, base64.`);
  }
  if (text !== undefined) return Buffer.from(text, 'utf8');
  const stripped = (base64 ?? '').replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(stripped)) throw new InvalidArgumentsError(`${TOOL}: base64 is no base64.`);
  return Buffer.from(stripped, 'base64');
}
