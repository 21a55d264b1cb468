import { refuse } from '../http/reply.js';
import type { TenantState } from '../state.js';
import { isoTime } from '../values.js';
import { actingResource } from '../state.js';
import { hasValue, idIn, missingField, set, writesAny, type Draft, type Rule } from './draft.js';
import { nextNumber } from './numbers.js';

/** The system status "Complete" (dossier §8). */
const COMPLETE = 5;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A ticket sits in a queue or with a person (dossier §8). */
export const queueOrResource: Rule = (draft) => {
  if (draft.kind === 'update' && !writesAny(draft, ['queueID', 'assignedResourceID', 'assignedResourceRoleID'])) return;
  if (hasValue(draft.after, 'queueID') || hasValue(draft.after, 'assignedResourceID')) return;
  throw refuse(
    'assignedResourceID, assignedResourceRoleID, and queueID cannot all be empty. ' +
      'Supply a queueID or both an assignedResourceID and assignedResourceRoleID.',
  );
};

/** Further required fields come from the ticket's category (dossier §8). */
export const categoryFields: Rule = ({ kind, after }, state) => {
  const category = idIn(after, 'ticketCategory');
  if (kind === 'update' || category === null) return;
  const missing = state.seed.requiredByTicketCategory?.get(category)?.find((field) => !hasValue(after, field));
  if (missing !== undefined) throw missingField(missing);
};

/** Contact, asset, contract and location belong to the ticket's company or that company's parent (dossier §7, §8). */
export const companyRecords: Rule = (draft, state) => {
  const { after } = draft;
  const company = idIn(after, 'companyID');
  if (company === null) return;
  for (const { field, entity, text } of COMPANY_RECORDS) {
    const id = idIn(after, field);
    if (id === null || !writesAny(draft, ['companyID', field])) continue;
    const owner = state.store.row(entity, id);
    if (owner !== undefined && !isInFamily(state, company, idIn(owner, 'companyID'))) throw refuse(text(id, company));
  }
};

/** The first two texts are established, the others follow the pattern of the second (judgement). */
const COMPANY_RECORDS: readonly { field: string; entity: string; text: (id: number, company: number) => string }[] = [
  { field: 'contactID', entity: 'Contacts', text: () => 'contactID is not associated to the companyID or its Parent Company' },
  { field: 'configurationItemID', entity: 'ConfigurationItems', text: notAssociated('configurationItemID') },
  { field: 'contractID', entity: 'Contracts', text: notAssociated('contractID') },
  { field: 'companyLocationID', entity: 'CompanyLocations', text: notAssociated('companyLocationID') },
];

function notAssociated(field: string): (id: number, company: number) => string {
  return (id, company) => `The ${field} [${id}] is not associated with Company [${company}]`;
}

function isInFamily(state: TenantState, company: number, owner: number | null): boolean {
  if (owner === null || owner === company) return true;
  const row = state.store.row('Companies', company);
  return row !== undefined && idIn(row, 'parentCompanyID') === owner;
}

/** Values that the category or the service desk fills in where a create leaves them out. */
export const ticketDefaults: Rule = ({ kind, schema, after }) => {
  if (kind === 'update') return;
  for (const field of ['ticketCategory', 'ticketType']) {
    const standard = schema.field(field)?.picklist?.find((entry) => entry.isDefaultValue && entry.isActive);
    if (standard !== undefined && !hasValue(after, field)) after[field] = Number(standard.value);
  }
};

/** Number, due date, and the dates that follow the status. */
export const ticketStamps: Rule = (draft, state) => {
  const { kind, before, after, caller } = draft;
  const now = isoTime(state.now());
  if (kind === 'create') {
    after['ticketNumber'] = nextNumber(state, 'Tickets', 'ticketNumber', 'T');
    // "Required unless the category defaults it" (dossier §8): this tenant's categories default it to a day.
    if (!hasValue(after, 'dueDateTime')) after['dueDateTime'] = isoTime(state.now().getTime() + DAY_MS);
  }
  if (after['status'] === before?.['status']) return;
  const isComplete = after['status'] === COMPLETE;
  set(after, 'completedDate', isComplete ? now : null);
  set(after, 'completedByResourceID', isComplete ? actingResource(caller) : null);
  if (isComplete && !hasValue(after, 'resolvedDateTime')) after['resolvedDateTime'] = now;
};

/** A task that somebody is assigned to needs a department (dossier §7). */
export const taskDepartment: Rule = ({ after }) => {
  if (hasValue(after, 'assignedResourceID') && !hasValue(after, 'departmentID')) {
    throw refuse('departmentID is a required field when a Resource (primary/secondary) is assigned to a Task');
  }
};

export const taskStamps: Rule = ({ kind, before, after, caller }: Draft, state) => {
  if (kind === 'create') after['taskNumber'] = nextNumber(state, 'Tasks', 'taskNumber', 'T');
  if (after['status'] === before?.['status']) return;
  const isComplete = after['status'] === COMPLETE;
  set(after, 'completedDateTime', isComplete ? isoTime(state.now()) : null);
  set(after, 'completedByResourceID', isComplete ? actingResource(caller) : null);
};

export const projectStamps: Rule = ({ kind, after }, state) => {
  if (kind === 'create') after['projectNumber'] = nextNumber(state, 'Projects', 'projectNumber', 'P');
};
