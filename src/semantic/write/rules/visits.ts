import type { EntityRecord } from '../../../autotask/types.js';
import { apiInstant, localInstant } from '../../dates/format.js';
import type { Words } from '../words.js';

/** Visits booked for a ticket that are not over, cancelled or complete: `2026-03-10T09:00-04:00 (service call 7001)`. */
export async function bookedVisits(ticketId: number, words: Words): Promise<string[]> {
  const { client, signal, clock } = words;
  const links = await client.queryAll('ServiceCallTickets', [{ op: 'eq', field: 'ticketID', value: ticketId }], {
    signal,
    fields: ['serviceCallID'],
  });
  if (links.length === 0) return [];
  const calls = await client.queryAll(
    'ServiceCalls',
    [
      { op: 'in', field: 'id', value: idsIn(links, 'serviceCallID') },
      { op: 'gt', field: 'endDateTime', value: apiInstant(clock.now) },
      { op: 'notExist', field: 'canceledDateTime' },
    ],
    { signal, fields: ['startDateTime', 'isComplete'] },
  );
  return calls
    .filter(({ isComplete }) => !isComplete)
    .map(({ id, startDateTime }) => `${localInstant(String(startDateTime), clock.timeZone)} (service call ${id})`);
}

/** What a person is booked for in a span of time: service calls and appointments, however they overlap it. */
export async function bookingsOf(resourceId: number, span: { start: string; end: string }, words: Words): Promise<string[]> {
  const overlapping = [
    { op: 'lt', field: 'startDateTime', value: span.end },
    { op: 'gt', field: 'endDateTime', value: span.start },
  ] as const;
  const { client, signal, clock } = words;
  const [calls, appointments] = await Promise.all([
    client.queryAll('ServiceCalls', [...overlapping, { op: 'notExist', field: 'canceledDateTime' }], {
      signal,
      fields: ['startDateTime', 'endDateTime'],
    }),
    client.queryAll('Appointments', [...overlapping, { op: 'eq', field: 'resourceID', value: resourceId }], {
      signal,
      fields: ['startDateTime', 'endDateTime', 'title'],
    }),
  ]);
  const times = ({ startDateTime, endDateTime }: EntityRecord): string =>
    `${localInstant(String(startDateTime), clock.timeZone)} to ${localInstant(String(endDateTime), clock.timeZone)}`;
  const theirs = await callsOf(resourceId, calls, words);
  return [
    ...theirs.map((call) => `service call ${call.id}, ${times(call)}`),
    ...appointments.map((one) => `appointment ${one.id}, ${times(one)}`),
  ];
}

/** Those of the service calls that the person is booked on, by way of their tickets. */
async function callsOf(resourceId: number, calls: readonly EntityRecord[], { client, signal }: Words): Promise<EntityRecord[]> {
  if (calls.length === 0) return [];
  const links = await client.queryAll(
    'ServiceCallTickets',
    [{ op: 'in', field: 'serviceCallID', value: calls.map(({ id }) => id) }],
    { signal, fields: ['serviceCallID'] },
  );
  if (links.length === 0) return [];
  const people = await client.queryAll(
    'ServiceCallTicketResources',
    [
      { op: 'in', field: 'serviceCallTicketID', value: links.map(({ id }) => id) },
      { op: 'eq', field: 'resourceID', value: resourceId },
    ],
    { signal, fields: ['serviceCallTicketID'] },
  );
  const theirLinks = new Set(idsIn(people, 'serviceCallTicketID'));
  const theirCalls = new Set(
    idsIn(
      links.filter(({ id }) => theirLinks.has(id)),
      'serviceCallID',
    ),
  );
  return calls.filter(({ id }) => theirCalls.has(id));
}

function idsIn(records: readonly EntityRecord[], field: string): number[] {
  return records.flatMap((record) => {
    const id = record[field];
    return typeof id === 'number' ? [id] : [];
  });
}
