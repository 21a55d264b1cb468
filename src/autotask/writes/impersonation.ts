import type { EntityDescription } from '../catalogue.js';
import { InvalidRequestError } from '../errors.js';
import { requireId } from '../routes.js';

/** Entities whose writes may be made in another resource's name (dossier §2); attachments of every kind join them. */
const IMPERSONATABLE: ReadonlySet<string> = new Set([
  'Companies',
  'CompanyNotes',
  'CompanyToDos',
  'Contacts',
  'ContractNotes',
  'ConfigurationItems',
  'ConfigurationItemNotes',
  'InventoryItems',
  'InventoryLocations',
  'Opportunities',
  'Products',
  'ProductNotes',
  'Projects',
  'ProjectNotes',
  'PurchaseOrders',
  'Quotes',
  'SalesOrders',
  'ServiceCalls',
  'Subscriptions',
  'TaskNotes',
  'Tickets',
  'TicketNotes',
  'TimeEntries',
]);

/** Whether writes to this entity can be made in another resource's name. */
export function canImpersonate(entity: EntityDescription): boolean {
  return entity.kind === 'attachment' || IMPERSONATABLE.has(entity.name);
}

/**
 * The resource to write as, if any.
 *
 * @throws {@link InvalidRequestError} where Autotask would silently ignore the wish and write in the API user's own name.
 */
export function impersonated(entity: EntityDescription, resourceId: number | undefined): number | undefined {
  if (resourceId === undefined) return undefined;
  if (!canImpersonate(entity)) {
    throw new InvalidRequestError(`Autotask cannot write ${entity.name} in another resource's name; it would be the API user's.`);
  }
  return requireId(resourceId, 'impersonate');
}
