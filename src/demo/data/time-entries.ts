import type { SeedRow } from '../types.js';
import { CODE } from './billing-codes.js';
import { MINUTES, isoTime, type Calendar } from './calendar.js';
import { groupBy } from './collections.js';
import { defaultRole, personById } from './people.js';
import { projects, type TaskPlan } from './projects.js';
import { Weighted, type Random } from './random.js';
import { APPROVER, fixedTime, hoursBetween } from './time-fixed.js';
import { isFebruary, personDays, type PersonDay } from './time-days.js';
import type { TimePlan } from './time-plan.js';
import { FORMULA_SUMMARIES, INTERNAL_WORK } from './time-texts.js';
import { tickets } from './tickets.js';
import type { TicketPlan } from './ticket-plan.js';
import { part, type Table, type World } from './world.js';

/** A time entry with its id; ids follow the order of creation. */
export type TimeEntry = TimePlan & { readonly id: number };

const FIRST_ENTRY = 500_001;

export const timeEntries = part((world: World): readonly TimeEntry[] => {
  const fixed = fixedTime(world);
  const drafts = [...fixed, ...bulkTime(world, fixed)].toSorted((one, other) => one.created - other.created);
  const february = drafts.filter(
    ({ day, internalCode, ticket }) => isFebruary(day) && internalCode === undefined && ticket?.scenario === undefined,
  );
  const pasted = new Map(
    february.flatMap((draft, index) => (index % FORMULA_STRIDE === 70 ? [[draft, formulaSummary(index)] as const] : [])),
  );
  return drafts.map((draft, index) => ({ ...draft, id: FIRST_ENTRY + index, summary: pasted.get(draft) ?? draft.summary }));
});

/** One of so many entries in February has a summary that a spreadsheet would run (job J54). */
const FORMULA_STRIDE = 140;

function formulaSummary(index: number): string {
  return FORMULA_SUMMARIES[Math.floor(index / FORMULA_STRIDE) % FORMULA_SUMMARIES.length] ?? '';
}

const DURATIONS = new Weighted([
  [15, 16],
  [20, 8],
  [30, 26],
  [40, 8],
  [45, 20],
  [60, 14],
  [75, 5],
  [90, 6],
]);

function bulkTime(world: World, fixed: readonly TimePlan[]): TimePlan[] {
  const random = world.random('time entries');
  const work = workOf(world);
  const fixedByDay = groupBy(fixed, ({ resource, day }) => `${resource}/${day}`);
  return personDays(world, fixed).flatMap((day) =>
    dayOfWork(world.calendar, random, work, day, fixedByDay.get(`${day.person.id}/${day.day}`) ?? []),
  );
}

interface Work {
  readonly tickets: ReadonlyMap<number | undefined, readonly TicketPlan[]>;
  readonly tasks: ReadonlyMap<number | undefined, readonly TaskPlan[]>;
}

/** What each person can book time on, in the order of creation. Tickets and tasks whose time is written out get no more. */
function workOf(world: World): Work {
  return {
    tickets: groupBy(
      tickets(world).filter(({ scenario, assignee }) => scenario === undefined && assignee !== undefined),
      ({ assignee }) => assignee,
    ),
    tasks: groupBy(
      projects(world).flatMap(({ tasks }) => tasks.filter(({ booked, status }) => booked === undefined && status !== 'new')),
      ({ assignee }) => assignee,
    ),
  };
}

function dayOfWork(calendar: Calendar, random: Random, work: Work, personDay: PersonDay, fixed: readonly TimePlan[]): TimePlan[] {
  const { person, day, entries } = personDay;
  const plans: TimePlan[] = [];
  let minute = 7 * 60 + 45 + random.int(0, 4) * 15;
  for (let number = 0; number < entries; number++) {
    const duration = DURATIONS.pick(random);
    minute = afterFixed(calendar, day, minute, duration, fixed);
    if (minute > 720 && minute < 760) minute += 30;
    const start = calendar.past(day, minute);
    const stop = calendar.past(day, minute + duration);
    minute += duration + random.pick([0, 0, 0, 15]);
    const hours = hoursBetween(start, stop);
    if (hours === 0) continue;
    const subject = subjectOf(random, work, person.id, day, start, stop);
    plans.push(finish(calendar, random, { resource: person.id, day, start, stop, hours, ...subject }));
  }
  return plans;
}

/** The first minute from which the duration fits between the day's fixed entries. */
function afterFixed(calendar: Calendar, day: number, minute: number, duration: number, fixed: readonly TimePlan[]): number {
  let from = minute;
  for (const { start, stop } of fixed.toSorted((one, other) => (one.start ?? 0) - (other.start ?? 0))) {
    if (start === undefined || stop === undefined) continue;
    if (start < calendar.at(day, from + duration) && stop > calendar.at(day, from)) {
      from = Math.ceil((stop - calendar.start(day)) / MINUTES);
    }
  }
  return from;
}

type Subject = Pick<TimePlan, 'ticket' | 'task' | 'internalCode' | 'summary'>;

/** Tickets older than so many of the person's newest ones are not looked at. */
const LOOK_BACK = 80;

