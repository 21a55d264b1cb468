import type { EntityDescription } from '../../autotask/catalogue.js';
import { resolveEntity } from '../../autotask/routes.js';
import { InvalidInputError } from '../errors.js';

/** What people call entities, in lower case without spaces; only words that can mean nothing else in Autotask. */
const CUSTOMARY: ReadonlyMap<string, string> = new Map([
  ...['customer', 'customers', 'client', 'clients', 'account', 'accounts'].map((word) => [word, 'Companies'] as const),
  ...['asset', 'assets', 'device', 'devices'].map((word) => [word, 'ConfigurationItems'] as const),
  ...['technician', 'technicians', 'employee', 'employees', 'staff'].map((word) => [word, 'Resources'] as const),
  ...['worktype', 'worktypes'].map((word) => [word, 'BillingCodes'] as const),
  ...['deal', 'deals'].map((word) => [word, 'Opportunities'] as const),
  ...['timesheet', 'timesheets'].map((word) => [word, 'TimeEntries'] as const),
  ...['todo', 'todos'].map((word) => [word, 'CompanyToDos'] as const),
]);

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
  const customary = CUSTOMARY.get(word);
  if (customary !== undefined) return resolveEntity(customary);
  try {
    return resolveEntity(word);
  } catch {
    // Told with the words as they were said.
    return resolveEntity(words);
  }
}
