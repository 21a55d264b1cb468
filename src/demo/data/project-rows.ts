import type { SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { contractsByCompany } from './contracts.js';
import { groupBy } from './collections.js';
import { ROLE, defaultRole, personById, withIds } from './people.js';
import { projects, type ProjectPlan, type TaskPlan } from './projects.js';
import { timeEntries } from './time-entries.js';
import { part, type Table, type World } from './world.js';

/** Hours worked on each task. */
const taskHours = part((world: World): ReadonlyMap<number, number> => {
  const hours = new Map<number, number>();
  for (const { task, hours: worked } of timeEntries(world))
    if (task !== undefined) hours.set(task.id, (hours.get(task.id) ?? 0) + worked);
  return hours;
});

const projectRows: Table = (world) => {
  const { calendar, skin } = world;
  const status = skin.ids('Projects.status');
  const type = skin.ids('Projects.projectType');
  const department = skin.ids('Projects.department')('projects');
  const worked = taskHours(world);
  return projects(world).map((project): SeedRow => {
    const done = project.tasks.filter((task) => task.status === 'complete');
    const estimated = sum(project.tasks.map((task) => task.estimatedHours));
    const created = calendar.past(project.startDay - 10, 600);
    return {
      id: project.id,
      projectName: project.name,
      projectNumber: `P${calendar.compactDate(project.startDay - 10)}.${String(project.id % 10_000).padStart(4, '0')}`,
      companyID: project.companyId,
      projectType: type(project.type),
      status: status(project.status),
      department,
      description: `${project.name}, planned together with the customer.`,
      startDateTime: calendar.date(project.startDay),
      endDateTime: calendar.date(project.endDay),
      projectLeadResourceID: project.leadId,
      createDateTime: isoTime(created),
      creatorResourceID: 525,
      lastActivityDateTime: isoTime(Math.max(created, calendar.past(Math.min(project.endDay, -1), 900))),
      estimatedTime: estimated,
      actualHours: sum(project.tasks.map(({ id }) => worked.get(id) ?? 0)),
      completedPercentage: Math.round((100 * sum(done.map((task) => task.estimatedHours))) / estimated),
      duration: project.endDay - project.startDay + 1,
      ...(project.status === 'complete' && { completedDateTime: isoTime(calendar.at(project.endDay, 960)) }),
      ...(project.status === 'inProgress' && {
        userDefinedFields: [
          { name: 'Go-Live Date', value: calendar.date(project.endDay) },
          { name: 'Risk Level', value: project.id % 3 === 0 ? 'High' : 'Medium' },
        ],
      }),
      ...contractOf(world, project),
    };
  });
};

function contractOf(world: World, project: ProjectPlan): { contractID?: number } {
  const contract = contractsByCompany(world)
    .get(project.companyId)
    ?.find(({ isActive, startDay, endDay }) => isActive && startDay <= project.startDay && endDay >= project.startDay);
  return contract === undefined ? {} : { contractID: contract.id };
}

/** Ids of phases: the project's position times ten and the phase's. */
function phaseId(project: ProjectPlan, phase: number): number {
  return 910_000 + (project.id % 1000) * 10 + phase;
}

const phaseRows: Table = (world) => {
  const { calendar } = world;
  return projects(world).flatMap((project) =>
    project.phases.map((title, index): SeedRow => {
      const tasks = project.tasks.filter(({ phase }) => phase === index);
      return {
        id: phaseId(project, index),
        projectID: project.id,
        title,
        phaseNumber: `${index + 1}`,
        startDate: calendar.date(Math.min(...tasks.map(({ startDay }) => startDay))),
        dueDate: calendar.date(Math.max(...tasks.map(({ endDay }) => endDay))),
        estimatedHours: sum(tasks.map(({ estimatedHours }) => estimatedHours)),
        isScheduled: true,
        createDate: isoTime(calendar.past(project.startDay - 9, 600)),
        creatorResourceID: 525,
      };
    }),
  );
};

const taskRows: Table = (world) => {
  const rowOf = taskRow(world);
  return projects(world).flatMap((project) => project.tasks.map((task) => rowOf(project, task)));
};

function taskRow(world: World): (project: ProjectPlan, task: TaskPlan) => SeedRow {
  const { calendar, skin } = world;
  const ids = (field: string) => skin.ids(`Tasks.${field}`);
  const [status, category, department] = [ids('status'), ids('taskCategoryID')('standard'), ids('departmentID')('projects')];
  const [type, priority, resourceType] = [
    ids('taskType')('fixedWork'),
    ids('priorityLabel')('normal'),
    ids('creatorType')('resource'),
  ];
  const worked = taskHours(world);
  return (project, task) => {
    const hours = worked.get(task.id) ?? 0;
    const created = calendar.past(project.startDay - 9, 620);
    const isDone = task.status === 'complete';
    return {
      id: task.id,
      projectID: project.id,
      phaseID: phaseId(project, task.phase),
      title: task.title,
      taskNumber: `T${calendar.compactDate(project.startDay - 9)}.${String(1 + (task.id % 90)).padStart(4, '0')}`,
      status: status(task.status),
      taskType: type,
      taskCategoryID: category,
      priorityLabel: priority,
      departmentID: department,
      startDateTime: calendar.date(task.startDay),
      endDateTime: calendar.date(task.endDay),
      estimatedHours: task.estimatedHours,
      remainingHours: isDone ? 0 : Math.max(0, task.estimatedHours - hours),
      // Autotask lets it go below zero when more was worked than planned.
      hoursToBeScheduled: task.estimatedHours - hours,
      isTaskBillable: true,
      isVisibleInClientPortal: false,
      createDateTime: isoTime(created),
      creatorResourceID: 525,
      creatorType: resourceType,
      lastActivityDateTime: isoTime(Math.max(created, calendar.past(Math.min(task.endDay, -1), 900))),
      lastActivityResourceID: task.assignee ?? 525,
      ...(task.assignee !== undefined && {
        assignedResourceID: task.assignee,
        assignedResourceRoleID: defaultRole(personById(task.assignee)),
      }),
      ...(isDone && {
        completedDateTime: isoTime(calendar.past(Math.min(task.endDay, -1), 900)),
        completedByResourceID: task.assignee ?? 525,
      }),
      ...(task.title.startsWith('Cut-over') && {
        userDefinedFields: [{ name: 'Cutover Window', value: 'Sat 22:00 - Sun 06:00' }],
      }),
    };
  };
}

const taskSecondaries: Table = (world) =>
  withIds(
    930_001,
    projects(world)
      .flatMap(({ tasks }) => tasks)
      .filter(({ id, assignee }) => assignee !== undefined && assignee !== 525 && id % 6 === 0)
      .map(({ id }) => ({ taskID: id, resourceID: 525, roleID: ROLE.projectManager })),
  );

const predecessors: Table = (world) =>
  withIds(
    935_001,
    projects(world).flatMap(({ tasks }) =>
      [...groupBy(tasks, ({ phase }) => phase).values()].flatMap((inPhase) =>
        inPhase.slice(1).map((task, index) => ({ predecessorTaskID: inPhase[index]?.id, successorTaskID: task.id, lagDays: 0 })),
      ),
    ),
  );

const projectNotes: Table = (world) => {
  const noteType = world.skin.ids('ProjectNotes.noteType')('status');
  const publish = world.skin.ids('ProjectNotes.publish');
  return withIds(
    940_001,
    projects(world)
      .filter(({ status }) => status !== 'inactive')
      .map((project) => {
        const time = isoTime(world.calendar.past(Math.min(project.startDay + 7, -1), 930));
        return {
          projectID: project.id,
          title: 'Status',
          description: 'On plan. Next meeting with the customer on Thursday.',
          noteType,
          publish: publish('internal'),
          isAnnouncement: false,
          createDateTime: time,
          lastActivityDate: time,
          creatorResourceID: project.leadId,
        };
      }),
  );
};

const taskNotes: Table = (world) => {
  const noteType = world.skin.ids('TaskNotes.noteType')('taskDetail');
  const publish = world.skin.ids('TaskNotes.publish')('internal');
  return withIds(
    950_001,
    projects(world)
      .flatMap(({ tasks }) => tasks)
      .filter(({ status, id }) => status !== 'new' && id % 3 === 0)
      .map((task) => {
        const time = isoTime(world.calendar.past(Math.min(task.startDay + 1, -1), 990));
        return {
          taskID: task.id,
          title: 'Progress',
          description: `${task.title}: prepared, waiting for the window.`,
          noteType,
          publish,
          createDateTime: time,
          lastActivityDate: time,
          creatorResourceID: task.assignee ?? 525,
        };
      }),
  );
};

function sum(values: readonly number[]): number {
  return Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100;
}

export const PROJECT_TABLES: Readonly<Record<string, Table>> = {
  Projects: projectRows,
  Phases: phaseRows,
  Tasks: taskRows,
  TaskSecondaryResources: taskSecondaries,
  TaskPredecessors: predecessors,
  ProjectNotes: projectNotes,
  TaskNotes: taskNotes,
};
