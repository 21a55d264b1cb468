import { Calendar } from './calendar.js';
import { COMPANY } from './companies.js';
import { contractServices } from './services.js';
import { defaultRole, personById } from './people.js';
import { projects } from './projects.js';
import { money, ticketCharges } from './ticket-details.js';
import { billedHours, timeEntries, workType, type TimeEntry } from './time-entries.js';
import { CODE } from './billing-codes.js';
import { part, type World } from './world.js';

/** A posted billing item. */
export interface BillingPlan {
  readonly type: string;
  readonly subType: string;
  readonly companyId: number;
  /** Day of `itemDate` and of posting. */
  readonly day: number;
  readonly postedDay: number;
  readonly name: string;
  readonly quantity: number;
  readonly rate: number;
  readonly cost: number;
  readonly tax: number;
  readonly isNonBillable: boolean;
  readonly billingCode: number;
  readonly links: Readonly<Record<string, number>>;
}

const day = (date: string): number => Calendar.day(date);

/** Billing was moved into this tenant from here on. */
const FIRST_DAY = day('2025-09-01');
/** Acme Tooling's invoices of last quarter are written out (job J50); its own items start after them. */
const ACME_FROM = day('2026-01-01');

const HOURLY_RATES: Readonly<Record<number, number>> = { 71: 150, 72: 175, 73: 195, 74: 185 };
const SALES_TAX = 0.088_75;

/** Everything that has been posted, by date. */
export const billingItems = part((world: World): readonly BillingPlan[] =>
  [...labour(world), ...recurring(world), ...charges(world)]
    .filter(
      ({ companyId, day: itemDay }) => companyId !== COMPANY.msp && (companyId !== COMPANY.acmeTooling || itemDay >= ACME_FROM),
    )
    .toSorted((one, other) => one.postedDay - other.postedDay),
);

/** Approved time; what nobody has approved is not posted (job J47). */
function labour(world: World): BillingPlan[] {
  const owners = new Map(
    projects(world).flatMap(({ companyId, tasks, id }) => tasks.map((task) => [task.id, { companyId, projectID: id }] as const)),
  );
  return timeEntries(world)
    .filter(({ approved, day: worked }) => approved !== undefined && worked >= FIRST_DAY)
    .map((entry) => {
      const project = owners.get(entry.task?.id ?? 0);
      const role = entry.ticket?.role ?? defaultRole(personById(entry.resource));
      return {
        type: 'labour',
        subType: entry.task === undefined ? 'ticketLabour' : 'taskLabour',
        companyId: entry.ticket?.companyId ?? project?.companyId ?? 0,
        day: entry.day,
        postedDay: Math.min(entry.day + 4, 0),
        name: entry.summary.slice(0, 255),
        quantity: billedHours(entry.hours),
        rate: entry.isNonBillable ? 0 : hourlyRate(role, entry),
        cost: 42.5,
        tax: 0,
        isNonBillable: entry.isNonBillable,
        billingCode: workType(entry),
        links: {
          timeEntryID: entry.id,
          roleID: role,
          ...(entry.ticket !== undefined && { ticketID: entry.ticket.id }),
          ...(entry.ticket?.contractId !== undefined && { contractID: entry.ticket.contractId }),
          ...(entry.task !== undefined && { taskID: entry.task.id }),
          ...(project !== undefined && { projectID: project.projectID }),
        },
      };
    });
}

/** Some contracts grant a discount of one sixteenth, which gives amounts with four decimals. */
function hourlyRate(role: number, { ticket }: TimeEntry): number {
  const rate = HOURLY_RATES[role] ?? 150;
  return ticket?.contractId !== undefined && ticket.contractId % 3 === 0 ? money(rate * (1 - 1 / 16)) : rate;
}

/** First days of the billed months. */
export const MONTHS = ['2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'].map(day);

function recurring(world: World): BillingPlan[] {
  return MONTHS.flatMap((from) =>
    contractServices(world)
      .filter(({ contract }) => contract.startDay <= from && contract.endDay >= from)
      .map(({ id, contract, serviceId, name, units, unitCost, unitPrice }) => ({
        type: 'service',
        subType: 'contractService',
        companyId: contract.companyId,
        day: from,
        postedDay: from + 1,
        name,
        quantity: units,
        rate: unitPrice,
        cost: unitCost,
        tax: 0,
        isNonBillable: false,
        billingCode: CODE.managedService,
        links: { contractID: contract.id, contractServiceID: id, serviceID: serviceId },
      })),
  );
}

function charges(world: World): BillingPlan[] {
  return ticketCharges(world)
    .filter(({ ticket }) => ticket.completed !== undefined && ticket.day >= FIRST_DAY)
    .map(({ id, ticket, name, quantity, unitCost, unitPrice }) => ({
      type: 'charge',
      subType: 'ticketCharge',
      companyId: ticket.companyId,
      day: ticket.day,
      postedDay: Math.min(ticket.day + 2, 0),
      name,
      quantity,
      rate: unitPrice,
      cost: unitCost,
      tax: money(quantity * unitPrice * SALES_TAX),
      isNonBillable: false,
      billingCode: CODE.hardware,
      links: {
        ticketID: ticket.id,
        ticketChargeID: id,
        ...(ticket.contractId !== undefined && { contractID: ticket.contractId }),
      },
    }));
}
