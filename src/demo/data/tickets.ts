import type { Random } from './random.js';
import { Weighted } from './random.js';
import { COMPANY, companies, type Company } from './companies.js';
import { contacts, contactsByCompany, type Contact } from './contacts.js';
import { assets, assetsByCompany, type Asset } from './assets.js';
import { contractsByCompany, type Contract } from './contracts.js';
import { groupBy } from './collections.js';
import { HOURS, MINUTES } from './calendar.js';
import { HOSTILE_PLACES, hostileDescription, hostileTitle } from './hostile.js';
import { TICKET_WORKERS, defaultRole, isEmployed, personById } from './people.js';
import { assignCompanies } from './ticket-companies.js';
import { openTickets } from './ticket-opening.js';
import { ticketSlots, type Slot } from './ticket-slots.js';
import { LONG_DESCRIPTION, TOPICS, type Topic } from './ticket-texts.js';
import type { TicketPlan } from './ticket-plan.js';
import type { Scenario } from './scenario.js';
import { part, type World } from './world.js';

const FIRST_TICKET = 60_001;
/** One ticket in so many carries hostile text. */
const HOSTILE_STRIDE = 50;
/** One ticket in so many has a very long description. */
const LONG_STRIDE = 331;

/** Every ticket of the tenant, in the order of creation. */
export const tickets = part((world: World): readonly TicketPlan[] => {
  const slots = ticketSlots(world);
  const owners = assignCompanies(world, slots);
  const surroundings = surroundingsOf(world);
  const random = world.random('tickets');
  const plans = slots.map((slot, index) => plan(world, random, surroundings, slot, owners[index] ?? 0, index));
  openTickets(world, plans);
  markHostile(surroundings, plans);
  sweep(world, plans);
  return plans;
});

/** What belongs to each company, gathered once. */
interface Surroundings {
  readonly companies: ReadonlyMap<number, Company>;
  readonly contacts: ReadonlyMap<number, readonly Contact[]>;
  /** Active contacts with harmless names. */
  readonly usableContacts: ReadonlyMap<number, readonly Contact[]>;
  readonly hostileContacts: ReadonlyMap<number, Contact>;
  readonly assets: ReadonlyMap<number, readonly Asset[]>;
  /** By company and kind, e.g. `1101/printer`. */
  readonly assetsByKind: ReadonlyMap<string, readonly Asset[]>;
  readonly contracts: ReadonlyMap<number, readonly Contract[]>;
  readonly topics: Readonly<Record<Topic['origin'], Weighted<Topic>>>;
}

function surroundingsOf(world: World): Surroundings {
  const topicsOf = (origin: Topic['origin']) =>
    new Weighted(TOPICS.filter((topic) => topic.origin === origin).map((topic) => [topic, topic.weight] as const));
  return {
    companies: new Map(companies(world).map((company) => [company.id, company])),
    contacts: contactsByCompany(world),
    usableContacts: groupBy(
      contacts(world).filter(({ isHostile, isActive }) => !isHostile && isActive),
      ({ companyId }) => companyId,
    ),
    hostileContacts: new Map(
      contacts(world)
        .filter(({ isHostile }) => isHostile)
        .map((contact) => [contact.companyId, contact]),
    ),
    assets: assetsByCompany(world),
    assetsByKind: groupBy(assets(world), ({ companyId, kind }) => `${companyId}/${kind}`),
    contracts: contractsByCompany(world),
    topics: { person: topicsOf('person'), monitoring: topicsOf('monitoring'), internal: topicsOf('internal') },
  };
}

const PRIORITIES = new Weighted([
  ['critical', 4],
  ['high', 18],
  ['medium', 58],
  ['low', 20],
]);
const SOURCES = new Weighted([
  ['email', 46],
  ['phone', 34],
  ['clientPortal', 14],
  ['onsite', 4],
  ['other', 2],
]);
const QUEUES = new Weighted([
  ['level1', 68],
  ['level2', 24],
  ['clientPortal', 5],
  ['projects', 3],
]);

