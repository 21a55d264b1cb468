import type { ApiUser, ImpersonationGrant, SeedRow } from '../types.js';
import { PUBLIC_SECTOR, contracts, isPublicSector } from './contracts.js';
import { PEOPLE } from './people.js';
import { tickets } from './tickets.js';
import { part, type World } from './world.js';

export const INTEGRATION_CODE = 'BRIGHTWATERDEMO00000000001';

/** What other integrations have used of the hour's 10,000 requests. */
export const OTHER_REQUESTS_THIS_HOUR = 5200;

/** People whose security level lets the API user write in their name: staff, but neither the administrator nor API users (dossier §2). */
export const impersonatable: ReadonlySet<number> = new Set(
  PEOPLE.filter(({ kind, isActive }) => isActive && kind !== 'api' && kind !== 'system' && kind !== 'finance').map(
    ({ id }) => id,
  ),
);

const ADD_AND_EDIT: ImpersonationGrant = { view: false, add: true, edit: true, delete: false };

/** Notes, tickets and CRM work may be written in somebody's name; time entries may not (job J58). */
const IMPERSONATION: Readonly<Record<string, ImpersonationGrant>> = Object.fromEntries(
  [
    'Tickets',
    'TicketNotes',
    'TaskNotes',
    'ProjectNotes',
    'Companies',
    'CompanyNotes',
    'CompanyToDos',
    'Contacts',
    'Opportunities',
    'ServiceCalls',
    'AttachmentInfo',
    'TicketAttachments',
    'TicketNoteAttachments',
    'CompanyAttachments',
    'ConfigurationItems',
    'ConfigurationItemNotes',
  ].map((entity) => [entity, ADD_AND_EDIT]),
);

/** The two API users. Their secrets hold characters that shells and templates like to eat. */
export function apiUsers(world: World): { full: ApiUser; restricted: ApiUser } {
  return {
    full: {
      username: 'integration@brightwater.example',
      secret: 'Demo$ecret#2026!full',
      resourceId: 590,
      access: {},
      hides: null,
      impersonation: IMPERSONATION,
    },
    restricted: {
      username: 'reporting@brightwater.example',
      secret: 'Demo$ecret#2026!restricted',
      resourceId: 591,
      access: {
        Invoices: { query: 'None', update: 'None' },
        BillingItems: { query: 'None', update: 'None' },
        AdditionalInvoiceFieldValues: { query: 'None' },
        Tickets: { query: 'Restricted', create: 'Restricted', update: 'Restricted' },
        TimeEntries: { query: 'Restricted', create: 'Restricted', update: 'Restricted', delete: 'None' },
        Contracts: { query: 'Restricted', update: 'None', create: 'None' },
        AttachmentInfo: { query: 'Restricted' },
        TicketAttachments: { query: 'Restricted' },
      },
      hides: restrictedView(world),
      impersonation: {},
    },
  };
}

/** Attachments, non-billable time and everything of one line of business are silently missing (dossier §2, trap T12). */
function restrictedView(world: World): (entity: string, row: SeedRow) => boolean {
  return (entity, row) => {
    if (entity === 'AttachmentInfo' || entity.endsWith('Attachments')) return true;
    if (entity === 'TimeEntries' && row['isNonBillable'] === true) return true;
    if (row['organizationalLevelAssociationID'] === PUBLIC_SECTOR) return true;
    if (typeof row['ticketID'] === 'number') return hiddenTickets(world).has(row['ticketID']);
    return typeof row['contractID'] === 'number' && hiddenContracts(world).has(row['contractID']);
  };
}

const hiddenTickets = part(
  (world: World): ReadonlySet<number> =>
    new Set(
      tickets(world)
        .filter(({ companyId }) => isPublicSector(companyId))
        .map(({ id }) => id),
    ),
);

const hiddenContracts = part(
  (world: World): ReadonlySet<number> =>
    new Set(
      contracts(world)
        .filter(({ companyId }) => isPublicSector(companyId))
        .map(({ id }) => id),
    ),
);
