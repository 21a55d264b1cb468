import { CODE } from './billing-codes.js';
import { HOURS, MINUTES, isWeekend, type Calendar } from './calendar.js';
import { projects } from './projects.js';
import type { TimePlan } from './time-plan.js';
import { tickets } from './tickets.js';
import { part, type World } from './world.js';

/** Approves time; the service manager does. */
export const APPROVER = 505;

/** Absences by person: half-open ranges of days, booked as vacation. */
export const VACATIONS: readonly { readonly resource: number; readonly from: number; readonly to: number }[] = [
  { resource: 511, from: -28, to: -23 },
  { resource: 517, from: 1, to: 6 },
];

/** Time that jobs name: that of scenario tickets, of the migration's tasks, internal time and vacations. */
export const fixedTime = part((world: World): readonly TimePlan[] => [
  // Shortly after midnight nothing of today has happened yet.
  ...ticketTime(world).filter(({ hours }) => hours > 0),
  ...taskTime(world),
  ...internalTime(world),
]);

function ticketTime(world: World): TimePlan[] {
  const { calendar } = world;
  return tickets(world).flatMap((ticket) =>
    (ticket.scenario?.time ?? []).map(({ resource, day, from, to, summary, isApproved }) => {
      const start = Math.max(calendar.past(day, from), ticket.created);
      const stop = Math.max(calendar.past(day, to), start);
      return {
        resource,
        day,
        start,
        stop,
        hours: hoursBetween(start, stop),
        ticket,
        summary,
        isNonBillable: false,
        created: Math.min(stop + 5 * MINUTES, calendar.now),
        ...(isApproved && { approved: calendar.past(Math.min(day + 3, 0), 1020) }),
      };
    }),
  );
}

function taskTime(world: World): TimePlan[] {
  const { calendar } = world;
  return projects(world).flatMap(({ tasks }) =>
    tasks.flatMap((task) =>
      (task.booked ?? []).map(([day, resource, hours]) => {
        const start = calendar.at(day, 510);
        const stop = start + hours * HOURS;
        return {
          resource,
          day,
          start,
          stop,
          hours,
          task,
          summary: task.title,
          isNonBillable: false,
          created: stop + 5 * MINUTES,
          ...(day < -7 && { approved: calendar.at(day + 4, 1020) }),
        };
      }),
    ),
  );
}

function internalTime({ calendar }: World): TimePlan[] {
  const vacations = VACATIONS.flatMap(({ resource, from, to }) =>
    Array.from({ length: to - from }, (_, index) => from + index)
      .filter((day) => day < 0 && !isWeekend(day))
      .map((day) => internal(calendar, resource, day, 8, CODE.vacation, 'Vacation')),
  );
  return [
    ...vacations,
    internal(calendar, 501, 0, 0.5, CODE.training, 'Online course on firewalls'),
    internal(calendar, 520, -3, 0.5, CODE.administration, 'Handed over before half-day leave'),
  ];
}

/** Internal time without start and stop. */
function internal(
  calendar: Calendar,
  resource: number,
  day: number,
  hours: number,
  internalCode: number,
  summary: string,
): TimePlan {
  return { resource, day, hours, internalCode, summary, isNonBillable: true, created: calendar.past(day, 1050) };
}

export function hoursBetween(start: number, stop: number): number {
  return Math.round(((stop - start) / HOURS) * 100) / 100;
}
