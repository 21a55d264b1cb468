import { COMPANY, customers } from './companies.js';
import { Calendar } from './calendar.js';
import { PEOPLE } from './people.js';
import type { Random } from './random.js';
import { part, type World } from './world.js';

export interface TaskPlan {
  readonly id: number;
  readonly projectId: number;
  readonly phase: number;
  readonly title: string;
  readonly status: string;
  readonly startDay: number;
  readonly endDay: number;
  readonly estimatedHours: number;
  readonly assignee?: number;
  /** Hours booked on each day and by whom, where they are fixed; otherwise the ordinary flow of time entries fills the task. */
  readonly booked?: readonly (readonly [day: number, resourceId: number, hours: number])[];
}

export interface ProjectPlan {
  readonly id: number;
  readonly name: string;
  readonly companyId: number;
  readonly type: string;
  readonly status: string;
  readonly startDay: number;
  readonly endDay: number;
  readonly leadId: number;
  readonly phases: readonly string[];
  readonly tasks: readonly TaskPlan[];
}

type TaskDraft = Omit<TaskPlan, 'id' | 'projectId'>;
type ProjectDraft = Omit<ProjectPlan, 'id' | 'tasks'> & { readonly tasks: readonly TaskDraft[] };

const day = (date: string): number => Calendar.day(date);

export const PROJECT_NAME = { migration: 'Server Migration to the Cloud', oldMigration: 'E-mail Migration 2024' } as const;

/** The migration that job J44 asks about, with three late tasks and one due today, and its completed namesake. */
const MIGRATION: ProjectDraft = {
  name: PROJECT_NAME.migration,
  companyId: COMPANY.harborDental,
  type: 'client',
  status: 'inProgress',
  startDay: day('2026-01-12'),
  endDay: day('2026-04-17'),
  leadId: 525,
  phases: ['Plan', 'Build', 'Cut-over'],
  tasks: [
    task(0, 'Inventory of servers and shares', 'complete', '2026-01-12', '2026-01-21', 8, 523, [
      [-54, 523, 4],
      [-53, 523, 3.5],
    ]),
    task(0, 'Design of the target environment', 'complete', '2026-01-19', '2026-01-30', 12, 524, [
      [-46, 524, 6],
      [-45, 524, 5.25],
    ]),
    task(0, 'Approval by the partners', 'complete', '2026-01-30', '2026-02-06', 2, 525, [[-34, 525, 1.5]]),
    task(1, 'Order licences and lines', 'complete', '2026-02-02', '2026-02-13', 3, 525, [[-31, 525, 2]]),
    task(1, 'Build the cloud network', 'complete', '2026-02-09', '2026-02-20', 16, 523, [
      [-27, 523, 7.5],
      [-26, 523, 6],
    ]),
    task(1, 'Move the practice database to the test system', 'inProgress', '2026-02-16', '2026-02-27', 10, 524, [
      [-19, 524, 7],
      [-18, 524, 7.25],
    ]),
    task(1, 'Line to the Eastside practice', 'waitingVendor', '2026-02-16', '2026-03-05', 6, 523, [[-12, 523, 1.75]]),
    task(1, 'Acceptance test with the front desk', 'new', '2026-03-02', '2026-03-08', 6, 524),
    task(2, 'Schedule the cut-over weekend', 'inProgress', '2026-03-04', '2026-03-09', 2, 525, [[-4, 525, 0.5]]),
    task(2, 'Cut-over of file shares', 'new', '2026-03-20', '2026-03-22', 14, 523),
    task(2, 'Cut-over of the practice database', 'new', '2026-03-27', '2026-03-29', 12, 524),
    task(2, 'Switch off the old servers', 'new', '2026-04-13', '2026-04-17', 4),
  ],
};

const OLD_MIGRATION: ProjectDraft = {
  name: PROJECT_NAME.oldMigration,
  companyId: COMPANY.harborDentalEastside,
  type: 'client',
  status: 'complete',
  startDay: day('2024-09-02'),
  endDay: day('2024-11-15'),
  leadId: 525,
  phases: ['Prepare', 'Move'],
  tasks: [
    task(0, 'List mailboxes', 'complete', '2024-09-02', '2024-09-13', 4, 523),
    task(1, 'Move mailboxes', 'complete', '2024-10-14', '2024-11-08', 20, 523),
    task(1, 'Redirect mail flow', 'complete', '2024-11-08', '2024-11-15', 6, 524),
  ],
};

