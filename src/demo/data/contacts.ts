import type { SeedRow } from '../types.js';
import { groupBy } from './collections.js';
import { isoTime } from './calendar.js';
import { COMPANY, companies, locations, type Company } from './companies.js';
import { hostileLastName } from './hostile.js';
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES } from './names.js';
import type { Random } from './random.js';
import { part, type Table, type World } from './world.js';

export interface Contact {
  readonly row: SeedRow;
  readonly id: number;
  readonly companyId: number;
  readonly firstName: string;
  readonly isActive: boolean;
  /** Its name carries hostile text; such contacts belong only to tickets that are meant to be hostile. */
  readonly isHostile: boolean;
}

interface Named {
  readonly company: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly isActive?: false;
  readonly isPrimary?: true;
  readonly email?: string;
}

const { harborDental, harborDentalEastside, acmeTooling, acmeCatering, acmeToolingOld, northgate, contoso, msp } = COMPANY;

/** Contacts that jobs name: two Priyas and an inactive twin at Harbor Dental, people to run into when Dana Whitfield is added. */
const NAMED: readonly Named[] = [
  { company: harborDental, firstName: 'Henrik', lastName: 'Lindgren', title: 'Managing Partner', isPrimary: true },
  { company: harborDental, firstName: 'Priya', lastName: 'Nair', title: 'Practice Manager' },
  { company: harborDental, firstName: 'Priya', lastName: 'Nayar', title: 'Receptionist', isActive: false },
  { company: harborDental, firstName: 'Lionel', lastName: 'Abara', title: 'Dental Hygienist' },
  { company: harborDental, firstName: 'Dana', lastName: 'Whitlock', title: 'Billing Coordinator' },
  { company: harborDentalEastside, firstName: 'Priya', lastName: 'Shah', title: 'Front Desk Lead', isPrimary: true },
  { company: harborDentalEastside, firstName: 'Ruth', lastName: 'Sandoval', title: 'Office Manager', isActive: false },
  { company: harborDentalEastside, firstName: 'Tomoko', lastName: 'Ueda', title: 'Dentist' },
  { company: acmeTooling, firstName: 'Wanda', lastName: 'Kowalski', title: 'Plant Manager', isPrimary: true },
  { company: acmeTooling, firstName: 'Jamal', lastName: 'Grant', title: 'Purchasing' },
  { company: acmeCatering, firstName: 'Rosa', lastName: 'Moretti', title: 'Owner', isPrimary: true },
  { company: acmeToolingOld, firstName: 'Wanda', lastName: 'Kowalski', title: 'Plant Manager', isActive: false },
  { company: northgate, firstName: 'Ifeoma', lastName: 'Okoye', title: 'Clinic Director', isPrimary: true },
  { company: northgate, firstName: 'Stefan', lastName: 'Brandt', title: 'Head of Radiology' },
  { company: contoso, firstName: 'Adele', lastName: 'Vance', title: 'Retail Manager', isPrimary: true },
  { company: contoso, firstName: 'Miriam', lastName: 'Graham', title: 'VP Marketing' },
  { company: contoso, firstName: 'Lee', lastName: 'Gu', title: 'Director of Operations' },
  { company: msp, firstName: 'Ruth', lastName: 'Feldman', title: 'Office Administrator', isPrimary: true },
];

/** One customer in eighteen has a contact with a hostile name. */
const HOSTILE_STRIDE = 18;

