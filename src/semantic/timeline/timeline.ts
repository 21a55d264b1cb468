import { NotFoundError, PermissionError } from '../../autotask/errors.js';
import type { EntityRecord } from '../../autotask/types.js';
import { readAllowed } from '../access.js';
import { calendarDay, localMinute } from '../dates/format.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError, NotAllowedError } from '../errors.js';
import { asTicketNumber, isRecordNumber } from '../names/rules.js';
import { patienceOf, readBefore } from '../patience.js';
import type { Patience } from '../patience.js';
import type { Cell } from '../rows/cells.js';
import { LARGEST_SIZE, rowsThatFit, tokensOfRow, USUAL_SIZE } from '../rows/fit.js';
import { namesInTime, namesOf } from '../rows/names.js';
import { tableOf } from '../rows/table.js';
import type { Tenant } from '../tenant.js';
import { cleanLine, cutText } from '../untrusted.js';
import { attachmentEvents, checklistEvents, noteEvents, ticketEvents, timeEvents } from './events.js';
import type { TicketEvent } from './events.js';

const PARTS = ['notes', 'time', 'checklist', 'attachments'] as const;
export type TimelinePart = (typeof PARTS)[number];

export interface TimelineQuestion {
  /** Ticket number or id. */
  readonly ticket: string | number;
  /** What to read besides the ticket: a request each. Default: notes and time. */
  readonly include?: readonly TimelinePart[] | undefined;
  /** Texts as long as an answer can hold. */
  readonly isFull?: boolean | undefined;
}

export interface TimelineAnswer {
  /** The ticket's number. */
  readonly ticket: string;
  /** Its usual fields by name. */
  readonly fields: Readonly<Record<string, Cell>>;
  readonly timeZone: string;
  /** Events in all and shown. */
  readonly total: number;
  readonly shown: number;
  readonly columns: readonly string[];
  /** Oldest first. */
  readonly rows: readonly (readonly Cell[])[];
  readonly customerWritten: readonly string[];
  readonly notes: readonly string[];
}

const HEADER = [
  'title',
  'status',
  'priority',
  'companyID',
  'queueID',
  'assignedResourceID',
  'createDate',
  'dueDateTime',
  'completedDate',
];
const READ = [
  'ticketNumber',
  ...HEADER,
  'lastActivityDate',
  'description',
  'resolution',
  'creatorResourceID',
  'createdByContactID',
  'completedByResourceID',
];
const COLUMNS = ['when', 'what', 'who', 'seen by', 'hours', 'text'];

/**
 * A ticket with what happened on it, oldest first, each entry marked by whether the customer can see it. Where time is short, those parts of it
 * that were read.
 *
 * @throws {NotFoundError} when no such ticket is visible.
 */
export async function ticketTimeline(tenant: Tenant, question: TimelineQuestion, options: Patience): Promise<TimelineAnswer> {
  const call = patienceOf(options);
  const include = requireParts(question.include);
  const schema = await tenant.schema('Tickets');
  const ticket = await readAllowed('Tickets', () => readTicket(tenant, schema, question.ticket, call));
  tenant.directory.learn('Ticket', [ticket]);
  const fields = HEADER.flatMap((name) => schema.standard(name) ?? []);
  const [parts, header] = await Promise.all([
    readParts(tenant, ticket, include, call),
    namesInTime([ticket], fields, tenant.directory, call),
  ]);
  const events = parts.events.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const { rows, notes } = await eventRows(tenant, events, call);
  const style = { timeZone: tenant.timeZone, names: header.names, longestText: 255, keepsLines: false };
  const table = tableOf('Tickets', [ticket], fields, style);
  const size = question.isFull === true ? LARGEST_SIZE : USUAL_SIZE;
  const fitted = fit(rows, events, size - tokensOfRow(table.rows[0] ?? []));
  return {
    ticket: String(ticket['ticketNumber']),
    fields: Object.fromEntries(table.columns.map((column, index) => [column, table.rows[0]?.[index] ?? null])),
    timeZone: tenant.timeZone,
    total: events.length,
    shown: fitted.rows.length,
    columns: COLUMNS,
    rows: fitted.rows,
    customerWritten: ['title', 'who', 'text'],
    notes: [...parts.notes, ...new Set([...header.notes, ...notes]), ...fitted.notes, ...unread(include)],
  };
}

