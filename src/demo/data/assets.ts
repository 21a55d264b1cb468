import type { SeedRow } from '../types.js';
import { CODE } from './billing-codes.js';
import { groupBy } from './collections.js';
import { isoTime } from './calendar.js';
import { customers } from './companies.js';
import { contactsByCompany } from './contacts.js';
import type { Random } from './random.js';
import { part, type Table, type World } from './world.js';

interface ProductLine {
  readonly kind: string;
  readonly prefix: string;
  readonly category: string;
  readonly products: readonly (readonly [name: string, cost: number, price: number])[];
}

const LINES: readonly ProductLine[] = [
  {
    kind: 'workstation',
    prefix: 'WS',
    category: '81',
    products: [
      ['Fernwood Tower 5', 612.5, 789],
      ['Fernwood Mini 3', 441.2, 599],
    ],
  },
  {
    kind: 'laptop',
    prefix: 'NB',
    category: '81',
    products: [
      ['Fernwood Note 14', 938.75, 1199],
      ['Fernwood Note 16 Pro', 1420, 1799],
    ],
  },
  {
    kind: 'server',
    prefix: 'SRV',
    category: '82',
    products: [
      ['Kestrel R440', 3210, 4150],
      ['Kestrel T150', 1890.4, 2390],
    ],
  },
  {
    kind: 'firewall',
    prefix: 'FW',
    category: '83',
    products: [
      ['Tallis Edge 60', 498.6, 720],
      ['Tallis Edge 100', 1105, 1490],
    ],
  },
  {
    kind: 'switch',
    prefix: 'SW',
    category: '83',
    products: [
      ['Tallis Switch 24P', 410, 560],
      ['Tallis Switch 48P', 745, 980],
    ],
  },
  { kind: 'accessPoint', prefix: 'AP', category: '83', products: [['Tallis Air 6', 139.9, 199]] },
  {
    kind: 'printer',
    prefix: 'PRN',
    category: '84',
    products: [
      ['Orbis Print 600', 388, 499],
      ['Orbis Label 2', 152.35, 219],
    ],
  },
  { kind: 'phone', prefix: 'TEL', category: '87', products: [['Meridian Desk Phone 8', 92.1, 139]] },
  {
    kind: 'backup',
    prefix: 'BDR',
    category: '86',
    products: [
      ['Lantern Vault 4', 1480, 1890],
      ['Lantern Vault 12', 3120, 3990],
    ],
  },
];

export const FIRST_PRODUCT = 5001;

const products: Table = ({ skin, calendar }) => {
  const category = skin.ids('Products.productCategory');
  let id = FIRST_PRODUCT;
  const hardware = LINES.flatMap((line) =>
    line.products.map(([name, unitCost, unitPrice]): SeedRow => ({
      id: id++,
      name,
      description: `${name}, standard model`,
      productCategory: category(line.category),
      unitCost,
      unitPrice,
      msrp: unitPrice,
      isActive: true,
      isSerialized: true,
      productBillingCodeID: CODE.hardware,
      manufacturerName: name.split(' ')[0],
      sku: `${line.prefix}-${id}`,
      createdTime: isoTime(calendar.at(-2000, 600)),
      doesNotRequireProcurement: false,
      isEligibleForRma: true,
      userDefinedFields: [{ name: 'Lifecycle', value: 'Current' }],
    })),
  );
  const software = [
    ['Office Suite Business', 11.25, 15],
    ['Endpoint Protection', 2.4, 4.5],
    ['Mail Security', 1.35, 2.95],
  ] as const;
  return [
    ...hardware,
    ...software.map(([name, unitCost, unitPrice]): SeedRow => ({
      id: id++,
      name,
      productCategory: category('85'),
      unitCost,
      unitPrice,
      isActive: true,
      isSerialized: false,
      productBillingCodeID: CODE.software,
      createdTime: isoTime(calendar.at(-1900, 600)),
    })),
    {
      id: id++,
      name: 'Fernwood Tower 3 (discontinued)',
      productCategory: category('81'),
      unitCost: 505,
      unitPrice: 650,
      isActive: false,
      isSerialized: true,
      productBillingCodeID: CODE.hardware,
      createdTime: isoTime(calendar.at(-1800, 600)),
      userDefinedFields: [{ name: 'Lifecycle', value: 'End of Life' }],
    },
  ];
};

export interface Asset {
  readonly row: SeedRow;
  readonly id: number;
  readonly companyId: number;
  readonly kind: string;
  readonly name: string;
}

/** What a customer of weight w owns, as kinds of assets. */
const EQUIPMENT: Readonly<Record<number, readonly string[]>> = {
  1: ['workstation', 'printer', 'firewall', 'server'],
  2: ['workstation', 'laptop', 'printer', 'firewall', 'server', 'backup'],
  3: ['workstation', 'workstation', 'laptop', 'printer', 'firewall', 'switch', 'server', 'backup', 'phone'],
};
const LARGE = [
  'workstation',
  'workstation',
  'workstation',
  'laptop',
  'laptop',
  'printer',
  'printer',
  'firewall',
  'switch',
  'accessPoint',
  'server',
  'server',
  'backup',
  'phone',
];

