import type { SeedRow } from '../types.js';
import { Calendar, isoTime } from './calendar.js';
import { COMPANY, companies, companyById, type Company } from './companies.js';
import { contactsByCompany } from './contacts.js';
import { withIds } from './people.js';
import { FIRST_PRODUCT } from './assets.js';
import type { Random } from './random.js';
import { part, type Table, type World } from './world.js';

interface OpportunityPlan {
  readonly id: number;
  readonly companyId: number;
  readonly title: string;
  readonly stage: string;
  readonly status: string;
  readonly amount: number;
  readonly cost: number;
  readonly probability: number;
  readonly startDay: number;
  readonly closeDay: number;
  readonly closedDay?: number;
  readonly ownerId: number;
}

type Draft = Omit<OpportunityPlan, 'id'>;

const day = (date: string): number => Calendar.day(date);

/** Harbor Dental has no open backup opportunity, only a won one; Northgate has an open one, for the duplicate check of job J43. */
const NAMED: readonly Draft[] = [
  {
    companyId: COMPANY.harborDental,
    title: 'Backup upgrade 2024',
    stage: 'commitment',
    status: 'closed',
    amount: 9800,
    cost: 6100,
    probability: 100,
    startDay: day('2024-03-04'),
    closeDay: day('2024-05-31'),
    closedDay: day('2024-05-21'),
    ownerId: 506,
  },
  {
    companyId: COMPANY.harborDental,
    title: 'Security awareness package',
    stage: 'proposal',
    status: 'active',
    amount: 3600,
    cost: 1400,
    probability: 60,
    startDay: day('2026-01-19'),
    closeDay: day('2026-04-15'),
    ownerId: 506,
  },
  {
    companyId: COMPANY.harborDentalEastside,
    title: 'New phone system',
    stage: 'discovery',
    status: 'active',
    amount: 14_250,
    cost: 9000,
    probability: 25,
    startDay: day('2026-02-11'),
    closeDay: day('2026-06-30'),
    ownerId: 506,
  },
  {
    companyId: COMPANY.northgate,
    title: 'Backup upgrade and second site',
    stage: 'negotiation',
    status: 'active',
    amount: 22_400,
    cost: 15_300,
    probability: 75,
    startDay: day('2025-12-08'),
    closeDay: day('2026-03-31'),
    ownerId: 527,
  },
  {
    companyId: COMPANY.acmeHoldings,
    title: 'Managed services for the holding',
    stage: 'qualified',
    status: 'active',
    amount: 48_000,
    cost: 26_000,
    probability: 40,
    startDay: day('2026-02-02'),
    closeDay: day('2026-07-31'),
    ownerId: 526,
  },
];

const SUBJECTS = [
  'Workstation refresh',
  'Firewall replacement',
  'Cloud migration',
  'Security baseline',
  'Phone system',
  'Backup redesign',
  'Licence true-up',
  'Network for new office',
];

const opportunities = part((world: World): readonly OpportunityPlan[] => {
  const random = world.random('opportunities');
  const pool = companies(world).filter(
    ({ type, isActive, id }) => isActive && id > 2000 && ['customer', 'prospect', 'lead'].includes(type),
  );
  const bulk = random
    .shuffle(pool)
    .slice(0, 85)
    .map((company) => bulkOpportunity(random, company));
  return [...NAMED, ...bulk]
    .toSorted((one, other) => one.startDay - other.startDay)
    .map((draft, index) => ({ ...draft, id: 94_001 + index }));
});

function bulkOpportunity(random: Random, company: Company): Draft {
  const startDay = -random.int(3, 500);
  const isClosed = startDay < -120;
  const status = isClosed
    ? random.pick(['closed', 'closed', 'lost', 'implemented'])
    : random.pick(['active', 'active', 'active', 'notReady']);
  const amount = random.int(8, 300) * 100;
  return {
    companyId: company.id,
    title: random.pick(SUBJECTS),
    stage: isClosed ? 'commitment' : random.pick(['discovery', 'qualified', 'proposal', 'negotiation']),
    status,
    amount,
    cost: Math.round(amount * 0.62),
    probability: isClosed ? (status === 'lost' ? 0 : 100) : random.pick([20, 40, 60, 80]),
    startDay,
    closeDay: startDay + 110,
    ...(isClosed && { closedDay: startDay + random.int(40, 118) }),
    ownerId: company.ownerId === 528 ? 526 : company.ownerId,
  };
}

