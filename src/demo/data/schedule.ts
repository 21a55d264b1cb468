import type { SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { COMPANY, locations } from './companies.js';
import { PEOPLE, withIds } from './people.js';
import { projects } from './projects.js';
import { APPROVER } from './time-fixed.js';
import { tickets } from './tickets.js';
import { isOpen, type TicketPlan } from './ticket-plan.js';
import { part, type Table, type World } from './world.js';

interface CallDraft {
  readonly start: number;
  readonly stop: number;
  readonly created: number;
  readonly status: string;
  readonly tickets: readonly TicketPlan[];
  readonly resources: readonly number[];
  readonly canceled?: true;
  readonly description: string;
}

interface ServiceCall extends CallDraft {
  readonly id: number;
}

interface Visit {
  readonly resources: readonly number[];
  /** Day and wall-clock minute of start and end. */
  readonly from: readonly [day: number, minute: number];
  readonly to: readonly [day: number, minute: number];
  readonly canceled?: true;
}

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;

/** Tomorrow's visits around 10 to 12 o'clock (job J19), one that clashes with a booking of Ines on Wednesday (job J20), and later ones. */
const VISITS: readonly Visit[] = [
  { resources: [502], from: [1, at(9, 30)], to: [1, at(10, 30)] },
  { resources: [514], from: [1, at(11, 30)], to: [1, at(13)] },
  { resources: [508], from: [1, at(8)], to: [1, at(10)] },
  { resources: [509], from: [1, at(12)], to: [1, at(14)] },
  { resources: [515], from: [1, at(10)], to: [1, at(12)], canceled: true },
  { resources: [531], from: [0, at(18)], to: [1, at(11)] },
  { resources: [520, 522], from: [1, at(10)], to: [1, at(11)] },
  { resources: [504], from: [2, at(9, 30)], to: [2, at(10, 30)] },
  { resources: [502], from: [2, at(13)], to: [2, at(15)] },
  { resources: [530], from: [3, at(9)], to: [3, at(12)] },
  { resources: [510], from: [4, at(14)], to: [4, at(16)] },
  { resources: [530, 501], from: [8, at(10)], to: [8, at(15)] },
];

const serviceCalls = part((world: World): readonly ServiceCall[] => {
  const { calendar } = world;
  const visits = VISITS.map((visit, index): CallDraft => {
    const own = tickets(world).find(
      (ticket) => isOpen(ticket) && ticket.assignee === visit.resources[0] && ticket.companyId > 2000,
    );
    return {
      start: calendar.at(...visit.from),
      stop: calendar.at(...visit.to),
      created: calendar.past(-1, at(9, index)),
      tickets: own === undefined ? [] : [own],
      status: visit.canceled === true ? 'onHold' : 'confirmed',
      resources: visit.resources,
      description: 'Visit agreed with the customer',
      ...(visit.canceled === true && { canceled: true as const }),
    };
  });
  return [...pastVisits(world), ...visits]
    .toSorted((one, other) => one.created - other.created)
    .map((draft, index) => ({ ...draft, id: 97_001 + index }));
});

/** Visits of the last four months: the tickets that were solved on site. */
function pastVisits(world: World): CallDraft[] {
  const { calendar } = world;
  return tickets(world)
    .filter(
      ({ source, completed, day, assignee }) =>
        source === 'onsite' && completed !== undefined && assignee !== undefined && day > -120 && day < -1,
    )
    .map((ticket) => {
      const stop = ticket.completed ?? ticket.created;
      const start = Math.max(ticket.created, stop - 90 * 60_000);
      return {
        start,
        stop,
        created: Math.min(ticket.created + 10 * 60_000, calendar.now),
        status: 'complete',
        tickets: [ticket],
        resources: ticket.assignee === undefined ? [] : [ticket.assignee],
        description: 'On-site work',
      };
    });
}

const callRows: Table = (world) => {
  const status = world.skin.ids('ServiceCalls.status');
  const homes = new Map(
    locations(world)
      .map(({ companyId, id }) => [companyId, id] as const)
      .toReversed(),
  );
  return serviceCalls(world).map((call): SeedRow => {
    const companyID = call.tickets[0]?.companyId ?? COMPANY.msp;
    return {
      id: call.id,
      companyID,
      companyLocationID: homes.get(companyID),
      description: call.description,
      startDateTime: isoTime(call.start),
      endDateTime: isoTime(call.stop),
      duration: Math.round(((call.stop - call.start) / 3_600_000) * 100) / 100,
      status: status(call.status),
      isComplete: call.status === 'complete' ? 1 : 0,
      createDateTime: isoTime(call.created),
      creatorResourceID: 504,
      lastModifiedDateTime: isoTime(call.created),
      ...(call.canceled === true && { canceledDateTime: isoTime(world.calendar.past(0, at(10))), canceledByResourceID: 504 }),
    };
  });
};

/** Links of calls to tickets and from those to resources, numbered in step. */
const links = part((world: World) => {
  const callTickets = serviceCalls(world).flatMap((call) => call.tickets.map((ticket) => ({ call, ticket })));
  return callTickets.map(({ call, ticket }, index) => ({ call, ticket, id: 98_001 + index }));
});

const callTickets: Table = (world) =>
  links(world).map(({ id, call, ticket }) => ({ id, serviceCallID: call.id, ticketID: ticket.id }));

const callTicketResources: Table = (world) =>
  withIds(
    99_001,
    links(world).flatMap(({ id, call }) => call.resources.map((resourceID) => ({ serviceCallTicketID: id, resourceID }))),
  );

/** The cut-over of the migration project is planned as a call on a task. */
const callTasks: Table = (world) => {
  const task = projects(world)
    .flatMap(({ tasks }) => tasks)
    .find(({ title }) => title === 'Cut-over of file shares');
  const call = serviceCalls(world).at(-1);
  return task === undefined || call === undefined ? [] : [{ id: 99_901, serviceCallID: call.id, taskID: task.id }];
};

const callTaskResources: Table = () => [{ id: 99_951, serviceCallTaskID: 99_901, resourceID: 523 }];

const APPOINTMENTS: readonly (readonly [resource: number, title: string, day: number, from: number, to: number])[] = [
  [513, 'Call with the line provider', 1, at(10, 15), at(10, 45)],
  [516, 'Dentist', 1, at(9), at(10)],
  [504, 'Dispatch hand-over', 1, at(13), at(13, 30)],
  [505, 'Weekly service review', 1, at(10), at(11)],
  [506, 'Business review Harbor Dental', 3, at(14), at(15)],
  [501, 'Training: firewall upgrade', 2, at(15), at(16)],
];

const appointments: Table = ({ calendar }) => {
  const created = isoTime(calendar.past(-2, at(9)));
  const named = APPOINTMENTS.map(([resourceID, title, day, from, to]) => ({ resourceID, title, day, from, to }));
  const reviews = Array.from({ length: 12 }, (_, index) => ({
    resourceID: 505,
    title: 'Weekly service review',
    day: -7 * (index + 1) + 1,
    from: at(10),
    to: at(11),
  }));
  return withIds(
    99_101,
    [...reviews.toReversed(), ...named].map(({ resourceID, title, day, from, to }) => ({
      resourceID,
      title,
      startDateTime: isoTime(calendar.at(day, from)),
      endDateTime: isoTime(calendar.at(day, to)),
      creatorResourceID: resourceID,
      createDateTime: day < 0 ? isoTime(calendar.at(day - 7, at(9))) : created,
      updateDateTime: day < 0 ? isoTime(calendar.at(day - 7, at(9))) : created,
    })),
  );
};

const TIME_OFF: readonly (readonly [resource: number, type: string, status: string, from: number, to: number, hours: number])[] =
  [
    [511, 'vacation', 'approved', -28, -24, 40],
    [520, 'personal', 'approved', -3, -3, 4],
    [517, 'vacation', 'approved', 1, 5, 40],
    [518, 'personal', 'pending', 1, 1, 8],
    [514, 'vacation', 'pending', 35, 39, 40],
    [509, 'vacation', 'rejected', 21, 22, 16],
  ];

const timeOffRequests: Table = ({ calendar, skin }) => {
  const requestType = skin.ids('TimeOffRequests.requestType');
  const status = skin.ids('TimeOffRequests.status');
  return withIds(
    99_201,
    TIME_OFF.map(([resourceID, type, state, from, to, hours], index) => {
      const requested = Math.min(from - 20, -10 + index);
      return {
        resourceID,
        requestType: requestType(type),
        status: status(state),
        startDate: calendar.date(from),
        endDate: calendar.date(to),
        hours,
        requestDate: calendar.date(requested),
        createDateTime: isoTime(calendar.past(requested, at(11))),
        ...(state !== 'pending' && {
          approvedByResourceID: APPROVER,
          approveDateTime: isoTime(calendar.past(requested + 1, at(16))),
        }),
      };
    }).toSorted((one, other) => one.createDateTime.localeCompare(other.createDateTime)),
  );
};

const HOLIDAYS: readonly (readonly [name: string, date: string])[] = [
  ['New Year', '2026-01-01'],
  ['Martin Luther King Day', '2026-01-19'],
  ['Memorial Day', '2026-05-25'],
  ['Juneteenth', '2026-06-19'],
  ['Independence Day', '2026-07-03'],
  ['Labor Day', '2026-09-07'],
  ['Thanksgiving', '2026-11-26'],
  ['Christmas Day', '2026-12-25'],
];

/** Holidays keep their dates whatever today is. */
const holidays: Table = ({ skin }) => {
  const holidaySetID = skin.ids('InternalLocations.holidaySetId')('1');
  return withIds(
    99_301,
    HOLIDAYS.map(([holidayName, date]) => ({ holidaySetID, holidayName, holidayDate: `${date}T00:00:00Z` })),
  );
};

const holidaySets: Table = ({ skin }) => [
  {
    id: skin.ids('InternalLocations.holidaySetId')('1'),
    holidaySetName: 'US Holidays',
    holidaySetDescription: 'Days on which the office is closed',
  },
];

const dailyAvailabilities: Table = () =>
  withIds(
    99_401,
    PEOPLE.filter(({ kind }) => kind !== 'api' && kind !== 'system').map(({ id }) => ({
      resourceID: id,
      mondayAvailableHours: 8,
      tuesdayAvailableHours: 8,
      wednesdayAvailableHours: 8,
      thursdayAvailableHours: 8,
      fridayAvailableHours: 8,
      saturdayAvailableHours: 0,
      sundayAvailableHours: 0,
      weeklyBillableHoursGoal: 30,
    })),
  );

const EMPLOYEES = PEOPLE.filter(({ kind, isActive }) => isActive && kind !== 'api' && kind !== 'system');

const timeOffBalances: Table = ({ calendar }) => {
  const year = new Date(calendar.now).getUTCFullYear();
  return withIds(
    99_501,
    [year - 1, year].flatMap((ofYear) =>
      EMPLOYEES.map(({ id }) => ({
        resourceID: id,
        year: ofYear,
        vacationHoursBalance: ofYear === year ? 80 + (id % 6) * 8 : (id % 4) * 4,
        sickHoursBalance: 40 - (id % 5) * 8,
        personalHoursBalance: 16,
      })),
    ),
  );
};

const additionalTimeOff: Table = ({ calendar }) =>
  withIds(
    99_701,
    EMPLOYEES.filter(({ id }) => id % 7 === 0).map(({ id }) => ({
      resourceID: id,
      year: new Date(calendar.now).getUTCFullYear(),
      additionalVacationHours: 8,
    })),
  );

export const SCHEDULE_TABLES: Readonly<Record<string, Table>> = {
  ServiceCalls: callRows,
  ServiceCallTickets: callTickets,
  ServiceCallTicketResources: callTicketResources,
  ServiceCallTasks: callTasks,
  ServiceCallTaskResources: callTaskResources,
  Appointments: appointments,
  TimeOffRequests: timeOffRequests,
  Holidays: holidays,
  HolidaySets: holidaySets,
  ResourceDailyAvailabilities: dailyAvailabilities,
  ResourceTimeOffBalances: timeOffBalances,
  ResourceTimeOffAdditional: additionalTimeOff,
};
