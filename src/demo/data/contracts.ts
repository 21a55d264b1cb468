import type { SeedRow } from '../types.js';
import { groupBy } from './collections.js';
import { Calendar } from './calendar.js';
import { COMPANY, customers, type Company } from './companies.js';
import { contactsByCompany } from './contacts.js';
import type { Random } from './random.js';
import { part, type Table, type World } from './world.js';

export interface Contract {
  readonly row: SeedRow;
  readonly id: number;
  readonly companyId: number;
  readonly type: string;
  readonly startDay: number;
  readonly endDay: number;
  readonly isActive: boolean;
}

interface Draft {
  readonly companyId: number;
  readonly name: string;
  readonly type: string;
  readonly startDay: number;
  readonly endDay: number;
  readonly isActive?: boolean;
  /** Name of the contract of the same company that follows this one. */
  readonly renewedBy?: string;
}

const day = (date: string): number => Calendar.day(date);

/** Contracts that jobs name: the edges of "ends in the next 90 days" (9 March to 7 June), a renewed one, and evergreens. */
const NAMED: readonly Draft[] = [
  {
    companyId: COMPANY.harborDental,
    name: 'Managed Services Harbor Dental',
    type: 'recurring',
    startDay: day('2023-05-01'),
    endDay: day('2026-04-30'),
  },
  {
    companyId: COMPANY.harborDental,
    name: 'Block Hours Projects 2026',
    type: 'blockHours',
    startDay: day('2026-01-01'),
    endDay: day('2026-12-31'),
  },
  {
    companyId: COMPANY.harborDental,
    name: 'Managed Services 2020-2023',
    type: 'recurring',
    startDay: day('2020-05-01'),
    endDay: day('2023-04-30'),
    isActive: false,
  },
  {
    companyId: COMPANY.harborDentalEastside,
    name: 'Eastside Network Care',
    type: 'fixedPrice',
    startDay: day('2025-01-01'),
    endDay: day('2027-12-31'),
  },
  {
    companyId: COMPANY.acmeTooling,
    name: 'Managed Services Acme Tooling',
    type: 'recurring',
    startDay: day('2023-06-08'),
    endDay: day('2026-06-07'),
  },
  {
    companyId: COMPANY.acmeCatering,
    name: 'Site Care Acme Catering',
    type: 'recurring',
    startDay: day('2023-03-09'),
    endDay: day('2026-03-08'),
  },
  {
    companyId: COMPANY.northgate,
    name: 'Managed Services Northgate',
    type: 'recurring',
    startDay: day('2023-03-10'),
    endDay: day('2026-03-09'),
  },
  {
    companyId: COMPANY.northgate,
    name: 'Radiology Support Evergreen',
    type: 'timeMaterials',
    startDay: day('2022-01-01'),
    endDay: day('2099-12-31'),
  },
  {
    companyId: COMPANY.contoso,
    name: 'Managed Services Contoso',
    type: 'recurring',
    startDay: day('2023-06-09'),
    endDay: day('2026-06-08'),
  },
  {
    companyId: COMPANY.noisy,
    name: 'Monitoring Bayside 2025',
    type: 'recurring',
    startDay: day('2022-04-16'),
    endDay: day('2026-04-15'),
    renewedBy: 'Monitoring Bayside 2026',
  },
  {
    companyId: COMPANY.noisy,
    name: 'Monitoring Bayside 2026',
    type: 'recurring',
    startDay: day('2026-04-16'),
    endDay: day('2029-04-15'),
  },
  {
    companyId: COMPANY.lateBurst,
    name: 'Managed Services Copperline',
    type: 'recurring',
    startDay: day('2024-02-01'),
    endDay: day('2027-01-31'),
  },
];

export const contracts = part((world: World): readonly Contract[] => {
  const random = world.random('contracts');
  const named = new Set(NAMED.map(({ companyId }) => companyId));
  const owners = customers(world).filter(({ id }) => !named.has(id) && id !== COMPANY.msp);
  const inactiveOwner = owners.find(({ ownerId }) => ownerId === 528);
  const bulk = owners.flatMap((company) => bulkContracts(random, company, company === inactiveOwner));
  const drafts = [...NAMED, ...bulk].toSorted((one, other) => one.startDay - other.startDay);
  const ids = new Map(drafts.map((draft, index) => [`${draft.companyId}/${draft.name}`, 80_001 + index]));
  return drafts.map((draft, index) => {
    const isActive = draft.isActive ?? true;
    const renewedContractID = ids.get(`${draft.companyId}/${draft.renewedBy}`);
    const id = 80_001 + index;
    const row = contractRow(world, random, draft, id, isActive, renewedContractID);
    return { row, id, companyId: draft.companyId, type: draft.type, startDay: draft.startDay, endDay: draft.endDay, isActive };
  });
});

