import { refuse } from '../http/reply.js';
import { actingResource, type Caller } from '../state.js';
import type { SeedRow } from '../types.js';
import { isoTime, parseTime } from '../values.js';
import { hasValue, idIn, invalidReference, set, textIn, writesAny, type Draft, type Rule } from './draft.js';
import { holdsRole } from './resources.js';

const HOUR_MS = 60 * 60 * 1000;
/** `useType` of the billing codes that are work types (dossier §8). */
const LABOUR = 1;
/** `timeEntryType` by what the time was spent on (dossier §8). */
const TICKET_TIME = 2;
const PROJECT_TIME = 6;

/** Time goes to one thing, by somebody, at a time (dossier §7, §8). Runs before the general rules: its texts are its own. */
export const timeEntryBasics: Rule = ({ kind, after }) => {
  if (!hasValue(after, 'resourceID')) throw refuse('Value does not exist for the required field resourceID');
  const targets = ['ticketID', 'taskID', 'internalBillingCodeID'].filter((field) => hasValue(after, field));
  if (targets.length > 1) throw refuse('Only one of ticketID,taskID and InternallAllocationCodeID can be used at once');
  // No source has the text for an entry without any of the three (judgement).
  if (targets.length === 0) throw refuse('One of ticketID, taskID or internalBillingCodeID is required. ; on record number [1].');
  if (hasValue(after, 'ticketID') && !hasValue(after, 'roleID')) throw refuse('TimeEntries for Tickets must have a roleID.');
  if (hasValue(after, 'taskID') && !hasValue(after, 'roleID')) throw refuse('TimeEntries for Tasks must have a roleID.');
  if (kind === 'create') checkTimesGiven(after);
};

function checkTimesGiven(after: SeedRow): void {
  const hasTimes = hasValue(after, 'startDateTime') && hasValue(after, 'endDateTime');
  if (hasValue(after, 'ticketID') && !hasTimes) {
    throw refuse('TimeEntries for Service tickets require a start and stop time.');
  }
  if (!hasTimes && !hasValue(after, 'hoursWorked')) {
    throw refuse('Must have at least one of hoursWorked or startDateTime/endDateTime');
  }
  if (!hasValue(after, 'dateWorked') && !hasValue(after, 'startDateTime')) {
    throw refuse('dateWorked is required when no value is supplied for startDateTime');
  }
}

/** A person without the role gets the database's own text (dossier §7). */
export const timeEntryRole: Rule = (draft, state) => {
  const resource = idIn(draft.after, 'resourceID');
  const role = idIn(draft.after, 'roleID');
  if (resource === null || role === null || !writesAny(draft, ['resourceID', 'roleID'])) return;
  if (!holdsRole(state, resource, role)) throw refuse('There is no row at position 0.');
};

/** Tickets and tasks take work types, internal time takes the other kinds; inactive codes take nothing. */
export const timeEntryCodes: Rule = (draft, state) => {
  for (const field of ['billingCodeID', 'internalBillingCodeID']) {
    const id = idIn(draft.after, field);
    if (id === null || !draft.written.has(field)) continue;
    const code = state.store.row('BillingCodes', id);
    const isLabour = code?.['useType'] === LABOUR;
    if (code?.['isActive'] === false || isLabour !== (field === 'billingCodeID')) throw invalidReference(field, 'BillingCode');
  }
};

/** Approved and posted time is locked. */
export const timeEntryIsOpen: Rule = ({ before }) => {
  if (before !== null) refuseLocked(before, 'changed');
};

/** No source has the text (judgement). */
function refuseLocked(row: SeedRow, verb: 'changed' | 'deleted'): void {
  if (!hasValue(row, 'billingApprovalDateTime')) return;
  throw refuse(`This time entry has been approved and cannot be ${verb}. ; on record number [1].`);
}

/** Hours follow start and end, the day is kept as UTC midnight, billing is rounded up to a quarter (dossier §8). */
export const timeEntryHours: Rule = (draft, state) => {
  const { kind, before, after } = draft;
  // Ticket time keeps its times: hours on their own change nothing, and the API still says 200.
  const onlyHours = kind === 'update' && hasValue(after, 'ticketID') && !writesAny(draft, ['startDateTime', 'endDateTime']);
  if (onlyHours) set(after, 'hoursWorked', before?.['hoursWorked']);
  const [start, end] = [parseTime(after['startDateTime']), parseTime(after['endDateTime'])];
  if (start !== null && end !== null && writesTimes(draft))
    after['hoursWorked'] = Math.round(((end - start) / HOUR_MS) * 100) / 100;
  checkHours(Number(after['hoursWorked'] ?? 0));
  const day = textIn(after, 'dateWorked') ?? textIn(after, 'startDateTime') ?? isoTime(state.now());
  after['dateWorked'] = `${day.slice(0, 10)}T00:00:00Z`;
  after['hoursToBill'] = hoursToBill(after);
  if (kind === 'create') timeEntryDefaults(after);
};

function writesTimes(draft: Draft): boolean {
  return writesAny(draft, ['startDateTime', 'endDateTime']);
}

/** The bounds are established, their text is not (judgement). */
function checkHours(hours: number): void {
  if (!(hours >= 0 && hours <= 24)) throw refuse('hoursWorked must be between 0 and 24. ; on record number [1].');
}

function hoursToBill(row: SeedRow): number {
  const hours = Number(row['hoursWorked'] ?? 0) + Number(row['offsetHours'] ?? 0);
  return Math.max(0, Math.ceil(Math.round(hours * 400) / 100) / 4);
}

function timeEntryDefaults(row: SeedRow): void {
  row['isNonBillable'] ??= false;
  row['showOnInvoice'] ??= true;
  if (hasValue(row, 'ticketID')) row['timeEntryType'] = TICKET_TIME;
  else if (hasValue(row, 'taskID')) row['timeEntryType'] = PROJECT_TIME;
}

/** Only the creator deletes a time entry (dossier §8), and nobody one that is approved. @throws {Refusal} otherwise. */
export function checkTimeEntryDelete(row: SeedRow, caller: Caller): void {
  const creators = [idIn(row, 'creatorUserID'), idIn(row, 'impersonatorCreatorResourceID')];
  if (!creators.includes(actingResource(caller)) && !creators.includes(caller.user.resourceId)) {
    throw refuse('You do not have permission to delete time entries that you did not create');
  }
  refuseLocked(row, 'deleted');
}