const KINDS: readonly { readonly name: string; readonly phases: readonly string[]; readonly tasks: readonly string[] }[] = [
  {
    name: 'Workstation Refresh',
    phases: ['Prepare', 'Roll-out'],
    tasks: [
      'Survey of devices',
      'Order hardware',
      'Prepare image',
      'Pilot group',
      'Roll-out floor 1',
      'Roll-out floor 2',
      'Return old devices',
    ],
  },
  {
    name: 'Firewall Replacement',
    phases: ['Prepare', 'Change'],
    tasks: ['Document current rules', 'Configure new firewall', 'Change window', 'After-care'],
  },
  {
    name: 'Office Move',
    phases: ['Plan', 'Move'],
    tasks: ['Site survey', 'Order line', 'Cabling', 'Move of devices', 'First-day support'],
  },
  {
    name: 'Phone System',
    phases: ['Plan', 'Build', 'Go live'],
    tasks: ['Collect call flows', 'Port numbers', 'Configure handsets', 'Train users', 'Go live'],
  },
  {
    name: 'Backup Redesign',
    phases: ['Plan', 'Build'],
    tasks: ['Measure data', 'Install appliance', 'Test restore', 'Hand-over'],
  },
  {
    name: 'Security Baseline',
    phases: ['Assess', 'Harden'],
    tasks: ['Assessment', 'Multi-factor roll-out', 'Device encryption', 'Awareness training', 'Final report'],
  },
];

const BULK_PROJECTS = 58;

/** All projects with their tasks, ids in the order of their start. */
export const projects = part((world: World): readonly ProjectPlan[] => {
  const random = world.random('projects');
  const owners = random.shuffle(
    customers(world).filter(
      ({ id, weight }) => weight >= 2 && id !== COMPANY.harborDental && id !== COMPANY.harborDentalEastside,
    ),
  );
  const bulk = owners.slice(0, BULK_PROJECTS).map((owner, index) => bulkProject(random, owner.id, index));
  const template: ProjectDraft = {
    ...bulkProject(random, COMPANY.msp, 1),
    name: 'Template: Firewall Replacement',
    type: 'template',
    status: 'inactive',
  };
  const drafts = [MIGRATION, OLD_MIGRATION, ...bulk, template].toSorted((one, other) => one.startDay - other.startDay);
  let taskId = 92_001;
  return drafts.map((draft, index) => {
    const id = 91_001 + index;
    return { ...draft, id, tasks: draft.tasks.map((entry) => ({ ...entry, id: taskId++, projectId: id })) };
  });
});

const WORKERS = PEOPLE.filter(({ kind, isActive }) => kind === 'projects' && isActive).map(({ id }) => id);

function bulkProject(random: Random, companyId: number, index: number): ProjectDraft {
  const kind = random.pick(KINDS);
  const startDay = -Math.floor((index / BULK_PROJECTS) * 500) - random.int(5, 20);
  const length = random.int(40, 110);
  const endDay = startDay + length;
  const isDone = endDay < -10;
  const step = length / kind.tasks.length;
  const tasks = kind.tasks.map((title, position): TaskDraft => {
    const taskStart = Math.round(startDay + position * step);
    const taskEnd = Math.round(startDay + (position + 1) * step);
    const status =
      isDone || taskEnd < -6
        ? 'complete'
        : taskStart < 0
          ? random.pick(['inProgress', 'inProgress', 'waitingCustomer', 'scheduled'])
          : 'new';
    return {
      phase: Math.min(kind.phases.length - 1, Math.floor((position / kind.tasks.length) * kind.phases.length)),
      title,
      status,
      startDay: taskStart,
      endDay: taskEnd,
      estimatedHours: random.int(2, 16),
      ...(status !== 'new' && { assignee: random.pick(WORKERS) }),
    };
  });
  const status = isDone ? 'complete' : random.pick(['inProgress', 'inProgress', 'inProgress', 'onHold', 'new']);
  return {
    name: kind.name,
    companyId,
    type: companyId === COMPANY.msp ? 'internal' : 'client',
    status,
    startDay,
    endDay,
    leadId: 525,
    phases: kind.phases,
    tasks,
  };
}

function task(
  phase: number,
  title: string,
  status: string,
  start: string,
  end: string,
  estimatedHours: number,
  assignee?: number,
  booked?: TaskPlan['booked'],
): TaskDraft {
  return {
    phase,
    title,
    status,
    startDay: day(start),
    endDay: day(end),
    estimatedHours,
    ...(assignee !== undefined && { assignee }),
    ...(booked !== undefined && { booked }),
  };
}
