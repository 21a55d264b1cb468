import type { SeedRow } from '../types.js';
import { Calendar } from './calendar.js';
import { part, type Table, type World } from './world.js';

type PersonKind =
  'technician' | 'senior' | 'dispatcher' | 'projects' | 'manager' | 'sales' | 'finance' | 'administration' | 'api' | 'system';

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly kind: PersonKind;
  readonly isActive: boolean;
  readonly isContractor?: true;
  /** Where it is not first.last@…; two people share one address. */
  readonly email?: string;
  /** Last day that the person worked, where they have left. */
  readonly lastDay?: number;
}

export const ROLE = {
  engineer: 71,
  onsite: 72,
  senior: 73,
  projectManager: 74,
  accountManager: 75,
  afterHours: 76,
  bench: 77,
} as const;

const DISPATCH_MAILBOX = 'dispatch@brightwater.example';

/** The MSP's staff, the built-in administrator and the API users. */
export const PEOPLE: readonly Person[] = [
  staff(4, 'Autotask', 'Administrator', 'Built-in administrator', 'system'),
  staff(501, 'Maya', 'Okafor', 'Service Desk Technician', 'technician'),
  staff(502, 'Marco', 'Bellini', 'Service Desk Technician', 'technician'),
  { ...staff(503, 'Marco', 'Bell', 'Service Desk Technician', 'technician'), isActive: false, lastDay: -39 },
  { ...staff(504, 'Ines', 'Duarte', 'Dispatcher', 'dispatcher'), email: DISPATCH_MAILBOX },
  staff(505, 'Tomas', 'Reinholt', 'Service Manager', 'manager'),
  staff(506, 'Priya', 'Raman', 'Account Manager', 'sales'),
  staff(507, 'Colette', 'Barnes', 'Finance Lead', 'finance'),
  staff(508, 'Kwame', 'Mensah', 'Service Desk Technician', 'technician'),
  staff(509, 'Linh', 'Tran', 'Service Desk Technician', 'technician'),
  staff(510, 'Samuel', 'Ortega', 'Service Desk Technician', 'technician'),
  staff(511, 'Aisha', 'Rahman', 'Service Desk Technician', 'technician'),
  { ...staff(512, 'Noor', 'Haddad', 'Dispatcher', 'dispatcher'), email: DISPATCH_MAILBOX },
  staff(513, 'Pavel', 'Novak', 'Senior Engineer', 'senior'),
  staff(514, 'Grace', 'Kimani', 'Service Desk Technician', 'technician'),
  staff(515, 'Diego', 'Fuentes', 'Service Desk Technician', 'technician'),
  staff(516, 'Hannah', 'Lindqvist', 'Service Desk Technician', 'technician'),
  staff(517, 'Yuki', 'Tanaka', 'Service Desk Technician', 'technician'),
  staff(518, 'Rohan', 'Mehta', 'Service Desk Technician', 'technician'),
  staff(519, 'Fatou', 'Diallo', 'Service Desk Technician', 'technician'),
  staff(520, 'Liam', 'Gallagher', 'Service Desk Technician', 'technician'),
  staff(521, 'Elena', 'Petrova', 'Senior Engineer', 'senior'),
  staff(522, 'Mateus', 'Oliveira', 'Service Desk Technician', 'technician'),
  staff(523, 'Sofia', 'Rossi', 'Project Engineer', 'projects'),
  staff(524, 'Jonas', 'Becker', 'Project Engineer', 'projects'),
  staff(525, 'Amara', 'Nwosu', 'Project Manager', 'projects'),
  staff(526, 'Victor', 'Ahlgren', 'Account Manager', 'sales'),
  staff(527, 'Leila', 'Farouk', 'Account Manager', 'sales'),
  { ...staff(528, 'Peter', 'Hanlon', 'Account Manager', 'sales'), isActive: false, lastDay: -95 },
  { ...staff(529, 'Camille', 'Laurent', 'Service Desk Technician', 'technician'), isActive: false, lastDay: -240 },
  { ...staff(530, 'Andre', 'Baptiste', 'Field Technician', 'technician'), isContractor: true },
  staff(531, 'Wei', 'Zhang', 'Senior Engineer', 'senior'),
  staff(532, 'Ruth', 'Feldman', 'Office Administrator', 'administration'),
  staff(590, 'Integration', 'API', 'API user', 'api'),
  staff(591, 'Reporting', 'API', 'API user', 'api'),
];

