import assert from 'node:assert/strict';
import { FACTS } from '../../src/demo/data/facts.js';
import type { SeedRow } from '../../src/demo/types.js';
import type { Job } from './support/job.js';
import { isOpen } from './support/truth.js';

const { people, titles } = FACTS;

const unassigned: Job = {
  id: 'J16',
  says: "What's unassigned in Level 1?",
  entities: ['Tickets'],
  expert: 2,
  most: 2,
  play: async ({ truth, read, requests }) => {
    const answer = await read('autotask_query', {
      entity: 'Tickets',
      filter: { queue: truth.label('Tickets.queueID', 'level1'), assignedResource: null, open: true },
      order: 'priority, createDate',
      limit: 100,
    });
    const order = truth.picklist('Tickets.priority').map(({ value }) => Number(value));
    const urgency = (row: SeedRow): number => order.indexOf(Number(row['priority']));
    const waiting = truth
      .rows('Tickets')
      .filter((row) => isOpen(row) && row['queueID'] === truth.id('Tickets.queueID', 'level1'))
      .filter((row) => row['assignedResourceID'] === undefined)
      .toSorted((one, other) => urgency(one) - urgency(other) || byText(one, other, 'createDate') || one.id - other.id);

    assert.equal(answer.total, waiting.length);
    assert.deepEqual(
      answer.column('ticketNumber'),
      waiting.map((row) => row['ticketNumber']),
    );
    assert.match(answer.notes, /inactive queue .* not counted here/, 'the queue of the same name is mentioned');
    assert.ok(requests.some(({ body }) => JSON.stringify(body).includes('"notExist"')));
  },
};

const whoIsFree: Job = {
  id: 'J19',
  says: "Who's free tomorrow between 10 and 12?",
  entities: ['ServiceCalls', 'ServiceCallTickets', 'ServiceCallTicketResources', 'Appointments', 'TimeOffRequests', 'Resources'],
  expert: 5,
  most: 6,
  play: async ({ truth, read }) => {
    const overlap = { startDateTime__lt: '2026-03-10T12:00', endDateTime__gt: '2026-03-10T10:00' };
    const calls = await read('autotask_query', {
      entity: 'ServiceCalls',
      filter: { ...overlap, canceledDateTime: null },
      fields: ['id', 'startDateTime', 'endDateTime'],
    });
    const links = await read('autotask_query', {
      entity: 'ServiceCallTickets',
      filter: { serviceCall: calls.column('id') },
      fields: ['id', 'serviceCallID'],
    });
    const visits = await read('autotask_query', {
      entity: 'ServiceCallTicketResources',
      filter: { serviceCallTicket: links.column('id') },
      fields: ['resource', 'serviceCallTicketID'],
    });
    const appointments = await read('autotask_query', {
      entity: 'Appointments',
      filter: overlap,
      fields: ['resource', 'title', 'startDateTime', 'endDateTime'],
    });
    const leave = await read('autotask_query', {
      entity: 'TimeOffRequests',
      filter: { requestDate: 'tomorrow' },
      fields: ['resource', 'status', 'startTime', 'endTime'],
    });
    const staff = await read('autotask_query', {
      entity: 'Resources',
      filter: { isActive: true },
      fields: ['firstName', 'lastName', 'title', 'licenseType'],
      limit: 100,
    });

    const approved = truth.label('TimeOffRequests.status', 'approved');
    const busy = new Set([
      ...visits.column('resource'),
      ...appointments.column('resource'),
      ...leave.rows.filter(({ status }) => status === approved).map(({ resource }) => resource),
    ]);
    const isPerson = ({ licenseType, title }: Readonly<Record<string, unknown>>): boolean =>
      licenseType !== truth.label('Resources.licenseType', 'api') && title !== 'Built-in administrator';
    const free = staff.rows
      .filter(isPerson)
      .map(({ firstName, lastName }) => `${String(firstName)} ${String(lastName)}`)
      .filter((name) => !busy.has(name));

    const [from, to] = ['2026-03-10T14:00:00Z', '2026-03-10T16:00:00Z'];
    const overlaps = (row: SeedRow): boolean => String(row['startDateTime']) < to && String(row['endDateTime']) > from;
    const ids = (entity: string, matches: (row: SeedRow) => boolean): ReadonlySet<unknown> =>
      new Set(
        truth
          .rows(entity)
          .filter(matches)
          .map(({ id }) => id),
      );
    const theCalls = ids('ServiceCalls', (row) => overlaps(row) && row['canceledDateTime'] === undefined);
    const theLinks = ids('ServiceCallTickets', (row) => theCalls.has(row['serviceCallID']));
    const theBusy = new Set<unknown>([
      ...truth
        .rows('ServiceCallTicketResources')
        .filter((row) => theLinks.has(row['serviceCallTicketID']))
        .map((row) => row['resourceID']),
      ...truth
        .rows('Appointments')
        .filter(overlaps)
        .map((row) => row['resourceID']),
      ...truth
        .rows('TimeOffRequests')
        .filter((row) => row['status'] === truth.id('TimeOffRequests.status', 'approved'))
        .filter((row) => row['requestDate'] === FACTS.date(1))
        .map((row) => row['resourceID']),
    ]);
    const theFree = truth
      .rows('Resources')
      .filter((row) => row['isActive'] === true && row['licenseType'] !== truth.id('Resources.licenseType', 'api'))
      .filter(({ id }) => id !== people.administrator && !theBusy.has(id));
    assert.deepEqual(free.toSorted(), theFree.map(({ id }) => truth.person(id)).toSorted());
  },
};

