import type { SeedRow, UdfValue } from '../types.js';
import { companyCode } from './assets.js';
import { HOURS, isoTime } from './calendar.js';
import { memoized } from './collections.js';
import { companyById, locations } from './companies.js';
import { PUBLIC_SECTOR, isPublicSector } from './contracts.js';
import { DUE_HOURS, tickets } from './tickets.js';
import type { TicketPlan } from './ticket-plan.js';
import type { Table, World } from './world.js';

/** Ticket records. */
const ticketRows: Table = (world) => {
  const values = ticketValues(world);
  return tickets(world).map((ticket) => ticketRow(values, ticket));
};

/** Lookups that every row needs. */
function ticketValues(world: World) {
  const ids = (field: string) => world.skin.ids(`Tickets.${field}`);
  const homes = new Map(
    locations(world)
      .map(({ companyId, id }) => [companyId, id] as const)
      .toReversed(),
  );
  return {
    status: ids('status'),
    priority: ids('priority'),
    queue: ids('queueID'),
    source: ids('source'),
    category: ids('ticketCategory'),
    type: ids('ticketType'),
    issue: ids('issueType'),
    subIssue: ids('subIssueType'),
    sla: ids('serviceLevelAgreementID')('silver'),
    resource: ids('creatorType')('resource'),
    contact: ids('creatorType')('contact'),
    location: (companyId: number) => homes.get(companyId),
    siteCode: memoized((companyId: number): readonly UdfValue[] => [
      { name: 'Site Code', value: `${companyCode(companyById(world, companyId).name)}-1` },
      { name: 'Affected Users', value: String(1 + (companyId % 7)) },
    ]),
    subKey: memoized((issue: string) => memoized((sub: string) => `${issue}.${sub}`)),
  };
}

type Values = ReturnType<typeof ticketValues>;

function ticketRow(values: Values, ticket: TicketPlan): SeedRow {
  const { topic } = ticket;
  const created = isoTime(ticket.created);
  const lastActivity = ticket.lastActivity === ticket.created ? created : isoTime(ticket.lastActivity);
  const row: SeedRow = {
    id: ticket.id,
    ticketNumber: ticket.number,
    title: ticket.title,
    description: ticket.description,
    companyID: ticket.companyId,
    status: values.status(ticket.status),
    priority: values.priority(ticket.priority),
    source: values.source(ticket.source),
    ticketCategory: values.category(ticket.category),
    ticketType: values.type(ticket.type),
    issueType: values.issue(topic.issue),
    subIssueType: values.subIssue(values.subKey(topic.issue)(topic.sub)),
    createDate: created,
    ...creatorOf(values, ticket),
    lastActivityDate: lastActivity,
    lastActivityResourceID: ticket.lastActivityBy,
    lastActivityPersonType: values.resource,
    lastTrackedModificationDateTime: lastActivity,
  };
  if (ticket.queue !== undefined) row['queueID'] = values.queue(ticket.queue);
  if (ticket.assignee !== undefined) {
    row['assignedResourceID'] = ticket.assignee;
    row['assignedResourceRoleID'] = ticket.role;
  }
  if (ticket.contactId !== undefined) row['contactID'] = ticket.contactId;
  if (ticket.assetId !== undefined) row['configurationItemID'] = ticket.assetId;
  if (ticket.resolution !== undefined) row['resolution'] = ticket.resolution;
  if (ticket.due !== undefined) row['dueDateTime'] = isoTime(ticket.due);
  if (ticket.firstResponse !== undefined) row['firstResponseDateTime'] = isoTime(ticket.firstResponse);
  if (ticket.resolved !== undefined) row['resolvedDateTime'] = isoTime(ticket.resolved);
  if (ticket.completed !== undefined) {
    row['completedDate'] = isoTime(ticket.completed);
    row['completedByResourceID'] = ticket.assignee ?? 4;
  }
  const location = topic.origin === 'person' ? values.location(ticket.companyId) : undefined;
  if (location !== undefined) row['companyLocationID'] = location;
  if (ticket.contractId !== undefined) addServiceLevel(values, ticket, row);
  if (isPublicSector(ticket.companyId)) row['organizationalLevelAssociationID'] = PUBLIC_SECTOR;
  const udfs = ticket.scenario?.udfs ?? (ticket.id % 6 === 0 ? values.siteCode(ticket.companyId) : undefined);
  if (udfs !== undefined) row.userDefinedFields = udfs;
  return row;
}

/** Portal tickets are created by the contact, all others by a resource. */
function creatorOf(values: Values, { source, contactId, creator }: TicketPlan): Record<string, unknown> {
  return source === 'clientPortal' && contactId !== undefined
    ? { createdByContactID: contactId, creatorType: values.contact }
    : { creatorResourceID: creator, creatorType: values.resource };
}

function addServiceLevel(values: Values, ticket: TicketPlan, row: SeedRow): void {
  row['contractID'] = ticket.contractId;
  row['serviceLevelAgreementID'] = values.sla;
  const resolveBy = ticket.created + (DUE_HOURS[ticket.priority] ?? 72) * HOURS;
  row['resolvedDueDateTime'] = isoTime(resolveBy);
  if (ticket.completed !== undefined) row['serviceLevelAgreementHasBeenMet'] = ticket.completed <= resolveBy;
}

export const TICKET_TABLES: Readonly<Record<string, Table>> = { Tickets: ticketRows };
