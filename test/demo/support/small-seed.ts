import type {
  ApiUser,
  ImpersonationGrant,
  PicklistEntry,
  SeedRow,
  Skin,
  TenantSeed,
  UdfDefinition,
} from '../../../src/demo/types.js';

const CODE = 'TRACKING-CODE';

/** People of the small tenant. */
export const MAYA = 501;
export const MARCO = 502;
export const GONE = 503;
export const API_USER = 590;
export const ENGINEER = 71;
export const ON_SITE = 72;

export function entry(value: string | number, label: string, more: Partial<PicklistEntry> = {}): PicklistEntry {
  return {
    value: String(value),
    label,
    isDefaultValue: false,
    sortOrder: 1,
    parentValue: '',
    isActive: true,
    isSystem: false,
    ...more,
  };
}

export function udf(name: string, more: Partial<UdfDefinition> = {}): UdfDefinition {
  return { name, label: name, type: 'string', length: 50, description: '', isRequired: false, picklistValues: null, ...more };
}

export function aTicket(id: number, more: Record<string, unknown> = {}): SeedRow {
  return {
    id,
    ticketNumber: `T20260301.${String(id).padStart(4, '0')}`,
    title: `Ticket ${id}`,
    companyID: 0,
    status: 1,
    priority: 2,
    queueID: 301,
    createDate: '2026-03-01T09:00:00Z',
    lastActivityDate: '2026-03-01T09:00:00Z',
    ...more,
  };
}

const SKIN: Skin = {
  name: 'standard',
  picklists: {
    Tickets: {
      status: [
        entry(1, 'New', { isSystem: true }),
        entry(5, 'Complete', { isSystem: true }),
        entry(8, 'In Progress'),
        entry(24, 'Escalated', { isActive: false }),
      ],
      priority: [entry(1, 'High'), entry(2, 'Medium'), entry(4, 'Critical')],
      queueID: [entry(301, 'Level 1'), entry(302, 'Level 2')],
      issueType: [entry(10, 'Hardware'), entry(11, 'Software')],
      subIssueType: [entry(136, 'Printer', { parentValue: '10' }), entry(140, 'Browser', { parentValue: '11' })],
      ticketCategory: [entry(3, 'Standard', { isDefaultValue: true }), entry(4, 'Change')],
      source: [entry(-1, 'Client Portal'), entry(2, 'Phone')],
    },
    TicketNotes: {
      noteType: [entry(1, 'Task Summary'), entry(13, 'Workflow')],
      publish: [entry(1, 'All Autotask Users'), entry(2, 'Internal Users Only')],
    },
    Tasks: {
      taskType: [entry(1, 'Fixed Work')],
      status: [entry(1, 'New'), entry(5, 'Complete')],
      departmentID: [entry(9, 'Service')],
    },
  },
  picklistParents: { Tickets: { subIssueType: 'issueType' } },
  udfs: {
    Tickets: [
      udf('Site Code'),
      udf('Tier', { picklistValues: [entry(1, 'Gold'), entry(2, 'Silver'), entry(3, 'Bronze', { isActive: false })] }),
      udf('Seats', { type: 'integer' }),
    ],
  },
  extraFields: {
    TimeOffRequests: [
      { name: 'status', dataType: 'integer', isReadOnly: true },
      { name: 'rejectReason', dataType: 'string', length: 500 },
      { name: 'approvedDateTime', dataType: 'datetime', isReadOnly: true },
      { name: 'approveRejectResourceID', dataType: 'integer', isReadOnly: true },
    ],
  },
};