function subjectOf(random: Random, work: Work, resource: number, day: number, start: number, stop: number): Subject {
  const tasks = work.tasks.get(resource) ?? [];
  const isRunning = ({ startDay, endDay }: TaskPlan) => startDay <= day && day <= endDay;
  if (tasks.some(isRunning) && random.chance(0.5)) {
    const task = random.pick(tasks.filter(isRunning));
    return { task, summary: task.title };
  }
  if (!random.chance(0.1)) {
    const ticket = activeTicket(random, work.tickets.get(resource) ?? [], start, stop);
    if (ticket !== undefined) return { ticket, summary: ticket.topic.work };
  }
  const [internalCode, summary] = random.pick(INTERNAL_WORK);
  return { internalCode, summary };
}

function activeTicket(random: Random, own: readonly TicketPlan[], start: number, stop: number): TicketPlan | undefined {
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((own[middle]?.created ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  // Counted instead of gathered: lists that live for one entry would be a third of all that the generator allocates.
  const first = Math.max(0, low - LOOK_BACK);
  let count = 0;
  for (let at = first; at < low; at += 1) if (isActive(own[at], stop)) count += 1;
  if (count === 0) return undefined;
  let left = random.int(0, count - 1);
  for (let at = first; at < low; at += 1) {
    if (!isActive(own[at], stop)) continue;
    if (left === 0) return own[at];
    left -= 1;
  }
  return undefined;
}

function isActive(ticket: TicketPlan | undefined, until: number): boolean {
  return ticket !== undefined && (ticket.completed ?? ticket.lastActivity) >= until;
}

/** Time before last week that nobody has approved is rare (job J47); internal time never gets approved for billing. */
const UNAPPROVED_SHARE = 0.008;

function finish(calendar: Calendar, random: Random, draft: Omit<TimePlan, 'isNonBillable' | 'created'>): TimePlan {
  const isInternal = draft.internalCode !== undefined;
  const created = Math.min((draft.stop ?? 0) + random.int(1, 40) * MINUTES, calendar.now);
  const share = draft.day <= -8 ? 1 - UNAPPROVED_SHARE : 0.15;
  const isApproved = !isInternal && draft.day < -1 && random.chance(share);
  return {
    ...draft,
    isNonBillable: isInternal || random.chance(0.07),
    created,
    ...(isApproved && { approved: Math.max(created, calendar.past(Math.min(draft.day + 4, 0), 1020)) }),
  };
}

const timeRows: Table = (world) => {
  const entryType = world.skin.ids('TimeEntries.timeEntryType');
  const types = { ticket: entryType('itServiceRequest'), task: entryType('project'), internal: entryType('regular') };
  return timeEntries(world).map((entry) => timeRow(world.calendar, types, entry));
};

function timeRow(calendar: Calendar, types: Readonly<Record<'ticket' | 'task' | 'internal', number>>, entry: TimeEntry): SeedRow {
  const { ticket, task, start, stop, approved } = entry;
  const created = isoTime(entry.created);
  const role = ticket?.assignee === entry.resource ? ticket.role : defaultRole(personById(entry.resource));
  const row: SeedRow = {
    id: entry.id,
    resourceID: entry.resource,
    dateWorked: calendar.date(entry.day),
    hoursWorked: entry.hours,
    hoursToBill: entry.isNonBillable ? 0 : billedHours(entry.hours),
    isNonBillable: entry.isNonBillable,
    showOnInvoice: !entry.isNonBillable,
    summaryNotes: entry.summary,
    timeEntryType: types[ticket !== undefined ? 'ticket' : task !== undefined ? 'task' : 'internal'],
    createDateTime: created,
    creatorUserID: entry.resource,
    lastModifiedDateTime: approved === undefined ? created : isoTime(approved),
    lastModifiedUserID: approved === undefined ? entry.resource : APPROVER,
  };
  if (start !== undefined) row['startDateTime'] = isoTime(start);
  if (stop !== undefined) row['endDateTime'] = isoTime(stop);
  if (entry.internalCode !== undefined) row['internalBillingCodeID'] = entry.internalCode;
  if (ticket !== undefined || task !== undefined) {
    row['roleID'] = role;
    row['billingCodeID'] = workType(entry);
  }
  if (ticket !== undefined) row['ticketID'] = ticket.id;
  if (task !== undefined) row['taskID'] = task.id;
  if (ticket?.contractId !== undefined) row['contractID'] = ticket.contractId;
  if (approved !== undefined) {
    row['billingApprovalDateTime'] = isoTime(approved);
    row['billingApprovalResourceID'] = APPROVER;
    row['billingApprovalLevelMostRecent'] = 1;
  }
  return row;
}

/** Hours on the invoice: rounded up to quarters. */
export function billedHours(hours: number): number {
  return Math.ceil(hours * 4 - 1e-9) / 4;
}

export function workType({ ticket, task }: TimePlan): number {
  if (task !== undefined) return CODE.projectWork;
  return ticket?.source === 'onsite' || ticket?.category === 'onsite' ? CODE.onsiteSupport : CODE.remoteSupport;
}

export const TIME_TABLES: Readonly<Record<string, Table>> = { TimeEntries: timeRows };