function plan(world: World, random: Random, around: Surroundings, slot: Slot, owner: number, index: number): TicketPlan {
  const { calendar } = world;
  const companyId = slot.scenario?.plan.companyId ?? owner;
  const topic = topicFor(random, around, slot, companyId);
  const created = calendar.past(slot.day, slot.minute, slot.second);
  const isAlert = topic.origin === 'monitoring';
  const assignee = assigneeFor(random, slot, isAlert);
  const asset = assetFor(random, around, companyId, topic);
  const contact = isAlert ? undefined : contactFor(random, around, companyId);
  const contract = around.contracts
    .get(companyId)
    ?.find((entry) => entry.isActive && entry.startDay <= slot.day && slot.day <= entry.endDay);
  const ticket: TicketPlan = {
    id: FIRST_TICKET + index + Math.floor(index / 7),
    number: slot.number,
    day: slot.day,
    created,
    companyId,
    topic,
    title: titleOf(random, topic, contact, asset),
    description: index % LONG_STRIDE === 200 && !isAlert ? LONG_DESCRIPTION : topic.description,
    status: 'complete',
    priority: PRIORITIES.pick(random),
    source: isAlert ? (random.chance(0.93) ? 'monitoring' : 'rmm') : SOURCES.pick(random),
    category: isAlert ? 'rmmAlert' : random.chance(0.02) ? 'onsite' : 'standard',
    type: topic.type,
    queue: isAlert ? 'monitoring' : slot.day < -500 && random.chance(0.3) ? 'level1Old' : QUEUES.pick(random),
    creator: isAlert ? 4 : (assignee ?? 504),
    lastActivity: created,
    lastActivityBy: assignee ?? 4,
    resolution: topic.resolution,
    ...(assignee !== undefined && { assignee, role: defaultRole(personById(assignee)) }),
    ...(asset !== undefined && { assetId: asset.id }),
    ...(contact !== undefined && { contactId: contact.id }),
    ...(contract !== undefined && { contractId: contract.id }),
  };
  close(world, random, ticket, slot.isOutOfHours);
  if (slot.scenario !== undefined) applyScenario(world, around, ticket, slot.scenario);
  return ticket;
}

/** Set, not deleted: an object with deleted properties takes several times the memory. */
const NOTHING_DONE: Partial<TicketPlan> = {
  resolution: undefined,
  assignee: undefined,
  role: undefined,
  contactId: undefined,
  assetId: undefined,
  completed: undefined,
  resolved: undefined,
  firstResponse: undefined,
  due: undefined,
};

function applyScenario(world: World, around: Surroundings, ticket: TicketPlan, scenario: Scenario): void {
  const { calendar } = world;
  const [issue, sub] = scenario.about;
  const origin = issue === 'monitoring' ? issue : 'person';
  Object.assign(ticket, NOTHING_DONE, scenario.plan, { scenario, topic: { ...ticket.topic, issue, sub, origin, notes: [] } });
  const contact = around.contacts
    .get(ticket.companyId)
    ?.find(({ row }) => row['firstName'] === scenario.contact?.[0] && row['lastName'] === scenario.contact?.[1]);
  if (contact !== undefined) ticket.contactId = contact.id;
  ticket.creator = origin === 'monitoring' ? 4 : 504;
  if (scenario.due !== undefined) ticket.due = calendar.at(...scenario.due);
  if (scenario.isAnswered === true) ticket.firstResponse = Math.min(ticket.created + 20 * MINUTES, calendar.now);
  if (scenario.completed !== undefined)
    ticket.completed = ticket.resolved = Math.max(calendar.past(...scenario.completed), ticket.created);
  const touches = [
    ...(scenario.notes ?? []).map(({ day, minute }) => calendar.past(day, minute)),
    ...(scenario.time ?? []).map(({ day, to }) => calendar.past(day, to)),
  ];
  ticket.lastActivity = Math.max(ticket.created, ticket.completed ?? 0, ...touches);
  ticket.lastActivityBy = ticket.assignee ?? 4;
}

function topicFor(random: Random, around: Surroundings, slot: Slot, companyId: number): Topic {
  if (companyId === COMPANY.msp) return around.topics.internal.pick(random);
  const share = slot.isOutOfHours ? 0.88 : 0.3;
  const isAlert = random.chance(companyId === COMPANY.noisy ? 0.85 : companyId === COMPANY.northgate ? share / 3 : share);
  const topic = around.topics[isAlert ? 'monitoring' : 'person'].pick(random);
  // A duplicate check for a broken printer at Acme Tooling must find nothing (job J23).
  return topic.issue === 'printing' && companyId === COMPANY.acmeTooling ? around.topics.monitoring.pick(random) : topic;
}

function assigneeFor(random: Random, slot: Slot, isAlert: boolean): number | undefined {
  if (isAlert && random.chance(0.72)) return undefined;
  const person = random.pick(TICKET_WORKERS);
  return isEmployed(person, slot.day) ? person.id : SUCCESSORS[slot.minute % SUCCESSORS.length];
}

/** Who takes the tickets that would fall to people who have left. */
const SUCCESSORS = [508, 509, 510, 511];

function contactFor(random: Random, around: Surroundings, companyId: number): Contact | undefined {
  const own = around.usableContacts.get(companyId) ?? [];
  const parent = around.companies.get(companyId)?.parentId;
  const usable = parent !== undefined && random.chance(0.1) ? (around.usableContacts.get(parent) ?? own) : own;
  return usable.length > 0 && random.chance(0.9) ? random.pick(usable) : undefined;
}

