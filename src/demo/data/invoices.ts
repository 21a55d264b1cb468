import type { SeedRow } from '../types.js';
import { MONTHS, billingItems, type BillingPlan } from './billing-plan.js';
import { CODE } from './billing-codes.js';
import { Calendar, MINUTES, isoTime } from './calendar.js';
import { COMPANY } from './companies.js';
import { hash } from './random.js';
import { money } from './ticket-details.js';
import { part, type Table, type World } from './world.js';

interface InvoiceDraft {
  readonly companyId: number;
  /** Day and wall-clock minute of the invoice. */
  readonly day: number;
  readonly minute: number;
  readonly items: readonly BillingPlan[];
  readonly number?: string;
  readonly paidDay?: number;
  readonly isVoided?: boolean;
}

interface Invoice extends InvoiceDraft {
  readonly id: number;
  readonly number: string;
}

/** The number that job J49 asks for, its look-alike without the zero, and the voided twin with the same number. */
export const INVOICE_NUMBER = { wanted: '010452', lookAlike: '10452' } as const;
const FIRST_NUMBER = 9_801;

const day = (date: string): number => Calendar.day(date);
const at = (hours: number, minutes: number): number => hours * 60 + minutes;

/** Acme Tooling's last quarter with its neighbours: edges of months in local time, a credit, a voided one (job J50). */
const ACME: readonly (readonly [date: string, minute: number, net: number, tax: number, isVoided?: true])[] = [
  ['2025-09-30', at(23, 30), 500, 0],
  ['2025-10-01', at(0, 30), 1250.5, 0],
  ['2025-10-15', at(11, 0), -120.25, 0],
  ['2025-10-31', at(23, 45), 2122.4049, 188.3634],
  ['2025-11-01', at(0, 15), 99.99, 0],
  ['2025-11-14', at(15, 20), 1800.1234, 0],
  ['2025-11-30', at(23, 40), 640, 56.8],
  ['2025-12-01', at(0, 20), 75.5, 0],
  ['2025-12-12', at(10, 10), 9999, 0, true],
  ['2025-12-31', at(23, 30), 2105.25, 0],
  ['2026-01-01', at(0, 10), 310, 27.5125],
];

/** All invoices, ids in the order of their creation. */
const invoices = part((world: World): readonly Invoice[] => {
  const drafts = [...acmeInvoices(), lookAlike(), ...monthlyInvoices(world)].toSorted(
    (one, other) => one.day - other.day || one.minute - other.minute,
  );
  let next = FIRST_NUMBER;
  const numbered = drafts.flatMap((draft): (InvoiceDraft & { number: string })[] => {
    const number = draft.number ?? String(next++).padStart(6, '0');
    if (number !== INVOICE_NUMBER.wanted) return [{ ...draft, number }];
    const { paidDay: _, ...unpaid } = draft;
    return [
      { ...draft, number, isVoided: true },
      { ...unpaid, number },
    ];
  });
  return numbered.map((draft, index) => ({ ...draft, id: 96_001 + index }));
});

function acmeInvoices(): InvoiceDraft[] {
  return ACME.map(([date, minute, net, tax, isVoided]) => ({
    companyId: COMPANY.acmeTooling,
    day: day(date),
    minute,
    items: [acmeItem(day(date), net, tax)],
    ...(isVoided === undefined ? { paidDay: Math.min(day(date) + 21, -1) } : { isVoided }),
  }));
}

function acmeItem(itemDay: number, net: number, tax: number): BillingPlan {
  return {
    type: 'charge',
    subType: 'contractCharge',
    companyId: COMPANY.acmeTooling,
    day: itemDay,
    postedDay: itemDay,
    name: net < 0 ? 'Credit for downtime' : 'Services and hardware',
    quantity: 1,
    rate: net,
    cost: 0,
    tax,
    isNonBillable: false,
    billingCode: CODE.hardware,
    links: {},
  };
}

function lookAlike(): InvoiceDraft {
  const date = day('2025-09-12');
  const item: BillingPlan = { ...acmeItem(date, 884.4, 0), companyId: COMPANY.contoso, name: 'Transferred from the old system' };
  return {
    companyId: COMPANY.contoso,
    day: date,
    minute: at(9, 0),
    items: [item],
    number: INVOICE_NUMBER.lookAlike,
    paidDay: date + 30,
  };
}