const opportunityRows: Table = (world) => {
  const { calendar, skin } = world;
  const ids = (field: string) => skin.ids(`Opportunities.${field}`);
  const [stage, status, category, leadSource] = [
    ids('stage'),
    ids('status'),
    ids('opportunityCategoryID')('4'),
    ids('leadSource'),
  ];
  return opportunities(world).map((plan): SeedRow => {
    const created = isoTime(calendar.past(plan.startDay, 660));
    const contact = contactsByCompany(world)
      .get(plan.companyId)
      ?.find(({ isActive, isHostile }) => isActive && !isHostile);
    return {
      id: plan.id,
      companyID: plan.companyId,
      title: plan.title,
      stage: stage(plan.stage),
      status: status(plan.status),
      opportunityCategoryID: category,
      amount: plan.amount,
      cost: plan.cost,
      probability: plan.probability,
      startDate: calendar.date(plan.startDay),
      projectedCloseDate: calendar.date(plan.closeDay),
      ownerResourceID: plan.ownerId,
      useQuoteTotals: false,
      onetimeRevenue: plan.amount,
      onetimeCost: plan.cost,
      leadSource: leadSource(String(31 + (plan.id % 5))),
      createDate: created,
      creatorResourceID: plan.ownerId,
      lastActivity: isoTime(calendar.past(Math.min(plan.startDay + 5, -1), 800)),
      ...(contact !== undefined && { contactID: contact.id }),
      ...(plan.closedDay !== undefined && { closedDate: calendar.date(plan.closedDay) }),
      ...(plan.status === 'lost' &&
        plan.closedDay !== undefined && { lostDate: calendar.date(plan.closedDay), lossReason: ids('lossReason')('45') }),
      ...(plan.id % 4 === 0 && { userDefinedFields: [{ name: 'Decision Maker', value: 'Managing director' }] }),
    };
  });
};

const quoted = part((world: World) =>
  opportunities(world).filter(
    ({ stage, id }) => (stage === 'proposal' || stage === 'negotiation' || stage === 'commitment') && id % 2 === 0,
  ),
);

const quoteLocations: Table = (world) =>
  quoted(world).map(({ companyId }, index): SeedRow => {
    const { address1, city, state, postalCode } = companyById(world, companyId).row;
    return { id: 94_501 + index, address1, city, state, postalCode };
  });

const quotes: Table = (world) => {
  const { calendar, skin } = world;
  const approval = skin.ids('Quotes.approvalStatus')('1');
  return quoted(world).map((plan, index): SeedRow => ({
    id: 94_601 + index,
    opportunityID: plan.id,
    companyID: plan.companyId,
    name: `Quote ${plan.title}`.slice(0, 100),
    quoteNumber: 2001 + index,
    effectiveDate: calendar.date(plan.startDay + 10),
    expirationDate: calendar.date(plan.startDay + 40),
    billToLocationID: 94_501 + index,
    shipToLocationID: 94_501 + index,
    soldToLocationID: 94_501 + index,
    isActive: plan.status === 'active',
    primaryQuote: true,
    approvalStatus: approval,
    createDate: isoTime(calendar.past(plan.startDay + 9 > -1 ? -1 : plan.startDay + 9, 700)),
    creatorResourceID: plan.ownerId,
  }));
};

const quoteItems: Table = (world) => {
  const type = world.skin.ids('QuoteItems.quoteItemType');
  const period = world.skin.ids('QuoteItems.periodType')('oneTime');
  return withIds(
    94_701,
    quoted(world).flatMap((plan, index) => [
      {
        quoteID: 94_601 + index,
        name: 'Hardware',
        quoteItemType: type('product'),
        productID: FIRST_PRODUCT + (index % 8),
        quantity: 2,
        unitPrice: Math.round(plan.amount * 0.35),
        unitCost: Math.round(plan.cost * 0.35),
        isOptional: false,
        isTaxable: true,
        unitDiscount: 0,
        lineDiscount: 0,
        percentageDiscount: 0,
        periodType: period,
      },
      {
        quoteID: 94_601 + index,
        name: 'Installation',
        quoteItemType: type('labour'),
        laborID: 71,
        quantity: 4,
        unitPrice: 150,
        unitCost: 60,
        isOptional: false,
        isTaxable: false,
        unitDiscount: 0,
        lineDiscount: 0,
        percentageDiscount: 0,
        periodType: period,
      },
    ]),
  );
};

export const SALES_TABLES: Readonly<Record<string, Table>> = {
  Opportunities: opportunityRows,
  QuoteLocations: quoteLocations,
  Quotes: quotes,
  QuoteItems: quoteItems,
};