function assetFor(random: Random, around: Surroundings, companyId: number, topic: Topic): Asset | undefined {
  const fitting = around.assetsByKind.get(`${companyId}/${topic.asset}`) ?? [];
  if (topic.origin === 'person') return fitting.length > 0 && random.chance(0.6) ? random.pick(fitting) : undefined;
  const owned = fitting.length > 0 ? fitting : (around.assets.get(companyId) ?? []);
  return topic.origin === 'monitoring' && owned.length > 0 ? random.pick(owned) : undefined;
}

function titleOf(random: Random, topic: Topic, contact: Contact | undefined, asset: Asset | undefined): string {
  const title = withWord(random.pick(topic.titles), '{who}', contact?.firstName ?? 'a colleague');
  return withWord(title, '{asset}', asset?.name ?? 'the device');
}

/** `replace` would leave a tree of slices, which takes three times the memory of a text in one piece. */
function withWord(text: string, placeholder: string, word: string): string {
  return text.includes(placeholder) ? text.split(placeholder).join(word) : text;
}

const DURATIONS = new Weighted([
  [25, 14],
  [70, 20],
  [180, 22],
  [420, 12],
  [1440, 14],
  [2880, 9],
  [5760, 6],
  [10_080, 3],
]);

/** Gives a ticket its end: minutes later for alerts that heal themselves, hours or days later otherwise. */
function close(world: World, random: Random, ticket: TicketPlan, isOutOfHours: boolean): void {
  const { calendar } = world;
  const isAlert = ticket.topic.origin === 'monitoring';
  const minutes = isAlert && ticket.assignee === undefined ? random.int(8, 300) : DURATIONS.pick(random) * (0.6 + random.next());
  let completed = ticket.created + minutes * MINUTES;
  const day = calendar.dayOf(completed);
  const minute = (completed - calendar.start(day)) / MINUTES;
  // Nothing of the ordinary flow is completed within an hour of midnight: the bounds of weeks belong to the scenarios (job J27).
  if (!isAlert && (minute < 450 || minute > 1170))
    completed = calendar.at(minute > 1170 ? day + 1 : day, 450 + random.int(20, 240));
  else if (minute < 66 || minute > 1374) completed = calendar.at(minute > 1374 ? day + 1 : day, 66 + random.int(0, 60));
  if (completed >= calendar.now) completed = ticket.created + (calendar.now - ticket.created) * (0.4 + random.next() * 0.5);
  ticket.completed = Math.floor(completed);
  ticket.resolved = ticket.completed;
  ticket.lastActivity = random.chance(0.1)
    ? Math.min(ticket.completed + random.int(1, 9) * 7 * MINUTES, calendar.now)
    : ticket.completed;
  if (ticket.assignee !== undefined) {
    const delay = random.int(4, isOutOfHours ? 600 : 150) * MINUTES;
    ticket.firstResponse = ticket.created + Math.min(delay, Math.floor((ticket.completed - ticket.created) / 2));
  }
  if (random.chance(0.75)) ticket.due = ticket.created + (DUE_HOURS[ticket.priority] ?? 72) * HOURS;
}

export const DUE_HOURS: Readonly<Record<string, number>> = { critical: 4, high: 24, medium: 72, low: 168 };

/** One ticket in fifty carries hostile text; those that jobs name stay as they are. */
function markHostile(around: Surroundings, plans: TicketPlan[]): void {
  let marked = 0;
  plans.forEach((ticket, index) => {
    if (index % HOSTILE_STRIDE !== 23) return;
    const target = ticket.scenario === undefined ? ticket : plans[index + 1];
    if (target === undefined || target.scenario !== undefined) return;
    const visitor = around.hostileContacts.get(target.companyId);
    const place = HOSTILE_PLACES[marked++ % HOSTILE_PLACES.length] ?? 'title';
    target.hostile = visitor !== undefined ? 'contact' : place === 'contact' ? 'title' : place;
    if (target.hostile === 'title') target.title = hostileTitle(target.number);
    if (target.hostile === 'description') target.description = hostileDescription(target.number);
    if (target.hostile === 'contact' && visitor !== undefined) target.contactId = visitor.id;
  });
}

/** So many closed tickets were touched by a rule in the same second one night (job J59: change times shared by more than a page). */
const SWEPT = 720;
const SWEEP_DAY = -38;

function sweep({ calendar }: World, plans: TicketPlan[]): void {
  const time = calendar.at(SWEEP_DAY, 135);
  const swept = plans.filter(
    ({ completed, scenario, day }) => scenario === undefined && completed !== undefined && completed < time && day < SWEEP_DAY,
  );
  for (const ticket of swept.slice(-SWEPT)) {
    ticket.lastActivity = time;
    ticket.lastActivityBy = 4;
  }
}