const WORKS_TICKETS: ReadonlySet<PersonKind> = new Set(['technician', 'senior', 'dispatcher', 'projects']);

/** Everybody who has ever worked on tickets. */
export const TICKET_WORKERS = PEOPLE.filter(({ kind, id }) => WORKS_TICKETS.has(kind) && id !== 525 && id !== 512);

/** Whether the person worked for the MSP on that day. */
export function isEmployed(person: Person, day: number): boolean {
  return person.lastDay === undefined || day <= person.lastDay;
}

/** The role in which a person works on tickets when nothing else is said. */
export function defaultRole(person: Person): number {
  if (person.kind === 'senior') return ROLE.senior;
  return person.id === 525 ? ROLE.projectManager : ROLE.engineer;
}

/** Roles that a person may take on tickets. */
function heldRoles(person: Person): readonly number[] {
  const roles = [defaultRole(person)];
  if (roles[0] !== ROLE.engineer) roles.push(ROLE.engineer);
  if ([501, 504, 510, 514, 520, 530].includes(person.id)) roles.push(ROLE.onsite);
  return roles;
}

const USER_TYPES: Readonly<Record<PersonKind, string>> = {
  technician: 'technician',
  senior: 'technician',
  dispatcher: 'technician',
  projects: 'technician',
  manager: 'manager',
  sales: 'sales',
  finance: 'finance',
  administration: 'technician',
  api: 'api',
  system: 'administrator',
};

const resources = part((world: World): SeedRow[] => {
  const { skin, calendar } = world;
  const ids = (field: string) => skin.ids(`Resources.${field}`);
  const texts = (field: string) => skin.texts(`Resources.${field}`);
  const [userType, licenseType, locationID, payrollType] = [
    ids('userType'),
    ids('licenseType'),
    ids('locationID'),
    ids('payrollType'),
  ];
  return PEOPLE.map((person, index): SeedRow => {
    const isHuman = person.kind !== 'api' && person.kind !== 'system';
    return {
      id: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      email: emailOf(person),
      emailTypeCode: texts('emailTypeCode')('primary'),
      userName: loginOf(person),
      title: person.title,
      isActive: person.isActive,
      userType: userType(USER_TYPES[person.kind]),
      licenseType: licenseType(person.kind === 'api' ? 'api' : 'professional'),
      resourceType: texts('resourceType')(person.isContractor === true ? 'contractor' : 'employee'),
      locationID: locationID(index % 5 === 3 ? 'eastside' : 'headquarters'),
      payrollType: payrollType(person.isContractor === true ? '4' : '1'),
      numberFormat: texts('numberFormat')('us'),
      dateFormat: texts('dateFormat')('us'),
      timeFormat: texts('timeFormat')('us'),
      hireDate: calendar.date(Calendar.day('2025-06-01') - (540 - (person.id % 540)) * 9),
      internalCost: isHuman ? 38 + (person.id % 9) * 4.25 : 0,
      ...(isHuman && { officePhone: `(212) 555-01${String(index).padStart(2, '0')}`, officeExtension: String(4000 + person.id) }),
      ...(WORKS_TICKETS.has(person.kind) && {
        defaultServiceDeskRoleID: defaultRole(person),
        mobilePhone: `(917) 555-01${String(60 + index).padStart(2, '0')}`,
        travelAvailabilityPct: texts('travelAvailabilityPct')('some'),
      }),
    };
  });
});

const roles: Table = () => [
  role(ROLE.engineer, 'Engineer', 150, 'Remote work on the service desk'),
  role(ROLE.onsite, 'On-site', 175, 'Work at the customer'),
  role(ROLE.senior, 'Senior Engineer', 195, 'Escalations, servers and networks'),
  role(ROLE.projectManager, 'Project Manager', 185, 'Planning and coordination'),
  role(ROLE.accountManager, 'Account Manager', 0, 'Not billed'),
  role(ROLE.afterHours, 'After Hours Engineer', 225, 'Nights, weekends and holidays'),
  { ...role(ROLE.bench, 'Bench Technician', 95, 'Workshop, no longer used'), isActive: false },
];

