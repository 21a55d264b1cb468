import type { SeedRow } from '../types.js';
import type { Table } from './world.js';

/** Work types and other billing codes that the data refers to. */
export const CODE = {
  remoteSupport: 29_001,
  onsiteSupport: 29_002,
  afterHours: 29_003,
  projectWork: 29_004,
  clientMeeting: 29_005,
  maintenance: 29_006,
  internalMeeting: 29_101,
  training: 29_102,
  administration: 29_103,
  vacation: 29_104,
  sick: 29_105,
  travel: 29_107,
  hardware: 29_201,
  software: 29_202,
  consumables: 29_203,
  managedService: 29_301,
  mileage: 29_401,
  milestone: 29_501,
} as const;

const CODES: readonly (readonly [id: number, name: string, use: string, isActive?: false])[] = [
  [CODE.remoteSupport, 'Remote Support', 'labour'],
  [CODE.onsiteSupport, 'On-site Support', 'labour'],
  [CODE.afterHours, 'After Hours Support', 'labour'],
  [CODE.projectWork, 'Project Work', 'labour'],
  [CODE.clientMeeting, 'Client Meeting', 'labour'],
  [CODE.maintenance, 'Maintenance', 'labour'],
  [29_007, 'Server Work 2022', 'labour', false],
  [CODE.internalMeeting, 'Internal Meeting', 'internal'],
  [CODE.training, 'Training', 'internal'],
  [CODE.administration, 'Administration', 'internal'],
  [CODE.vacation, 'Vacation', 'internal'],
  [CODE.sick, 'Sick Time', 'internal'],
  [29_106, 'Team Meeting (old)', 'internal', false],
  [CODE.travel, 'Travel', 'internal'],
  [CODE.hardware, 'Hardware', 'material'],
  [CODE.software, 'Software', 'material'],
  [CODE.consumables, 'Consumables', 'material'],
  [CODE.managedService, 'Managed Services', 'service'],
  [CODE.mileage, 'Mileage', 'expense'],
  [CODE.milestone, 'Project Milestone', 'milestone'],
];

const LEDGER: Readonly<Record<string, string>> = {
  labour: '4000',
  internal: '4003',
  material: '4001',
  service: '4002',
  expense: '4003',
  milestone: '4000',
};

const billingCodes: Table = ({ skin }) => {
  const useType = skin.ids('BillingCodes.useType');
  const codeType = skin.ids('BillingCodes.billingCodeType');
  const ledger = skin.ids('BillingCodes.generalLedgerAccount');
  return CODES.map(([id, name, use, isActive]): SeedRow => ({
    id,
    name,
    useType: useType(use),
    billingCodeType: codeType(use === 'internal' ? 'nonBillable' : 'normal'),
    generalLedgerAccount: ledger(LEDGER[use] ?? '4000'),
    isActive: isActive !== false,
    isExcludedFromNewContracts: false,
    unitCost: 0,
    unitPrice: 0,
    markupRate: 0,
    taxCategoryID: use === 'material' ? 1 : 2,
  }));
};

export const BILLING_CODE_TABLES: Readonly<Record<string, Table>> = { BillingCodes: billingCodes };
