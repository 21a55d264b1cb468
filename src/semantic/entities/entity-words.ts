import type { EntityDescription } from '../../autotask/catalogue.js';
import { CUSTOMARY_NAMES } from '../../autotask/customary-names.js';
import { resolveEntity } from '../../autotask/routes.js';
import { InvalidInputError } from '../errors.js';

/** Words for several entities, in the singular. */
const AMBIGUOUS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['user', ['Resources', 'Contacts', 'ClientPortalUsers']],
  ['note', ['TicketNotes', 'TaskNotes', 'ProjectNotes', 'CompanyNotes']],
  ['expense', ['ExpenseReports', 'ExpenseItems']],
  ['attachment', ['TicketAttachments', 'AttachmentInfo']],
]);

/**
 * The entity that people call so: its plural or singular name in any case, with or without spaces, or a customary word.
 *
 * @throws {InvalidInputError} when the word is used for several, {@link InvalidRequestError} when it is none.
 */
export function entityCalled(words: string): EntityDescription {
  const word = words.toLowerCase().replaceAll(/[\s_-]/g, '');
  const choices = AMBIGUOUS.get(word.replace(/s$/, ''));
  if (choices !== undefined) throw new InvalidInputError(`Which ${words.trim()} are meant: ${choices.join(', ')}?`);
  const customary = CUSTOMARY_NAMES.get(word);
  if (customary !== undefined) return resolveEntity(customary);
  try {
    return resolveEntity(word);
  } catch {
    // Told with the words as they were said.
    return resolveEntity(words);
  }
}