function role(id: number, name: string, hourlyRate: number, description: string): SeedRow {
  return {
    id,
    name,
    description,
    hourlyRate,
    hourlyFactor: 1,
    isActive: true,
    isSystemRole: false,
    isExcludedFromNewContracts: false,
  };
}

/** Queue keys in which service-desk roles are held. */
const STAFFED_QUEUES = ['level1', 'level2', 'monitoring', 'clientPortal', 'projects'] as const;

function holdings(): { person: Person; roleID: number }[] {
  return PEOPLE.filter(({ kind }) => WORKS_TICKETS.has(kind)).flatMap((person) =>
    heldRoles(person).map((roleID) => ({ person, roleID })),
  );
}

const resourceRoles: Table = ({ skin }) => {
  const queue = skin.ids('ResourceRoles.queueID');
  const department = skin.ids('Tasks.departmentID');
  const rows = holdings().flatMap(({ person, roleID }) => [
    ...STAFFED_QUEUES.map((key) => ({ resourceID: person.id, roleID, queueID: queue(key), isActive: person.isActive })),
    {
      resourceID: person.id,
      roleID,
      departmentID: department(person.kind === 'projects' ? 'projects' : 'serviceDesk'),
      isActive: person.isActive,
    },
  ]);
  return withIds(9001, rows);
};

const resourceRoleQueues: Table = ({ skin }) => {
  const queue = skin.ids('ResourceRoleQueues.queueID');
  return withIds(
    9601,
    PEOPLE.filter(({ kind }) => WORKS_TICKETS.has(kind)).flatMap(({ id }) =>
      STAFFED_QUEUES.map((key) => ({ resourceID: id, queueID: queue(key) })),
    ),
  );
};

const resourceServiceDeskRoles: Table = () =>
  withIds(
    9901,
    holdings().map(({ person, roleID }) => ({
      resourceID: person.id,
      roleID,
      isActive: person.isActive,
      isDefault: roleID === defaultRole(person),
    })),
  );

const resourceRoleDepartments: Table = ({ skin }) => {
  const department = skin.ids('Tasks.departmentID');
  return withIds(
    9801,
    holdings().map(({ person, roleID }) => ({
      resourceID: person.id,
      roleID,
      departmentID: department(person.kind === 'projects' ? 'projects' : 'serviceDesk'),
      isActive: person.isActive,
      isDefault: roleID === defaultRole(person),
      isDepartmentLead: person.id === 525,
    })),
  );
};

const DEPARTMENTS = ['serviceDesk', 'projects', 'sales', 'finance', 'administration'] as const;

const departments: Table = ({ skin }) => {
  const id = skin.ids('Tasks.departmentID');
  const names = ['Service Desk', 'Projects', 'Sales', 'Finance', 'Administration'];
  return DEPARTMENTS.map((key, index) => ({
    id: id(key),
    name: names[index],
    number: String(100 * (index + 1)),
    description: `${names[index]} department`,
    primaryLocationID: 1,
  }));
};

/** Numbers rows from `first` on. */
export function withIds(first: number, rows: readonly Record<string, unknown>[]): SeedRow[] {
  return rows.map((row, index) => ({ id: first + index, ...row }));
}

function loginOf(person: Person): string {
  return `${person.firstName}.${person.lastName}`.toLowerCase();
}

function emailOf(person: Person): string {
  return person.email ?? `${loginOf(person)}@brightwater.example`;
}

/** @throws Error when nobody has that id. */
export function personById(id: number): Person {
  const found = PEOPLE.find((person) => person.id === id);
  if (found === undefined) throw new Error(`No person ${id}`);
  return found;
}

function staff(id: number, firstName: string, lastName: string, title: string, kind: PersonKind): Person {
  return { id, firstName, lastName, title, kind, isActive: true };
}

const resourceRows = (world: World): SeedRow[] => [...resources(world)];

export const PEOPLE_TABLES: Readonly<Record<string, Table>> = {
  Resources: resourceRows,
  Roles: roles,
  ResourceRoles: resourceRoles,
  ResourceRoleQueues: resourceRoleQueues,
  ResourceServiceDeskRoles: resourceServiceDeskRoles,
  ResourceRoleDepartments: resourceRoleDepartments,
  Departments: departments,
};
