import type { EntityRecord } from '../../../autotask/types.js';
import type { Draft } from '../draft.js';
import type { CreateInput, PlannedRecord } from '../planned.js';
import { readRecord, subjectOf } from '../records.js';
import { noteNamed } from '../references.js';
import type { Words } from '../words.js';
import { bookingsOf } from './visits.js';

/** A service call made for a ticket in the same call is at the ticket's company and location, unless others are named. */
export async function fromBookedTicket(draft: Draft, input: CreateInput, words: Words): Promise<void> {
  if (draft.entity !== 'ServiceCalls' || draft.writes('companyID')) return;
  const schema = await words.schema('ServiceCallTickets');
  const field = schema.standard('ticketID');
  for (const child of input.children ?? []) {
    if (field === undefined || (await words.schema(child.entity)).name !== schema.name) continue;
    for (const [name, value] of Object.entries(child.fields)) {
      if ((await schema.find(name)) !== field) continue;
      if (typeof value === 'string' || typeof value === 'number') await takeFromTicket(draft, value, words);
      return;
    }
  }
}

async function takeFromTicket(draft: Draft, ticket: string | number, words: Words): Promise<void> {
  const { directory, signal } = words;
  const schema = await words.schema('Tickets');
  const record = await readRecord(schema, ticket, words);
  // The link below the service call names the ticket too.
  noteNamed(words, 'Ticket', ticket, { id: record.id, shown: subjectOf(schema, record) });
  const { companyID: company, companyLocationID: location } = record;
  if (typeof company !== 'number') return;
  const name = (await directory.one('Company', company, { signal }))?.name ?? String(company);
  draft.setRaw('companyID', company, name);
  draft.remark(`company: ${name} (the ticket's).`);
  if (typeof location === 'number' && !draft.writes('companyLocationID'))
    draft.setRaw('companyLocationID', location, "the ticket's location");
}

/** A sentence on what a person who is being booked is booked for already in the same time; undefined where nothing. */
export async function doubleBooking(planned: PlannedRecord, words: Words): Promise<string | undefined> {
  const { draft } = planned;
  const booked = await bookedSpan(planned, words);
  if (booked === undefined) return undefined;
  const bookings = await bookingsOf(booked.resourceId, booked, words);
  if (bookings.length === 0) return undefined;
  const resource = await words.directory.one('Resource', booked.resourceId, { signal: words.signal });
  return `${resource?.name ?? `Resource ${String(draft.id('resourceID'))}`} is booked in that time already: ${bookings.join('; ')}.`;
}

interface BookedSpan {
  readonly resourceId: number;
  readonly start: string;
  readonly end: string;
}

/** Who is booked from when to when, for entities that book a person. */
async function bookedSpan({ draft, above }: PlannedRecord, words: Words): Promise<BookedSpan | undefined> {
  const resourceId = draft.id('resourceID');
  if (resourceId === undefined) return undefined;
  if (draft.entity === 'Appointments') return spanOf(resourceId, (field) => draft.value(field));
  if (draft.entity !== 'ServiceCallTicketResources' && draft.entity !== 'ServiceCallTaskResources') return undefined;
  const call = above?.above?.draft;
  if (call !== undefined) return spanOf(resourceId, (field) => call.value(field));
  const links = draft.entity === 'ServiceCallTicketResources' ? 'ServiceCallTickets' : 'ServiceCallTasks';
  const linkId = draft.id(links === 'ServiceCallTickets' ? 'serviceCallTicketID' : 'serviceCallTaskID');
  if (linkId === undefined) return undefined;
  const { client, signal } = words;
  const { serviceCallID: callId } = await client.get(links, linkId, { signal, fields: ['serviceCallID'] });
  if (typeof callId !== 'number') return undefined;
  const stored: EntityRecord = await client.get('ServiceCalls', callId, { signal, fields: ['startDateTime', 'endDateTime'] });
  return spanOf(resourceId, (field) => stored[field]);
}

function spanOf(resourceId: number, value: (field: string) => unknown): BookedSpan | undefined {
  const [start, end] = [value('startDateTime'), value('endDateTime')];
  return typeof start === 'string' && typeof end === 'string' ? { resourceId, start, end } : undefined;
}
