import { SCREENSHOT_LINES } from './attachments.js';
import { CODE } from './billing-codes.js';
import { Calendar, FROZEN_NOW, TENANT_ZONE } from './calendar.js';
import { COMPANY, COMPANY_COUNT } from './companies.js';
import { PUBLIC_SECTOR } from './contracts.js';
import { CANARY_PATTERN } from './hostile.js';
import { INVOICE_NUMBER } from './invoices.js';
import { ROLE } from './people.js';
import { PROJECT_NAME } from './projects.js';
import { RECENT_TICKETS } from './ticket-companies.js';
import { OPEN_TICKETS } from './ticket-opening.js';
import { TEXT } from './named-scenarios.js';
import { SCENARIOS } from './ticket-scenarios.js';
import { TICKET_COUNT } from './ticket-slots.js';
import { FEBRUARY, NO_TIME_ON_FRIDAY } from './time-days.js';
import { FORMULA_SUMMARIES } from './time-texts.js';

/** People whom jobs name, by resource id. */
const PEOPLE = {
  administrator: 4,
  /** The usual "me". */
  maya: 501,
  marcoBellini: 502,
  /** Inactive, still has six open tickets. */
  marcoBell: 503,
  ines: 504,
  tomas: 505,
  priyaRaman: 506,
  colette: 507,
  /** Shares her e-mail address with Ines. */
  noor: 512,
  /** Inactive, still owns companies. */
  peterHanlon: 528,
  /** The integration user: nobody's "me". */
  apiUser: 590,
} as const;

/** Numbers of tickets that jobs name. */
interface TicketNumbers {
  /** New, Maya's, at Harbor Dental; jobs J04, J06, J07. */
  readonly firewall: string;
  /** A workflow rule sets its status back; job J04. */
  readonly rule: string;
  /** Unassigned in Level 1, at Harbor Dental Eastside; jobs J17, J20. */
  readonly unassigned: string;
  /** Has a screenshot with hostile text; job J14. */
  readonly screenshot: string;
  /** Maya's, at the MSP itself (company 0), source -1. */
  readonly internal: string;
  /** Unassigned, Bellini is a secondary resource already; job J17. */
  readonly secondaryConflict: string;
  /** Open printer ticket at Acme Catering: no duplicate for Acme Tooling; job J23. */
  readonly kitchenPrinter: string;
  /** Completed, with three facts and much noise; job J02. */
  readonly raid: string;
  /** Recurrence of the same number; job J02. */
  readonly raidRecurrence: string;
  /** Four time entries of Maya's, one approved; job J52. */
  readonly nonBillable: string;
}

export interface Facts {
  readonly timeZone: string;
  readonly people: typeof PEOPLE;
  readonly roles: typeof ROLE;
  readonly companies: typeof COMPANY;
  readonly billingCodes: typeof CODE;
  readonly tickets: TicketNumbers;
  /** Number of a ticket of which 38 recurrences exist, `.001` to `.038`. */
  readonly recurringSeries: string;
  /** Titles of tickets whose number depends on the day's traffic, by the scenario's name. */
  readonly titles: Readonly<Record<string, string>>;
  readonly texts: typeof TEXT & { readonly screenshot: readonly string[]; readonly formulaSummaries: readonly string[] };
  readonly invoiceNumbers: typeof INVOICE_NUMBER;
  readonly projects: typeof PROJECT_NAME;
  readonly counts: {
    readonly companies: number;
    readonly tickets: number;
    readonly openTickets: number;
    readonly februaryTimeEntries: number;
  };
  /** Tickets of the last 30 days of the companies with the most, in order. */
  readonly noisiest: readonly (readonly [companyId: number, tickets: number])[];
  /** People who book time but have none on Friday. */
  readonly noTimeOnFriday: readonly number[];
  /** The line of business whose rows the restricted user does not see. */
  readonly hiddenLineOfBusiness: number;
  /** Every hostile text of the seed contains a match. */
  readonly canary: RegExp;
  /** "Now" and day bounds as instants. */
  readonly now: Date;
  readonly dayStart: (day: number) => Date;
  /** Date of a day as date-only fields hold it, e.g. `2026-03-09T00:00:00Z`. Day 0 is today. */
  readonly date: (day: number) => string;
}

/** What tests and examples may rely on in the seed for a given "now". */
export function factsFor(now: Date): Facts {
  const calendar = new Calendar(now);
  return {
    timeZone: TENANT_ZONE,
    people: PEOPLE,
    roles: ROLE,
    companies: COMPANY,
    billingCodes: CODE,
    tickets: ticketNumbers(calendar),
    recurringSeries: numberOf(calendar, 'series1').replace(/\.001$/, ''),
    titles: Object.fromEntries(SCENARIOS.map(({ key, plan }) => [key, plan.title ?? ''])),
    texts: { ...TEXT, screenshot: SCREENSHOT_LINES, formulaSummaries: FORMULA_SUMMARIES },
    invoiceNumbers: INVOICE_NUMBER,
    projects: PROJECT_NAME,
    counts: { companies: COMPANY_COUNT, tickets: TICKET_COUNT, openTickets: OPEN_TICKETS, februaryTimeEntries: FEBRUARY.entries },
    noisiest: RECENT_TICKETS.slice(0, 5),
    noTimeOnFriday: NO_TIME_ON_FRIDAY,
    hiddenLineOfBusiness: PUBLIC_SECTOR,
    canary: CANARY_PATTERN,
    now: new Date(calendar.now * 1000),
    dayStart: (day) => new Date(calendar.start(day) * 1000),
    date: (day) => calendar.date(day),
  };
}

/** The facts at the tests' frozen "now", Monday 9 March 2026, 22:30 in New York. */
export const FACTS: Facts = factsFor(FROZEN_NOW);

function ticketNumbers(calendar: Calendar): TicketNumbers {
  const number = (key: keyof TicketNumbers) => numberOf(calendar, key);
  return {
    firewall: number('firewall'),
    rule: number('rule'),
    unassigned: number('unassigned'),
    screenshot: number('screenshot'),
    internal: number('internal'),
    secondaryConflict: number('secondaryConflict'),
    kitchenPrinter: number('kitchenPrinter'),
    raid: number('raid'),
    raidRecurrence: number('raidRecurrence'),
    nonBillable: number('nonBillable'),
  };
}

function numberOf(calendar: Calendar, key: string): string {
  const scenario = SCENARIOS.find((entry) => entry.key === key);
  if (scenario?.number === undefined) throw new Error(`Scenario ${key} has no number`);
  const suffix = scenario.suffix === undefined ? '' : `.${scenario.suffix}`;
  return `T${calendar.compactDate(scenario.day)}.${String(scenario.number).padStart(4, '0')}${suffix}`;
}