const overnight: Job = {
  id: 'J25',
  says: 'What came in from monitoring overnight that nobody has touched?',
  entities: ['Tickets', 'TimeEntries'],
  expert: 2,
  most: 3,
  play: async ({ truth, read }) => {
    const source = truth.label('Tickets.source', 'monitoring');
    const alarms = await read('autotask_query', {
      entity: 'Tickets',
      filter: {
        source,
        status: truth.label('Tickets.status', 'new'),
        createDate__gte: '2026-03-08T18:00',
        createDate__lt: '2026-03-09T08:00',
        firstResponseDateTime: null,
      },
    });
    const time = await read('autotask_query', {
      entity: 'TimeEntries',
      filter: { ticket: alarms.column('ticketNumber') },
      fields: ['ticket', 'resource', 'hoursWorked'],
    });
    const touched = time.column('ticket').map((name) => String(name).split(' ')[0]);
    const untouched = alarms.column('ticketNumber').filter((number) => !touched.includes(String(number)));

    const worked = new Set(truth.rows('TimeEntries').map((row) => row['ticketID']));
    const expected = truth
      .rows('Tickets')
      .filter((row) => row['source'] === truth.id('Tickets.source', 'monitoring') && row['status'] === 1)
      .filter((row) => String(row['createDate']) >= '2026-03-08T22:00:00Z' && String(row['createDate']) < '2026-03-09T12:00:00Z')
      .filter((row) => row['firstResponseDateTime'] === undefined && !worked.has(row.id));
    assert.deepEqual(untouched.toSorted(), expected.map((row) => row['ticketNumber']).toSorted());
    const numberOf = (scenario: string) => truth.only('Tickets', (row) => row['title'] === titles[scenario])['ticketNumber'];
    assert.ok(untouched.includes(numberOf('nightRmmNoteOnly')), "a machine's note is no touch");
    assert.ok(!untouched.includes(numberOf('nightTouched')));
    assert.ok(String(alarms.data['filter']).includes(`source = ${source}`), 'the source that was counted is said');
  },
};

function byText(one: SeedRow, other: SeedRow, field: string): number {
  return String(one[field]).localeCompare(String(other[field]));
}

export const DISPATCHERS: readonly Job[] = [unassigned, whoIsFree, overnight];