/** One invoice a month for each customer with posted items; February's run has reached about three in five of them. */
function monthlyInvoices(world: World): InvoiceDraft[] {
  const random = world.random('invoices');
  const byRun = new Map<string, BillingPlan[]>();
  for (const item of billingItems(world)) {
    const month = runOf(item);
    if (month === undefined) continue;
    const key = `${month}/${item.companyId}`;
    const items = byRun.get(key);
    if (items === undefined) byRun.set(key, [item]);
    else items.push(item);
  }
  return [...byRun].map(([key, items]): InvoiceDraft => {
    const [month = '', companyId = ''] = key.split('/');
    const runDay = (MONTHS[Number(month) + 1] ?? day('2026-03-01')) - 1;
    const isPaid = random.chance([0.97, 0.96, 0.94, 0.9, 0.55, 0][Number(month)] ?? 0);
    return {
      companyId: Number(companyId),
      day: runDay,
      minute: at(14, 0) + (hash(key) % 150),
      items,
      ...(isPaid && { paidDay: Math.min(runDay + random.int(10, 40), -1) }),
      ...(random.chance(0.004) && { isVoided: true }),
    };
  });
}

/** Number of the month in whose run an item was invoiced, or undefined where it was not. */
function runOf({ day: itemDay, companyId }: BillingPlan): number | undefined {
  const month = MONTHS.findLastIndex((from) => from <= itemDay);
  if (month < 0 || itemDay >= day('2026-03-01')) return undefined;
  return month === MONTHS.length - 1 && hash(`february ${companyId}`) % 5 < 2 ? undefined : month;
}

const invoiceRows: Table = (world) => {
  const { calendar, skin } = world;
  const paymentTerm = skin.ids('Invoices.paymentTerm')('net30');
  return invoices(world).map((invoice): SeedRow => {
    const time = calendar.past(invoice.day, invoice.minute);
    const tax = sum(invoice.items.map((item) => item.tax));
    return {
      id: invoice.id,
      invoiceNumber: invoice.number,
      companyID: invoice.companyId,
      invoiceDateTime: isoTime(time),
      createDateTime: isoTime(time),
      creatorResourceID: 507,
      batchID: 4000 + MONTHS.findLastIndex((from) => from <= invoice.day),
      invoiceTotal: sum([...invoice.items.map(({ quantity, rate }) => money(quantity * rate)), tax]),
      totalTaxValue: tax,
      taxRegionName: 'State of New York',
      paymentTerm,
      fromDate: calendar.date(Math.min(...invoice.items.map((item) => item.day))),
      toDate: calendar.date(invoice.day),
      dueDate: calendar.date(invoice.day + 30),
      isVoided: invoice.isVoided === true,
      ...(invoice.isVoided === true
        ? { voidedDate: isoTime(Math.min(time + 20 * MINUTES, calendar.now)), voidedByResourceID: 507 }
        : invoice.paidDay !== undefined && { paidDate: calendar.date(invoice.paidDay) }),
    };
  });
};

const billingItemRows: Table = (world) => {
  const { calendar, skin } = world;
  const type = skin.ids('BillingItems.billingItemType');
  const subType = skin.ids('BillingItems.subType');
  const all = invoices(world);
  // Items of a voided invoice are those of the one that replaced it, if any.
  const invoiced = new Map(
    all.flatMap(({ id, items, isVoided }) => (isVoided === true ? [] : items.map((item) => [item, id] as const))),
  );
  const explicit = all
    .filter(({ isVoided }) => isVoided !== true)
    .flatMap(({ items }) => items)
    .filter((item) => item.subType === 'contractCharge');
  const items = [...billingItems(world), ...explicit].toSorted((one, other) => one.postedDay - other.postedDay);
  return items.map((item, index): SeedRow => {
    const extendedPrice = money(item.quantity * item.rate);
    const invoiceID = invoiced.get(item) ?? (index % 2 === 0 ? 0 : undefined);
    return {
      id: 1_000_001 + index,
      billingItemType: type(item.type),
      subType: subType(item.subType),
      companyID: item.companyId,
      itemDate: calendar.date(item.day),
      postedDate: calendar.date(item.postedDay),
      itemName: item.name,
      quantity: item.quantity,
      rate: item.rate,
      extendedPrice,
      taxDollars: item.tax,
      totalAmount: money(extendedPrice + item.tax),
      ourCost: money(item.quantity * item.cost),
      nonBillable: item.isNonBillable ? 1 : 0,
      billingCodeID: item.billingCode,
      itemApproverID: 505,
      ...item.links,
      // "Not invoiced" is 0 in some tenants' data and null in others' (job J46): this one has both.
      ...(invoiceID !== undefined && { invoiceID }),
    };
  });
};

function sum(amounts: readonly number[]): number {
  return money(amounts.reduce((total, amount) => total + amount, 0));
}

export const INVOICE_TABLES: Readonly<Record<string, Table>> = { Invoices: invoiceRows, BillingItems: billingItemRows };