export const contacts = part((world: World): readonly Contact[] => {
  const random = world.random('contacts');
  const homes = new Map(
    locations(world)
      .map(({ companyId, id }) => [companyId, id] as const)
      .toReversed(),
  );
  const drafts = companies(world).flatMap((company, index) => {
    const named = NAMED.filter((entry) => entry.company === company.id).map((entry) => draft(world, random, company, entry));
    const isCustomer = company.type === 'customer';
    const count = named.length > 0 ? Math.max(0, 4 - named.length) : isCustomer ? random.int(1, 6) : random.int(1, 2);
    const used = new Set<string>();
    const others = Array.from({ length: count }, (_, position) => {
      let firstName = random.pick(FIRST_NAMES);
      while (used.has(firstName) || firstName === 'Priya') firstName = random.pick(FIRST_NAMES);
      used.add(firstName);
      return draft(world, random, company, {
        company: company.id,
        firstName,
        lastName: random.pick(LAST_NAMES),
        title: random.pick(JOB_TITLES),
        ...(position === 0 && named.length === 0 && { isPrimary: true as const }),
        ...(position > 0 && random.chance(0.08) && { isActive: false as const }),
      });
    });
    const hostile =
      isCustomer && company.isActive && index % HOSTILE_STRIDE === 11 && company.id > 2000
        ? [
            draft(
              world,
              random,
              company,
              { company: company.id, firstName: 'Pat', lastName: hostileLastName(`contact ${company.id}`), title: 'Visitor' },
              true,
            ),
          ]
        : [];
    return [...named, ...others, ...hostile];
  });
  drafts.sort((one, other) => one.created - other.created);
  return drafts.map(({ row, created, ...contact }, index): Contact => {
    const id = 30_001 + index;
    const companyLocationID = homes.get(contact.companyId);
    return {
      ...contact,
      id,
      row: { id, ...row, createDate: isoTime(created), ...(companyLocationID !== undefined && { companyLocationID }) },
    };
  });
});

interface Draft extends Omit<Contact, 'id' | 'row'> {
  readonly row: Record<string, unknown>;
  readonly created: number;
}

function draft(world: World, random: Random, company: Company, entry: Named, isHostile = false): Draft {
  const { calendar } = world;
  const isActive = entry.isActive !== false && company.isActive;
  const createDay = Math.min(company.createDay + random.int(1, 700), -40);
  const email = isHostile
    ? `visitor@${company.domain}`
    : `${mailName(entry.firstName)}.${mailName(entry.lastName)}@${company.domain}`;
  const areaCode = String(company.row['phone']).slice(1, 4);
  const row: Record<string, unknown> = {
    companyID: company.id,
    firstName: entry.firstName,
    lastName: entry.lastName,
    title: entry.title,
    emailAddress:
      entry.email ?? email.replace('harbordentalgroup', 'harbordental').replace('harbordentaleastside', 'harbordental'),
    phone: `(${areaCode}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`,
    isActive: isActive ? 1 : 0,
    primaryContact: entry.isPrimary === true,
    receivesEmailNotifications: true,
    isOptedOutFromBulkEmail: random.chance(0.1),
    countryID: 237,
    lastActivityDate: isoTime(calendar.past(-random.int(0, 39), random.int(480, 1080))),
    lastModifiedDate: isoTime(calendar.past(-random.int(0, 39), random.int(480, 1080))),
    ...(random.chance(0.5) && {
      mobilePhone: `(${random.pick(['917', '646', '347'])}) 555-01${String(random.int(0, 99)).padStart(2, '0')}`,
    }),
    ...(random.chance(0.4) && { extension: String(random.int(100, 899)) }),
    ...(random.chance(0.15) && {
      userDefinedFields: [
        { name: 'VIP', value: 'Yes' },
        { name: 'Preferred Name', value: entry.firstName },
      ],
    }),
  };
  return {
    row,
    created: calendar.at(createDay, random.int(540, 1020)),
    companyId: company.id,
    firstName: entry.firstName,
    isActive,
    isHostile,
  };
}

function mailName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

/** Contacts of each company. */
export const contactsByCompany = part((world: World): ReadonlyMap<number, readonly Contact[]> =>
  groupBy(contacts(world), ({ companyId }) => companyId),
);

export const CONTACT_TABLES: Readonly<Record<string, Table>> = {
  Contacts: (world) => contacts(world).map(({ row }) => row),
};
