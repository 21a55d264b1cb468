import type { SeedRow } from '../types.js';
import { CODE } from './billing-codes.js';
import { MINUTES, isoTime } from './calendar.js';
import { assetsByCompany } from './assets.js';
import { contactsByCompany } from './contacts.js';
import { PEOPLE, defaultRole, personById, withIds } from './people.js';
import { tickets } from './tickets.js';
import { isOpen, type TicketPlan } from './ticket-plan.js';
import { part, type Table, type World } from './world.js';

/** Second people on tickets: those that the plans name, and now and then somebody who helped. */
const secondaryResources: Table = (world) => {
  const random = world.random('secondary resources');
  const helpers = PEOPLE.filter(({ kind, isActive, id }) => (kind === 'technician' || kind === 'senior') && isActive && id > 507);
  const rows = tickets(world).flatMap((ticket) => {
    const chance = ticket.scenario === undefined && ticket.topic.origin === 'person' && random.chance(0.01);
    const helper = chance ? random.pick(helpers).id : undefined;
    const people = ticket.secondary ?? (helper !== undefined && helper !== ticket.assignee ? [helper] : []);
    return people.map((resourceID) => ({ ticketID: ticket.id, resourceID, roleID: defaultRole(personById(resourceID)) }));
  });
  return withIds(600_001, rows);
};

const CHECKLISTS: Readonly<Record<string, readonly (readonly [item: string, isImportant: boolean])[]>> = {
  'New User': [
    ['Manager has confirmed start date and rights', true],
    ['Create account and mailbox', false],
    ['Assign licences', false],
    ['Register multi-factor method', true],
    ['Hand over welcome sheet', false],
  ],
  Leaver: [
    ['Block sign-in', true],
    ['Revoke sessions', true],
    ['Share mailbox with manager', false],
    ['Free licences', false],
  ],
  'New Setup': [
    ['Image device', false],
    ['Encrypt disk and store the key', true],
    ['Install line-of-business programs', false],
    ['Test printing', false],
  ],
};

/** Checklists of joiners, leavers and new devices; open tickets have done about half of them. */
const checklistItems: Table = (world) => {
  const random = world.random('checklists');
  const rows = tickets(world).flatMap((ticket) => {
    const items = ticket.day > -200 && ticket.scenario === undefined ? (CHECKLISTS[ticket.topic.sub] ?? []) : [];
    return items.map(([itemName, isImportant], index) => {
      const isCompleted = !isOpen(ticket) || random.chance(0.5);
      const time = ticket.created + Math.floor(((ticket.lastActivity - ticket.created) * (index + 1)) / (items.length + 1));
      return {
        ticketID: ticket.id,
        itemName,
        isImportant,
        isCompleted,
        position: index + 1,
        ...(isCompleted && { completedDateTime: isoTime(time), completedByResourceID: ticket.assignee ?? 504 }),
      };
    });
  });
  return withIds(620_001, rows);
};

const recentPersonTickets = part((world: World): readonly TicketPlan[] =>
  tickets(world).filter(({ day, topic, scenario }) => day > -200 && topic.origin === 'person' && scenario === undefined),
);

const additionalContacts: Table = (world) => {
  const people = contactsByCompany(world);
  const rows = recentPersonTickets(world).flatMap((ticket) => {
    if (ticket.id % 29 !== 0) return [];
    const other = people
      .get(ticket.companyId)
      ?.find(({ id, isActive, isHostile }) => isActive && !isHostile && id !== ticket.contactId);
    return other === undefined ? [] : [{ ticketID: ticket.id, contactID: other.id }];
  });
  return withIds(640_001, rows);
};

const additionalAssets: Table = (world) => {
  const owned = assetsByCompany(world);
  const rows = recentPersonTickets(world).flatMap((ticket) => {
    if (ticket.id % 37 !== 0) return [];
    const other = owned.get(ticket.companyId)?.find(({ id }) => id !== ticket.assetId);
    return other === undefined ? [] : [{ ticketID: ticket.id, configurationItemID: other.id }];
  });
  return withIds(645_001, rows);
};

export interface TicketCharge {
  readonly id: number;
  readonly ticket: TicketPlan;
  readonly name: string;
  readonly quantity: number;
  readonly unitCost: number;
  readonly unitPrice: number;
}