function requireParts(said: readonly TimelinePart[] = ['notes', 'time']): ReadonlySet<TimelinePart> {
  const odd = said.find((part) => !PARTS.includes(part));
  if (odd !== undefined) throw new InvalidInputError(`"${odd}" is no part of a timeline. Parts: ${PARTS.join(', ')}.`);
  return new Set(said);
}

async function readTicket(tenant: Tenant, schema: Schema, said: string | number, call: Patience): Promise<EntityRecord> {
  const words = asTicketNumber(String(said));
  const isId = /^-?\d{1,15}$/.test(words);
  if (!isId && !isRecordNumber(words))
    throw new InvalidInputError(`"${words}" is no ticket number (such as T20260309.0012) and no id.`);
  const fields = READ.filter((name) => schema.standard(name) !== undefined);
  const condition = isId
    ? ({ op: 'eq', field: 'id', value: Number(words) } as const)
    : ({ op: 'eq', field: 'ticketNumber', value: words } as const);
  const { records } = await tenant.client.queryPage<string>('Tickets', [condition], { ...call, fields, pageSize: 2 });
  const [ticket] = records;
  if (ticket === undefined) throw new NotFoundError(`No ticket ${words} is visible to this API user.`);
  return ticket;
}

interface Parts {
  readonly events: readonly TicketEvent[];
  readonly notes: readonly string[];
}

async function readParts(
  tenant: Tenant,
  ticket: EntityRecord,
  include: ReadonlySet<TimelinePart>,
  call: Patience,
): Promise<Parts> {
  const read = (
    part: TimelinePart,
    entity: string,
    fields: readonly string[],
    convert: (records: readonly EntityRecord[]) => TicketEvent[],
  ): Promise<Parts>[] => (include.has(part) ? [readPart(tenant, { part, entity, fields, convert }, ticket, call)] : []);
  const parts = await Promise.all([
    ...read(
      'notes',
      'TicketNotes',
      ['title', 'description', 'noteType', 'publish', 'createDateTime', 'creatorResourceID', 'createdByContactID'],
      noteEvents,
    ),
    ...read(
      'time',
      'TimeEntries',
      ['dateWorked', 'startDateTime', 'hoursWorked', 'resourceID', 'summaryNotes', 'internalNotes'],
      timeEvents,
    ),
    ...read(
      'checklist',
      'TicketChecklistItems',
      ['itemName', 'isCompleted', 'isImportant', 'completedDateTime', 'completedByResourceID'],
      (items) => checklistEvents(items, ticket),
    ),
    ...read(
      'attachments',
      'TicketAttachments',
      ['title', 'fullPath', 'publish', 'attachDate', 'attachedByContactID', 'attachedByResourceID'],
      attachmentEvents,
    ),
  ]);
  return {
    events: [...ticketEvents(ticket), ...parts.flatMap((part) => part.events)],
    notes: parts.flatMap((part) => part.notes),
  };
}

interface PartSource {
  readonly part: TimelinePart;
  readonly entity: string;
  readonly fields: readonly string[];
  readonly convert: (records: readonly EntityRecord[]) => TicketEvent[];
}

