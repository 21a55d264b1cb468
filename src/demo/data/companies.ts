import type { SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { CITIES, COMPANY_STEMS, COMPANY_TRADES, STREETS } from './names.js';
import { Weighted, type Random } from './random.js';
import { part, type Table, type World } from './world.js';

export interface Company {
  readonly row: SeedRow;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly isActive: boolean;
  readonly parentId?: number;
  readonly ownerId: number;
  /** Share of the ticket volume. */
  readonly weight: number;
  readonly domain: string;
  readonly createDay: number;
}

/** Ids of the companies that jobs name. */
export const COMPANY = {
  msp: 0,
  harborDental: 1101,
  harborDentalEastside: 1102,
  acmeTooling: 1201,
  acmeCatering: 1202,
  acmeHoldings: 1203,
  acmeToolingOld: 1204,
  northgate: 1301,
  contoso: 1401,
  /** Customers with a burst of tickets (job J34), among them one whose tickets are all recent. */
  noisy: 1501,
  lateBurst: 1502,
} as const;

interface Named {
  readonly id: number;
  readonly name: string;
  readonly segment: string;
  readonly owner: number;
  readonly type?: string;
  readonly isActive?: false;
  readonly parent?: number;
  readonly weight: number;
}

const NAMED: readonly Named[] = [
  { id: COMPANY.msp, name: 'Brightwater Managed IT', segment: 'technology', owner: 506, type: 'partner', weight: 3 },
  { id: COMPANY.harborDental, name: 'Harbor Dental Group', segment: 'healthcare', owner: 506, weight: 4 },
  {
    id: COMPANY.harborDentalEastside,
    name: 'Harbor Dental Eastside',
    segment: 'healthcare',
    owner: 506,
    parent: COMPANY.harborDental,
    weight: 2,
  },
  { id: COMPANY.acmeTooling, name: 'Acme Tooling', segment: 'manufacturing', owner: 526, weight: 4 },
  { id: COMPANY.acmeCatering, name: 'Acme Catering', segment: 'hospitality', owner: 527, weight: 2 },
  { id: COMPANY.acmeHoldings, name: 'ACME Holdings', segment: 'finance', owner: 526, type: 'prospect', weight: 0 },
  { id: COMPANY.acmeToolingOld, name: 'Acme Tooling (old)', segment: 'manufacturing', owner: 528, isActive: false, weight: 0 },
  { id: COMPANY.northgate, name: 'Northgate Clinic', segment: 'healthcare', owner: 527, weight: 5 },
  { id: COMPANY.contoso, name: 'Contoso', segment: 'technology', owner: 506, weight: 5 },
  { id: COMPANY.noisy, name: 'Bayside Freight', segment: 'manufacturing', owner: 526, weight: 5 },
  { id: COMPANY.lateBurst, name: 'Copperline Credit Union', segment: 'finance', owner: 527, weight: 1 },
];

export const COMPANY_COUNT = 730;

const BULK_TYPES = new Weighted([
  ['customer', 560],
  ['prospect', 60],
  ['lead', 40],
  ['vendor', 22],
  ['partner', 8],
  ['cancellation', 20],
  ['dead', 10],
]);

export const companies = part((world: World): readonly Company[] => {
  const random = world.random('companies');
  const names = companyNames(random, COMPANY_COUNT - NAMED.length);
  const bulk = names.map(({ name, segment }, index): Company => {
    const type = BULK_TYPES.pick(random);
    const createDay = -2900 + Math.floor((index * 2750) / names.length);
    const owner = createDay < -1500 && random.chance(0.2) ? 528 : random.pick([506, 526, 527]);
    const parent = index > 60 && index % 24 === 7 && type === 'customer' ? 2001 + 2 * (index - 40) : undefined;
    const isActive = type !== 'dead' && type !== 'cancellation' && !random.chance(0.03);
    return company(world, random, {
      id: 2001 + 2 * index,
      name,
      segment,
      owner,
      type,
      isActive,
      createDay,
      weight: type === 'customer' && isActive ? random.pick([1, 1, 1, 1, 2, 2, 3]) : 0,
      ...(parent !== undefined && { parent }),
    });
  });
  const named = NAMED.map((entry, index) =>
    company(world, random, { type: 'customer', isActive: true, ...entry, createDay: -3400 + index * 20 }),
  );
  return [...named, ...bulk];
});

function company(
  world: World,
  random: Random,
  info: Omit<Required<Named>, 'parent' | 'isActive'> & { parent?: number; isActive: boolean; createDay: number },
): Company {
  const { skin, calendar } = world;
  const pick = (field: string, key: string) => skin.ids(`Companies.${field}`)(key);
  const [city, state, postalCode, areaCode] = random.pick(CITIES);
  const domain = `${info.name.toLowerCase().replaceAll(/[^a-z]+/g, '')}.example`;
  const isCustomer = info.type === 'customer';
  const row: SeedRow = {
    id: info.id,
    companyName: info.name,
    companyNumber: `C${String(info.id).padStart(5, '0')}`,
    companyType: pick('companyType', info.type),
    isActive: info.isActive,
    phone: `(${areaCode}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`,
    address1: `${random.int(2, 980)} ${random.pick(STREETS)}`,
    city,
    state,
    postalCode,
    countryID: 237,
    currencyID: 1,
    webAddress: `https://www.${domain}`,
    ownerResourceID: info.owner,
    classification: pick('classification', isCustomer ? random.pick(['standard', 'standard', 'platinum', 'key']) : 'standard'),
    marketSegmentID: pick('marketSegmentID', info.segment),
    territoryID: pick('territoryID', random.pick(['harborside', 'metro', 'valley', 'remote'])),
    invoiceMethod: pick('invoiceMethod', '2'),
    taxRegionID: skin.ids('Quotes.taxRegionID')('1'),
    isTaxExempt: info.segment === 'nonprofit',
    isClientPortalActive: isCustomer && random.chance(0.4),
    createDate: isoTime(calendar.at(info.createDay, random.int(540, 1020))),
    createdByResourceID: 4,
    lastActivityDate: isoTime(calendar.past(-random.int(1, 60), random.int(480, 1080))),
    lastTrackedModifiedDateTime: isoTime(calendar.past(-random.int(1, 300), random.int(480, 1080))),
    ...(info.parent !== undefined && { parentCompanyID: info.parent }),
    ...(info.type === 'prospect' && { competitorID: pick('competitorID', random.pick(['51', '52', '53', '54'])) }),
    ...(isCustomer && {
      userDefinedFields: [
        { name: 'Onboarding Date', value: calendar.date(info.createDay + 30) },
        { name: 'Backup Vendor', value: random.pick(['Datto', 'Lantern Vault', 'None']) },
        { name: 'Seats', value: String(random.int(4, 140)) },
      ],
    }),
  };
  return {
    row,
    id: info.id,
    name: info.name,
    type: info.type,
    isActive: info.isActive,
    ownerId: info.owner,
    weight: info.weight,
    domain,
    createDay: info.createDay,
    ...(info.parent !== undefined && { parentId: info.parent }),
  };
}

function companyNames(random: Random, count: number): { name: string; segment: string }[] {
  const all = Object.entries(COMPANY_TRADES).flatMap(([segment, trades]) =>
    trades.flatMap((trade) => COMPANY_STEMS.map((stem) => ({ name: `${stem} ${trade}`, segment }))),
  );
  return random.shuffle(all).slice(0, count);
}

/** @throws Error when there is no such company. */
export function companyById(world: World, id: number): Company {
  const found = companiesById(world).get(id);
  if (found === undefined) throw new Error(`No company ${id}`);
  return found;
}

const companiesById = part(
  (world: World): ReadonlyMap<number, Company> => new Map(companies(world).map((entry) => [entry.id, entry])),
);

/** Active customers, who have contacts, assets, contracts and tickets. */
export const customers = part((world: World): readonly Company[] =>
  companies(world).filter(({ type, isActive }) => type === 'customer' && isActive),
);

export interface Location {
  readonly row: SeedRow;
  readonly id: number;
  readonly companyId: number;
}

export const locations = part((world: World): readonly Location[] => {
  const random = world.random('locations');
  let id = 40_001;
  return companies(world).flatMap((owner) => {
    const hasBranch = owner.weight >= 3 && owner.id !== COMPANY.harborDentalEastside;
    const names =
      owner.id === COMPANY.harborDentalEastside
        ? ['Eastside Practice']
        : ['Main Office', ...(hasBranch ? ['Branch Office'] : [])];
    return names.map((name, index): Location => {
      const [city, state, postalCode, areaCode] = index === 0 ? ['', '', '', ''] : random.pick(CITIES);
      const { address1, city: ownCity, state: ownState, postalCode: ownCode, phone } = owner.row;
      const address =
        index === 0
          ? { address1, city: ownCity, state: ownState, postalCode: ownCode, phone }
          : {
              address1: `${random.int(2, 980)} ${random.pick(STREETS)}`,
              city,
              state,
              postalCode,
              phone: `(${areaCode}) 555-0142`,
            };
      const row = { id, companyID: owner.id, name, ...address, countryID: 237, isActive: owner.isActive, isPrimary: index === 0 };
      return { row, id: id++, companyId: owner.id };
    });
  });
});

/** What the technicians need to know of a customer's site, kept in user-defined fields. */
const siteConfigurations: Table = (world) =>
  customers(world).map(({ id, domain }, index) => ({
    id: 45_001 + index,
    companyID: id,
    locationName: 'Main Office',
    userDefinedFields: [
      { name: 'Wi-Fi Name', value: `${domain.split('.')[0] ?? ''}-staff` },
      { name: 'Alarm Contact', value: null },
    ],
  }));

export const COMPANY_TABLES: Readonly<Record<string, Table>> = {
  Companies: (world) => companies(world).map(({ row }) => row),
  CompanySiteConfigurations: siteConfigurations,
  CompanyLocations: (world) => locations(world).map(({ row }) => row),
};