export const assets = part((world: World): readonly Asset[] => {
  const random = world.random('assets');
  const people = contactsByCompany(world);
  const productIds = productsByKind();
  const drafts = customers(world).flatMap((company) => {
    const kinds = EQUIPMENT[company.weight] ?? LARGE;
    const code = companyCode(company.name);
    const counts = new Map<string, number>();
    return kinds.map((kind) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const prefix = LINES.find((line) => line.kind === kind)?.prefix ?? 'DEV';
      const user = people.get(company.id)?.find(({ isActive, isHostile }) => isActive && !isHostile);
      return {
        companyId: company.id,
        kind,
        name: `${code}-${prefix}${String(count).padStart(2, '0')}`,
        productID: random.pick(productIds.get(kind) ?? []),
        created: world.calendar.at(random.int(Math.min(company.createDay + 20, -1001), -1000), random.int(540, 1020)),
        contactID: kind === 'laptop' || kind === 'workstation' ? user?.id : undefined,
      };
    });
  });
  drafts.sort((one, other) => one.created - other.created);
  return drafts.map(({ companyId, kind, name, ...draft }, index) => {
    const id = 70_001 + index;
    return { id, companyId, kind, name, row: assetRow(world, random, { ...draft, id, companyId, kind, name }) };
  });
});

interface AssetDraft extends Omit<Asset, 'row'> {
  readonly productID: number;
  readonly created: number;
  readonly contactID: number | undefined;
}

function assetRow(world: World, random: Random, draft: AssetDraft): SeedRow {
  const { skin, calendar } = world;
  const isComputer = ['workstation', 'laptop', 'server'].includes(draft.kind);
  const day = calendar.dayOf(draft.created);
  const pick = (field: string, key: string) => skin.ids(`ConfigurationItems.${field}`)(key);
  return {
    id: draft.id,
    companyID: draft.companyId,
    productID: draft.productID,
    referenceTitle: draft.name,
    referenceNumber: `CI-${draft.id}`,
    serialNumber: `SN${(draft.id * 7919).toString(36).toUpperCase()}`,
    configurationItemType: pick('configurationItemType', draft.kind),
    configurationItemCategoryID: 1,
    isActive: true,
    createDate: isoTime(draft.created),
    installDate: calendar.date(day),
    warrantyExpirationDate: calendar.date(day + 1095 + random.int(0, 3) * 30),
    lastModifiedTime: isoTime(calendar.past(-random.int(1, 90), 600)),
    ...(draft.contactID !== undefined && { contactID: draft.contactID }),
    ...(isComputer && {
      rmmDeviceAuditHostname: draft.name.toLowerCase(),
      rmmDeviceAuditIPAddress: `192.0.2.${draft.id % 250}`,
      rmmDeviceAuditOperatingSystem: draft.kind === 'server' ? 'Windows Server 2022' : 'Windows 11 Pro',
      rmmDeviceAuditMemoryBytes: (draft.kind === 'server' ? 64 : 16) * 1024 ** 3,
      rmmDeviceAuditStorageBytes: 512 * 10 ** 9,
      rmmDeviceAuditMissingPatchCount: random.int(0, 6),
      rmmDeviceAuditAntivirusStatusID: pick('rmmDeviceAuditAntivirusStatusID', random.chance(0.9) ? '1' : '2'),
      rmmDeviceAuditPatchStatusID: pick('rmmDeviceAuditPatchStatusID', random.pick(['1', '1', '2', '3'])),
      rmmOpenAlertCount: random.chance(0.1) ? 1 : 0,
    }),
    ...(random.chance(0.4) && {
      userDefinedFields: [
        { name: 'Asset Tag', value: `BW-${draft.id}` },
        { name: 'Bitlocker Escrowed', value: isComputer ? 'Yes' : null },
        { name: 'Rack Unit', value: draft.kind === 'server' ? String(random.int(1, 40)) : null },
      ],
    }),
  };
}

function productsByKind(): ReadonlyMap<string, number[]> {
  let id = FIRST_PRODUCT;
  return new Map(LINES.map((line) => [line.kind, line.products.map(() => id++)]));
}

/** Up to four letters that stand for a company in asset names and site codes. */
export function companyCode(name: string): string {
  const letters = name
    .toUpperCase()
    .replaceAll(/[^A-Z ]/g, '')
    .split(' ')
    .filter((word) => word !== '');
  return letters.length === 1
    ? (letters[0] ?? '').slice(0, 4)
    : letters
        .map((word) => word.slice(0, 2))
        .join('')
        .slice(0, 4);
}

export const assetsByCompany = part((world: World): ReadonlyMap<number, readonly Asset[]> =>
  groupBy(assets(world), ({ companyId }) => companyId),
);

export const ASSET_TABLES: Readonly<Record<string, Table>> = {
  Products: products,
  ConfigurationItems: (world) => assets(world).map(({ row }) => row),
};