/** What this API user may not see, or what there was no time for, is said, not silently missing. */
async function readPart(
  tenant: Tenant,
  { part, entity, fields, convert }: PartSource,
  ticket: EntityRecord,
  call: Patience,
): Promise<Parts> {
  try {
    tenant.access.require(entity);
    const records = await readBefore('lastMoment', call, (until) =>
      tenant.client.queryAll(entity, [{ op: 'eq', field: 'ticketID', value: ticket.id }], { ...until, fields }),
    );
    return records === undefined ? { events: [], notes: [unreadInTime(part)] } : { events: convert(records), notes: [] };
  } catch (error) {
    if (error instanceof NotAllowedError) return { events: [], notes: [error.message] };
    if (error instanceof PermissionError) return { events: [], notes: [`${entity} are not visible to this API user.`] };
    throw error;
  }
}

function unreadInTime(part: TimelinePart): string {
  return `Autotask is slow just now: ${part} could not be read in time, so what they say is missing here. Ask again with include ["${part}"].`;
}

async function eventRows(
  tenant: Tenant,
  events: readonly TicketEvent[],
  call: Patience,
): Promise<{ readonly rows: readonly Cell[][]; readonly notes: readonly string[] }> {
  const idsOf = (role: 'resource' | 'contact'): number[] =>
    events.flatMap(({ by }) =>
      by === undefined ? [] : role === 'resource' ? ('resource' in by ? [by.resource] : []) : 'contact' in by ? [by.contact] : [],
    );
  const wanted = new Map([
    ['Resource', idsOf('resource')],
    ['Contact', idsOf('contact')],
  ]);
  const { names, notes } = await namesOf(wanted, tenant.directory, call);
  const nameOf = (entity: 'Resource' | 'Contact', id: number): string =>
    names.get(entity)?.get(id)?.name ?? `${entity.toLowerCase()} ${id}`;
  const rows = events.map(({ at, isDay, kind, by, audience, hours, text }) => [
    isDay ? calendarDay(at) : localMinute(at, tenant.timeZone),
    kind,
    by === undefined ? null : 'resource' in by ? nameOf('Resource', by.resource) : `${nameOf('Contact', by.contact)} (customer)`,
    audience,
    hours ?? null,
    cleanLine(text),
  ]);
  return { rows, notes };
}

/** Texts are cut to these lengths, the longest that lets everything fit. */
const LENGTHS = [4_000, 1_500, 800, 400, 200];
const SYSTEM_NOTE_LENGTH = 120;

/** Shortens texts, then leaves out machine notes, then the oldest entries, until the rows fit. */
function fit(
  rows: readonly Cell[][],
  events: readonly TicketEvent[],
  size: number,
): { rows: readonly Cell[][]; notes: string[] } {
  for (const length of LENGTHS) {
    const cut = rows.map((row, index) => shorten(row, events[index]?.kind === 'system note' ? SYSTEM_NOTE_LENGTH : length));
    if (rowsThatFit(cut, size) === cut.length) {
      const isCut = cut.some((row, index) => row.at(-1) !== rows[index]?.at(-1));
      return {
        rows: cut,
        notes: isCut ? ['Texts ending in "… [+n characters]" are cut; ask again with full texts, or get the note itself.'] : [],
      };
    }
  }
  const human = rows.filter((_, index) => events[index]?.kind !== 'system note').map((row) => shorten(row, 400));
  const newestFirst = human.toReversed();
  const kept = newestFirst.slice(0, rowsThatFit(newestFirst, size)).toReversed();
  return {
    rows: kept,
    notes: [
      `Left out to fit: ${rows.length - human.length} machine notes and the ${human.length - kept.length} oldest entries. Query TicketNotes and TimeEntries of this ticket for all.`,
    ],
  };
}

function shorten(row: readonly Cell[], length: number): Cell[] {
  return row.map((cell, index) => (index === row.length - 1 && typeof cell === 'string' ? cutText(cell, length) : cell));
}

function unread(include: ReadonlySet<TimelinePart>): string[] {
  const missing = PARTS.filter((part) => !include.has(part));
  return missing.length === 0 ? [] : [`Not read: ${missing.join(', ')}.`];
}
