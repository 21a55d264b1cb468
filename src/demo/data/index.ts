import { ENTITIES } from '../../autotask/catalogue.js';
import type { SeedOptions, SeedRow, TenantSeed } from '../types.js';
import { ASSET_TABLES } from './assets.js';
import { ATTACHMENT_TABLES, otherAttachments } from './attachments.js';
import { BILLING_CODE_TABLES } from './billing-codes.js';
import { Calendar } from './calendar.js';
import { COMPANY_TABLES } from './companies.js';
import { CONTACT_TABLES } from './contacts.js';
import { CONTRACT_TABLES } from './contracts.js';
import { CRM_TABLES } from './crm.js';
import { DOMAIN_TABLES } from './domains.js';
import { EXPENSE_TABLES } from './expenses.js';
import { fallbackRows } from './fallback.js';
import { INVOICE_TABLES } from './invoices.js';
import { LEAVE_TABLES } from './leave.js';
import { PEOPLE_TABLES } from './people.js';
import { PROJECT_TABLES } from './project-rows.js';
import { REFERENCE_TABLES } from './reference-data.js';
import { SALES_TABLES } from './sales.js';
import { SCHEDULE_TABLES } from './schedule.js';
import { SERVICE_TABLES } from './services.js';
import { createSkin } from './skin/index.js';
import { TICKET_DETAIL_TABLES } from './ticket-details.js';
import { NOTE_TABLES } from './ticket-notes.js';
import { TICKET_TABLES } from './ticket-rows.js';
import { TIME_TABLES, timeEntries } from './time-entries.js';
import { INTEGRATION_CODE, OTHER_REQUESTS_THIS_HOUR, apiUsers, impersonatable } from './users.js';
import { WEBHOOK_TABLES } from './webhooks.js';
import { workflowRules } from './workflow-rules.js';
import { World, type Table } from './world.js';

const TABLES: Readonly<Record<string, Table>> = {
  ...PEOPLE_TABLES,
  ...REFERENCE_TABLES,
  ...COMPANY_TABLES,
  ...CONTACT_TABLES,
  ...ASSET_TABLES,
  ...DOMAIN_TABLES,
  ...BILLING_CODE_TABLES,
  ...CONTRACT_TABLES,
  ...SERVICE_TABLES,
  ...TICKET_TABLES,
  ...TICKET_DETAIL_TABLES,
  ...NOTE_TABLES,
  ...ATTACHMENT_TABLES,
  ...TIME_TABLES,
  ...PROJECT_TABLES,
  ...SCHEDULE_TABLES,
  ...LEAVE_TABLES,
  ...SALES_TABLES,
  ...CRM_TABLES,
  ...INVOICE_TABLES,
  ...EXPENSE_TABLES,
  ...WEBHOOK_TABLES,
};

const DESCRIPTIONS = new Map(ENTITIES.map((entity) => [entity.name, entity]));
const ATTACHMENTS = ENTITIES.filter(({ kind }) => kind === 'attachment').map(({ name }) => name);

/**
 * The demo tenant's data: a fictional MSP, Brightwater Managed IT, with its people, customers, tickets, time, contracts, projects and
 * money. The same seed, skin and "now" always give the same rows; nothing is built before its entity is asked for.
 */
export function createSeed(options: SeedOptions): TenantSeed {
  const world = new World(options.seed, new Calendar(options.now), createSkin(options.skin));
  return {
    skin: world.skin.skin,
    integrationCode: INTEGRATION_CODE,
    users: apiUsers(world),
    impersonatable,
    workflowRules: workflowRules(world),
    requiredByTicketCategory: requiredFields(world),
    otherRequestsThisHour: OTHER_REQUESTS_THIS_HOUR,
    rows: (entity) => rowsOf(world, entity),
  };
}

/** Categories that ask for more than the API's own required fields (trap T23). */
function requiredFields({ skin }: World): ReadonlyMap<number, readonly string[]> {
  const category = skin.ids('Tickets.ticketCategory');
  return new Map([
    [category('onsite'), ['contactID', 'companyLocationID']],
    [category('rma'), ['configurationItemID']],
  ]);
}

function rowsOf(world: World, entity: string): SeedRow[] {
  const build = TABLES[entity];
  if (build !== undefined) return build(world);
  const description = DESCRIPTIONS.get(entity);
  // The store puts AttachmentInfo together from the attachments of every entity.
  if (description === undefined || entity === 'AttachmentInfo') return [];
  if (description.kind !== 'attachment') return fallbackRows(world, description, TABLES);
  if (description.parent === undefined || description.parent === 'AttachmentInfo') return [];
  const parents = description.parent === 'TimeEntries' ? timeEntries(world) : rowsOf(world, description.parent);
  return otherAttachments(world, parents, ATTACHMENTS.indexOf(entity));
}
