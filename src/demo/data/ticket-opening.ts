import { COMPANY } from './companies.js';
import { DAYS, HOURS, MINUTES } from './calendar.js';
import { TICKET_WORKERS, defaultRole, personById } from './people.js';
import { Weighted, type Random } from './random.js';
import { isOpen, type TicketPlan } from './ticket-plan.js';
import type { World } from './world.js';

export const OPEN_TICKETS = 1240;

/** Open tickets of companies that jobs name; the other companies share the rest. */
const OPEN_BY_COMPANY: readonly (readonly [companyId: number, count: number])[] = [
  [COMPANY.contoso, 64],
  [COMPANY.northgate, 12],
  [COMPANY.noisy, 10],
  [COMPANY.lateBurst, 9],
  [COMPANY.msp, 9],
  [COMPANY.acmeTooling, 8],
  [COMPANY.harborDental, 7],
  [COMPANY.harborDentalEastside, 4],
  [COMPANY.acmeCatering, 5],
];

/** People whose open tickets are few and known, and how many of them come from the ordinary flow. */
const OPEN_BY_PERSON: readonly (readonly [resourceId: number, count: number, minimumAge: number])[] = [
  [503, 6, 45],
  [501, 7, 0],
  [502, 14, 0],
  [504, 5, 0],
];

const STATUSES = new Weighted([
  ['new', 10],
  ['inProgress', 30],
  ['waitingCustomer', 22],
  ['scheduled', 10],
  ['waitingVendor', 9],
  ['customerNoteAdded', 11],
  ['waitingCustomerApproval', 8],
]);

/** Re-opens tickets until exactly 1,240 are open. */
export function openTickets(world: World, plans: TicketPlan[]): void {
  const random = world.random('open tickets');
  const named = new Set(OPEN_BY_COMPANY.map(([id]) => id));
  const scenarios = plans.filter((ticket) => ticket.scenario !== undefined && isOpen(ticket));

  const chosen: TicketPlan[] = [];
  for (const [companyId, count] of OPEN_BY_COMPANY) {
    const own = plans.filter(
      (ticket) => ticket.companyId === companyId && ticket.scenario === undefined && ticket.topic.origin !== 'monitoring',
    );
    const missing = count - scenarios.filter((ticket) => ticket.companyId === companyId).length;
    chosen.push(...random.shuffle(own.slice(-Math.ceil(missing * 1.6))).slice(0, missing));
  }
  const others = plans.filter((ticket) => ticket.scenario === undefined && !named.has(ticket.companyId));
  const bulk = youngest(random, others, OPEN_TICKETS - scenarios.length - chosen.length);

  const opened = [...chosen, ...bulk].toSorted((one, other) => one.id - other.id);
  for (const ticket of opened) reopen(world, random, ticket);
  giveToOthers(random, opened, giveToPeople(random, bulk));
  for (const ticket of opened) touch(world, random, ticket);
  setCriticals(opened.filter(({ companyId }) => companyId === COMPANY.northgate));
  markSecondaries(plans.filter(isOpen), plans);
}

/** Draws tickets without repetition, younger ones far more often. */
function youngest(random: Random, candidates: readonly TicketPlan[], count: number): TicketPlan[] {
  return candidates
    .map((ticket) => {
      const weight = Math.exp(ticket.day / 26) * (ticket.topic.origin === 'monitoring' ? 0.35 : 1);
      return { ticket, key: -Math.log(1 - random.next()) / weight };
    })
    .toSorted((one, other) => one.key - other.key)
    .slice(0, count)
    .map(({ ticket }) => ticket);
}

function reopen(world: World, random: Random, ticket: TicketPlan): void {
  const wasResolved = ticket.resolved;
  ticket.completed = undefined;
  ticket.resolved = undefined;
  ticket.resolution = undefined;
  const age = (world.calendar.now - ticket.created) / DAYS;
  // Some tickets of last week were resolved and have come back: they count as open (job J27).
  if (age > 4 && age < 14 && random.chance(0.06) && wasResolved !== undefined) ticket.resolved = wasResolved;
  ticket.status = STATUSES.pick(random);
}