const PARTS: readonly (readonly [name: string, cost: number, price: number])[] = [
  ['Network cable 5 m', 3.1125, 9.9],
  ['Docking station', 121.5, 189],
  ['SSD 512 GB', 41.3375, 79.5],
  ['Power supply', 28.9, 54.25],
  ['Toner black', 62.4, 88.8],
];

export const ticketCharges = part((world: World): readonly TicketCharge[] => {
  const random = world.random('ticket charges');
  return recentPersonTickets(world)
    .filter(({ id }) => id % 23 === 0)
    .map((ticket, index) => {
      const [name, unitCost, unitPrice] = random.pick(PARTS);
      return { id: 650_001 + index, ticket, name, quantity: random.int(1, 3), unitCost, unitPrice };
    });
});

const chargeRows: Table = (world) => {
  const chargeType = world.skin.ids('TicketCharges.chargeType')('operational');
  const status = world.skin.ids('TicketCharges.status');
  return ticketCharges(world).map(({ id, ticket, name, quantity, unitCost, unitPrice }): SeedRow => ({
    id,
    ticketID: ticket.id,
    name,
    chargeType,
    status: status(isOpen(ticket) ? 'pending' : 'delivered'),
    datePurchased: isoTime(ticket.created),
    unitQuantity: quantity,
    unitCost,
    unitPrice,
    extendedCost: money(quantity * unitCost),
    billableAmount: money(quantity * unitPrice),
    billingCodeID: CODE.hardware,
    isBillableToCompany: true,
    isBilled: !isOpen(ticket),
    createDate: isoTime(ticket.created),
    creatorResourceID: ticket.assignee ?? 504,
  }));
};

/** Money has four decimals (trap T22). */
export function money(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}

/** History of the last half year; more than a ticket's history cannot be asked for anyway (trap T5). */
const history: Table = (world) => {
  const rows = tickets(world)
    .filter(({ day }) => day > -180)
    .flatMap((ticket) => {
      const entries = [
        {
          ticketID: ticket.id,
          date: isoTime(ticket.created),
          action: 'Created',
          detail: `Ticket ${ticket.number} created`,
          resourceID: ticket.creator,
        },
      ];
      if (ticket.assignee !== undefined) {
        const date = isoTime(Math.min(ticket.created + 3 * MINUTES, ticket.lastActivity));
        entries.push({
          ticketID: ticket.id,
          date,
          action: 'Assigned',
          detail: `Primary resource set to ${fullName(ticket.assignee)}`,
          resourceID: 504,
        });
      }
      if (ticket.completed !== undefined) {
        entries.push({
          ticketID: ticket.id,
          date: isoTime(ticket.completed),
          action: 'Status Changed',
          detail: 'Status changed to Complete',
          resourceID: ticket.assignee ?? 4,
        });
      }
      return entries;
    });
  return withIds(700_001, rows);
};

function fullName(id: number): string {
  const { firstName, lastName } = personById(id);
  return `${firstName} ${lastName}`;
}

const serviceLevelResults: Table = (world) => {
  const rows = tickets(world)
    .filter(({ contractId, completed, day }) => contractId !== undefined && completed !== undefined && day > -120)
    .map((ticket) => {
      const hours = (from: number, to: number) => Math.round(((to - from) / (60 * MINUTES)) * 100) / 100;
      const resolution = hours(ticket.created, ticket.completed ?? ticket.created);
      const response = hours(ticket.created, ticket.firstResponse ?? ticket.completed ?? ticket.created);
      return {
        ticketID: ticket.id,
        serviceLevelAgreementName: 'Silver 8x5',
        firstResponseElapsedHours: response,
        isFirstResponseMet: response <= 2,
        resolutionElapsedHours: resolution,
        isResolutionMet: resolution <= 24,
        ...(ticket.assignee !== undefined && { resolutionResourceID: ticket.assignee }),
      };
    });
  return withIds(760_001, rows);
};

export const TICKET_DETAIL_TABLES: Readonly<Record<string, Table>> = {
  TicketSecondaryResources: secondaryResources,
  TicketChecklistItems: checklistItems,
  TicketAdditionalContacts: additionalContacts,
  TicketAdditionalConfigurationItems: additionalAssets,
  TicketCharges: chargeRows,
  TicketHistory: history,
  ServiceLevelAgreementResults: serviceLevelResults,
};