const ROWS: Readonly<Record<string, readonly SeedRow[]>> = {
  Resources: [
    { id: 4, firstName: 'System', lastName: 'Administrator', isActive: true, licenseType: 1 },
    { id: MAYA, firstName: 'Maya', lastName: 'Okafor', isActive: true, licenseType: 1, email: 'maya@msp.example' },
    { id: MARCO, firstName: 'Marco', lastName: 'Bellini', isActive: true, licenseType: 1 },
    { id: GONE, firstName: 'Marco', lastName: 'Bell', isActive: false, licenseType: 1 },
    { id: API_USER, firstName: 'Api', lastName: 'User', isActive: true, licenseType: 7 },
  ],
  Roles: [
    { id: ENGINEER, name: 'Engineer', isActive: true },
    { id: ON_SITE, name: 'On-site', isActive: true },
  ],
  ResourceRoles: [
    { id: 1, resourceID: MAYA, roleID: ENGINEER, isActive: true },
    { id: 2, resourceID: MAYA, roleID: ON_SITE, isActive: true },
    { id: 3, resourceID: MARCO, roleID: ENGINEER, isActive: true },
    { id: 4, resourceID: GONE, roleID: ENGINEER, isActive: true },
    { id: 5, resourceID: API_USER, roleID: ENGINEER, isActive: true },
  ],
  Companies: [
    { id: 0, companyName: 'Brightwater', isActive: true, companyType: 1, phone: '555-0100', ownerResourceID: MAYA },
    { id: 1101, companyName: 'Harbor Dental', isActive: true, companyType: 1, phone: '555-0101', ownerResourceID: MAYA },
    {
      id: 1102,
      companyName: 'Harbor Dental Eastside',
      isActive: true,
      companyType: 1,
      phone: '555-0102',
      ownerResourceID: MAYA,
      parentCompanyID: 1101,
    },
  ],
  Contacts: [
    { id: 31, firstName: 'Priya', lastName: 'Shah', companyID: 1101, isActive: 1 },
    { id: 32, firstName: 'Noah', lastName: 'Ode', companyID: 0, isActive: 0 },
  ],
  ConfigurationItems: [{ id: 12, companyID: 1102, referenceTitle: 'SRV-1', isActive: true }],
  Contracts: [{ id: 21, companyID: 1102, contractName: 'Care' }],
  CompanyLocations: [{ id: 41, companyID: 1102, name: 'East' }],
  BillingCodes: [
    { id: 1, name: 'Remote', isActive: true, useType: 1 },
    { id: 2, name: 'Meeting', isActive: true, useType: 3 },
    { id: 3, name: 'Old', isActive: false, useType: 1 },
  ],
  Projects: [{ id: 61, companyID: 1101, projectName: 'Move', status: 1, projectType: 5 }],
};

const ALL: ImpersonationGrant = { view: true, add: true, edit: true, delete: true };
const NO_GRANT: ImpersonationGrant = { view: false, add: false, edit: false, delete: false };

function aUser(more: Partial<ApiUser> = {}): ApiUser {
  return {
    username: 'api@msp.example',
    secret: 'full-secret',
    resourceId: API_USER,
    access: {},
    hides: null,
    impersonation: { TicketNotes: ALL, Tickets: { ...NO_GRANT, add: true } },
    ...more,
  };
}

export interface SmallSeedOptions extends Partial<Omit<TenantSeed, 'rows' | 'skin' | 'users'>> {
  /** Rows by entity, in ascending id order; they replace the small tenant's own. */
  readonly rows?: Readonly<Record<string, readonly SeedRow[]>>;
  readonly skin?: Partial<Skin>;
  readonly full?: Partial<ApiUser>;
  readonly restricted?: Partial<ApiUser>;
}

/** A tenant of a handful of rows, for tests of one rule at a time. */
export function smallSeed({ rows = {}, skin = {}, full = {}, restricted = {}, ...more }: SmallSeedOptions = {}): TenantSeed {
  const all: Readonly<Record<string, readonly SeedRow[]>> = { ...ROWS, ...rows };
  return {
    skin: { ...SKIN, ...skin },
    integrationCode: CODE,
    users: {
      full: aUser(full),
      restricted: aUser({ username: 'limited@msp.example', secret: 'limited-secret', ...restricted }),
    },
    impersonatable: new Set([MAYA, MARCO]),
    workflowRules: [],
    otherRequestsThisHour: 0,
    rows: (entity) => (all[entity] ?? []).map((row) => ({ ...row })),
    ...more,
  };
}
