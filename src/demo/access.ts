import type { EntityDescription } from '../autotask/catalogue.js';
import { refuse } from './http/reply.js';
import { accessOf } from './metadata.js';
import type { Predicate } from './query/evaluate.js';
import type { Caller, TenantState } from './state.js';
import type { ApiUser, EntityAccess, ImpersonationGrant } from './types.js';

type Verb = keyof EntityAccess;

const GRANT: Readonly<Record<Verb, keyof ImpersonationGrant>> = {
  query: 'view',
  create: 'add',
  update: 'edit',
  delete: 'delete',
};

/** Entities that take `ImpersonationResourceId`; all others ignore the header (dossier §2). AttachmentInfo stands for all attachments. */
const IMPERSONATION_ALLOWED = new Set([
  'AttachmentInfo',
  'Companies',
  'CompanyNotes',
  'CompanyToDos',
  'ConfigurationItemNotes',
  'ConfigurationItems',
  'Contacts',
  'ContractNotes',
  'InventoryItems',
  'InventoryLocations',
  'Opportunities',
  'ProductNotes',
  'Products',
  'ProjectNotes',
  'Projects',
  'PurchaseOrders',
  'Quotes',
  'SalesOrders',
  'ServiceCalls',
  'Subscriptions',
  'TaskNotes',
  'TicketNotes',
  'Tickets',
  'TimeEntries',
]);

/**
 * The caller that a request stands for, once its rights are checked.
 *
 * @param header value of `ImpersonationResourceId`, or null.
 * @throws {Refusal} where the API user, or the impersonation, lacks the right.
 */
export function authorise(
  state: TenantState,
  user: ApiUser,
  entity: EntityDescription,
  verb: Verb,
  header: string | null,
): Caller {
  if (accessOf(entity.name, user, CAPABLE)[verb] === 'None') throw missingPermission(verb);
  if (header === null || !takesImpersonation(entity)) return { user, impersonated: null };
  const target = Number(header);
  const grants =
    user.impersonation[entity.name] ?? (entity.kind === 'attachment' ? user.impersonation['AttachmentInfo'] : undefined);
  const granted = grants?.[GRANT[verb]] === true;
  // A target that does not exist or may not be impersonated lowers the effective right to none; the text is a judgement.
  if (!granted || !state.seed.impersonatable.has(target)) throw missingPermission(verb);
  return { user, impersonated: target };
}

/** The route decides what an entity can do at all; here only the user's rights count. */
const CAPABLE = { canQuery: true, canCreate: true, canUpdate: true, canDelete: true };

function takesImpersonation(entity: EntityDescription): boolean {
  return entity.kind === 'attachment' || IMPERSONATION_ALLOWED.has(entity.name);
}

/** The established text (dossier §2). */
function missingPermission(verb: Verb): Error {
  return refuse(`The logged in Resource does not have the adequate permissions to ${verb} this entity type.`);
}

/** Tells which rows the user gets to see; null where that is all of them. */
export function visibility(user: ApiUser, entity: string): Predicate | null {
  const { hides } = user;
  return hides === null ? null : (row) => !hides(entity, row);
}