function bulkContracts(random: Random, company: Company, endsSoon: boolean): Draft[] {
  const drafts: Draft[] = [];
  const endDay = endsSoon ? day('2026-05-01') : random.chance(0.04) ? random.int(1, 89) : random.int(100, 900);
  if (endsSoon || random.chance(0.85)) {
    drafts.push({
      companyId: company.id,
      name: 'Managed Services Agreement',
      type: 'recurring',
      startDay: -1095 - random.int(0, 400),
      endDay,
    });
  }
  if (random.chance(0.2)) {
    drafts.push({
      companyId: company.id,
      name: 'Time and Materials',
      type: 'timeMaterials',
      startDay: -1300,
      endDay: Calendar.day('2099-12-31'),
    });
  }
  if (random.chance(0.1)) {
    const start = -random.int(40, 300);
    drafts.push({ companyId: company.id, name: 'Block Hours', type: 'blockHours', startDay: start, endDay: start + 365 + 60 });
  }
  if (random.chance(0.25)) {
    drafts.push({
      companyId: company.id,
      name: 'Managed Services (previous term)',
      type: 'recurring',
      startDay: -2200,
      endDay: -1120,
      isActive: false,
    });
  }
  return drafts;
}

function contractRow(
  world: World,
  random: Random,
  draft: Draft,
  id: number,
  isActive: boolean,
  renewedContractID: number | undefined,
): SeedRow {
  const { skin, calendar } = world;
  const pick = (field: string, key: string) => skin.ids(`Contracts.${field}`)(key);
  const contact = contactsByCompany(world)
    .get(draft.companyId)
    ?.find((entry) => entry.isActive && !entry.isHostile);
  return {
    id,
    companyID: draft.companyId,
    contractName: draft.name,
    contractNumber: `K${id}`,
    contractType: pick('contractType', draft.type),
    contractCategory: pick('contractCategory', draft.type === 'recurring' ? 'managed' : 'project'),
    status: pick('status', isActive ? 'active' : 'inactive'),
    startDate: calendar.date(draft.startDay),
    endDate: calendar.date(draft.endDay),
    billingPreference: pick('billingPreference', '2'),
    timeReportingRequiresStartAndStopTimes: pick('timeReportingRequiresStartAndStopTimes', '1'),
    serviceLevelAgreementID: pick('serviceLevelAgreementID', random.pick(['gold', 'silver', 'silver', 'bronze'])),
    isDefaultContract: draft.type === 'recurring' && isActive,
    isCompliant: false,
    setupFee: 0,
    ...(draft.type === 'recurring' && {
      contractPeriodType: pick('contractPeriodType', 'monthly'),
      estimatedRevenue: random.int(8, 60) * 1200,
    }),
    ...(contact !== undefined && { contactID: contact.id }),
    ...(renewedContractID !== undefined && { renewedContractID }),
    ...(random.chance(0.3) && {
      userDefinedFields: [
        { name: 'Auto Renew', value: 'Yes' },
        { name: 'Uplift Percent', value: '3.5' },
      ],
    }),
    ...(isPublicSector(draft.companyId) && { organizationalLevelAssociationID: PUBLIC_SECTOR }),
  };
}

/** The line of business that restricted users do not see (dossier §2: rows silently missing). */
export const PUBLIC_SECTOR = 3;

export function isPublicSector(companyId: number): boolean {
  return companyId > 2000 && companyId % 46 === 1;
}

export const contractsByCompany = part((world: World): ReadonlyMap<number, readonly Contract[]> =>
  groupBy(contracts(world), ({ companyId }) => companyId),
);

export const CONTRACT_TABLES: Readonly<Record<string, Table>> = {
  Contracts: (world) => contracts(world).map(({ row }) => row),
};
