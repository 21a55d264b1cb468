import type { SeedRow } from '../types.js';
import { HOURS, MINUTES, isoTime } from './calendar.js';
import { COMPANY, locations } from './companies.js';
import { withIds } from './people.js';
import { projects } from './projects.js';
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
      const start = Math.max(ticket.created, stop - 90 * MINUTES);
      return {
        start,
        stop,
        created: Math.min(ticket.created + 10 * MINUTES, calendar.now),
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
      duration: Math.round(((call.stop - call.start) / HOURS) * 100) / 100,
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

export const SCHEDULE_TABLES: Readonly<Record<string, Table>> = {
  ServiceCalls: callRows,
  ServiceCallTickets: callTickets,
  ServiceCallTicketResources: callTicketResources,
  ServiceCallTasks: callTasks,
  ServiceCallTaskResources: callTaskResources,
  Appointments: appointments,
};