/** Gives some people the number of open tickets that is written for them. */
function giveToPeople(random: Random, opened: readonly TicketPlan[]): ReadonlySet<TicketPlan> {
  const free = new Set(random.shuffle(opened));
  const given = new Set<TicketPlan>();
  for (const [resourceId, count, minimumAge] of OPEN_BY_PERSON) {
    let missing = count;
    for (const ticket of free) {
      if (missing === 0) break;
      if (-ticket.day < minimumAge) continue;
      assign(ticket, resourceId);
      if (ticket.status === 'new') ticket.status = 'inProgress';
      free.delete(ticket);
      given.add(ticket);
      missing -= 1;
    }
  }
  return given;
}

/** Share of a queue's open tickets that nobody has taken yet. */
const UNASSIGNED_SHARE: Readonly<Record<string, number>> = { level1: 0.08, level2: 0.2, monitoring: 0.8 };

/** Shares the other open tickets out; some stay unassigned. */
function giveToOthers(random: Random, opened: readonly TicketPlan[], given: ReadonlySet<TicketPlan>): void {
  const known = new Set(OPEN_BY_PERSON.map(([id]) => id));
  const workers = TICKET_WORKERS.filter((person) => person.isActive && !known.has(person.id));
  let escalated = 0;
  for (const ticket of opened) {
    if (given.has(ticket)) continue;
    if (random.chance(UNASSIGNED_SHARE[ticket.queue ?? ''] ?? 0.3)) {
      unassign(ticket);
      continue;
    }
    assign(ticket, random.pick(workers).id);
    const oddity = random.next();
    if (oddity < 0.02) ticket.queue = undefined;
    else if (oddity < 0.04 && ticket.queue === 'level1') ticket.queue = 'level1Old';
    if (escalated < 3 && random.chance(0.05)) {
      ticket.status = 'escalated';
      escalated += 1;
    }
  }
}

/** A ticket counts as untouched after five days (job J29). */
const STALE = 5 * DAYS;

/** When an open ticket was last touched, and by whom. */
function touch(world: World, random: Random, ticket: TicketPlan): void {
  const { now } = world.calendar;
  const age = now - ticket.created;
  const isStale = age > STALE + DAYS && (ticket.assignee === 503 || random.chance(0.3));
  const touched = isStale
    ? Math.min(ticket.created + random.int(1, 40) * HOURS, now - STALE - HOURS)
    : Math.max(ticket.created, now - random.next() * (STALE - 12 * HOURS));
  ticket.lastActivity = Math.floor(touched);
  ticket.lastActivityBy = ticket.assignee === undefined || random.chance(0.12) ? 4 : ticket.assignee;
  if (ticket.status === 'new' || ticket.assignee === undefined) ticket.firstResponse = undefined;
  else ticket.firstResponse = Math.min(ticket.created + random.int(5, 180) * MINUTES, ticket.lastActivity);
}

function assign(ticket: TicketPlan, resourceId: number): void {
  ticket.assignee = resourceId;
  ticket.role = defaultRole(personById(resourceId));
}

function unassign(ticket: TicketPlan): void {
  ticket.assignee = undefined;
  ticket.role = undefined;
  ticket.queue ??= 'level1';
  if (ticket.status !== 'customerNoteAdded') ticket.status = 'new';
}

/** Second people on open tickets: Maya on two open and one closed ticket, Ines on two of Bellini's (conflicts of job J22). */
function markSecondaries(opened: readonly TicketPlan[], plans: readonly TicketPlan[]): void {
  const bellini = opened.filter(({ assignee }) => assignee === 502);
  for (const ticket of bellini.slice(3, 5)) ticket.secondary = [504];
  const helped = opened.filter(
    ({ assignee, scenario, topic }) =>
      assignee !== undefined && assignee > 507 && scenario === undefined && topic.origin === 'person',
  );
  for (const ticket of helped.slice(-12, -10)) ticket.secondary = [501];
  const closed = plans.findLast(
    (ticket) => !isOpen(ticket) && ticket.assignee !== undefined && ticket.assignee > 507 && ticket.scenario === undefined,
  );
  if (closed !== undefined) closed.secondary = [501];
}

/** Three of Northgate's open tickets are critical already (job J36). */
function setCriticals(northgate: readonly TicketPlan[]): void {
  northgate.forEach((ticket, index) => {
    if (index < 3) ticket.priority = 'critical';
    else if (ticket.priority === 'critical') ticket.priority = 'high';
  });
}
