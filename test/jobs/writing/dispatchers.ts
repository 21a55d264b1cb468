import assert from 'node:assert/strict';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { isOpen, type Truth } from '../support/truth.js';
import type { WritingJob } from './support/job.js';

const { people, tickets, roles, companies } = FACTS;
/** Records that one call may write. */
const BATCH = 25;

const giveToMarco: WritingJob = {
  id: 'J17',
  says: 'Give T20260309.0018 to Marco',
  entities: ['Tickets', 'ResourceRoles'],
  me: people.ines,
  expert: () => 5,
  most: () => 5,
  shows: [],
  reverted: 'assignedResourceID',
  differs: (truth) => [
    {
      what: `update Tickets ${String(truth.ticket(tickets.unassigned).id)}`,
      cells: { assignedResourceID: people.marcoBellini, assignedResourceRoleID: roles.engineer },
    },
  ],
  sent: (writes) => {
    assert.doesNotMatch(JSON.stringify(writes.map(({ body }) => body)), /\b(503|590)\b/);
  },
  play: async ({ variant, write }) => {
    const fields = { assignedResource: 'Marco' };
    const answer = await write('autotask_update', { entity: 'Tickets', ids: [tickets.unassigned], fields });
    if (variant.trouble !== 'declined') assert.match(answer.text, /\(empty\) → Marco Bellini/);
  },
};

const bookVisit: WritingJob = {
  id: 'J20',
  says: 'Book Ines on-site at Harbor tomorrow 9 to 11 for T20260309.0018',
  entities: ['Tickets', 'ServiceCalls', 'ServiceCallTickets', 'ServiceCallTicketResources'],
  me: people.ines,
  expert: () => 8,
  // Company and location are looked up for the preview and the check that they belong together; the call is read back.
  most: () => 11,
  shows: [],
  reverted: 'status',
  differs: (truth) => [
    {
      what: 'create ServiceCalls',
      cells: {
        companyID: companies.harborDentalEastside,
        ...locationOf(truth.ticket(tickets.unassigned)),
        description: 'X-ray workstation in room 3 has no network',
        startDateTime: '2026-03-10T13:00:00Z',
        endDateTime: '2026-03-10T15:00:00Z',
        status: truth.id('ServiceCalls.status', 'new'),
      },
    },
    {
      what: 'create ServiceCallTickets',
      cells: { serviceCallID: '(new ServiceCalls)', ticketID: truth.ticket(tickets.unassigned).id },
    },
    {
      what: 'create ServiceCallTicketResources',
      cells: { serviceCallTicketID: '(new ServiceCallTickets)', resourceID: people.ines },
    },
  ],
  play: async ({ tenant, variant, write, ask }) => {
    const booking = {
      entity: 'ServiceCalls',
      fields: {
        startDateTime: 'tomorrow 9:00',
        endDateTime: 'tomorrow 11:00',
        description: 'X-ray workstation in room 3 has no network',
      },
      children: [
        {
          entity: 'ServiceCallTickets',
          fields: { ticket: tickets.unassigned },
          children: [{ entity: 'ServiceCallTicketResources', fields: { resource: 'Ines Duarte' } }],
        },
      ],
    };
    if (variant.trouble !== 'refused write') {
      await write('autotask_create', booking);
      return;
    }
    const failed = await ask('autotask_create', booking);
    const made = tenant.changes.all().findLast(({ entity }) => entity === 'ServiceCalls');
    assert.ok(failed.isError && failed.text.includes(`(id ${String(made?.id)})`), 'the incomplete booking is named');
    await write('autotask_create', booking);
  },
};

function locationOf({ companyLocationID: location }: SeedRow): Record<string, unknown> {
  return location === undefined || location === null ? {} : { companyLocationID: location };
}

const marcoIsSick: WritingJob = {
  id: 'J22',
  says: "Marco's off sick, move all his open tickets to Ines",
  entities: ['Tickets', 'TicketSecondaryResources', 'ResourceRoles'],
  me: people.ines,
  expert: (truth) => openTicketsOf(truth, people.marcoBellini).length + 3,
  most: (truth) => movable(truth).length + 1 + 6 * Math.ceil(openTicketsOf(truth, people.marcoBellini).length / BATCH),
  shows: [/records are written/, /Left out, as Ines Duarte is already a secondary resource there: T/],
  anyOrder: true,
  reverted: 'assignedResourceID',
  differs: (truth) =>
    movable(truth).map((row) => ({
      what: `update Tickets ${String(row.id)}`,
      cells: {
        assignedResourceID: people.ines,
        ...(row['assignedResourceRoleID'] === roles.engineer ? {} : { assignedResourceRoleID: roles.engineer }),
      },
    })),
  play: async ({ tenant, truth, variant, read, write }) => {
    const question = { assignedResource: 'Marco Bellini', open: true };
    const list = await read('autotask_query', { entity: 'Tickets', filter: question, fields: ['ticketNumber'], limit: 200 });
    const numbers = list.column('ticketNumber');
    assert.equal(numbers.length, openTicketsOf(truth, people.marcoBellini).length);
    for (let start = 0; start < numbers.length; start += BATCH) {
      const ids = numbers.slice(start, start + BATCH);
      const answer = await write('autotask_update', { entity: 'Tickets', ids, fields: { assignedResource: 'Ines Duarte' } });
      if (variant.trouble !== 'declined')
        assert.equal(typeof answer.data['write'], 'string', 'the name by which it can be taken back');
    }
    assert.ok(tenant.requests.maxConcurrent('Tickets') <= 3);
  },
};

function openTicketsOf(truth: Truth, resource: number): readonly SeedRow[] {
  return truth.rows('Tickets').filter((row) => isOpen(row) && row['assignedResourceID'] === resource);
}

function movable(truth: Truth): readonly SeedRow[] {
  const helped = new Set(
    truth
      .rows('TicketSecondaryResources')
      .filter(({ resourceID }) => resourceID === people.ines)
      .map(({ ticketID }) => ticketID),
  );
  return openTicketsOf(truth, people.marcoBellini).filter(({ id }) => !helped.has(id));
}

const newTicket: WritingJob = {
  id: 'J23',
  says: 'New ticket for Acme, printer down on the second floor, high priority, Level 1',
  entities: ['Tickets', 'Companies'],
  me: people.ines,
  expert: () => 4,
  most: () => 5,
  shows: [],
  reverted: 'priority',
  differs: (truth) => [
    {
      what: 'create Tickets',
      cells: {
        companyID: companies.acmeTooling,
        title: 'Printer down on the second floor',
        status: truth.id('Tickets.status', 'new'),
        priority: truth.id('Tickets.priority', 'high'),
        queueID: truth.id('Tickets.queueID', 'level1'),
      },
    },
  ],
  play: async ({ tenant, truth, variant, ask, write }) => {
    const fields = {
      title: 'Printer down on the second floor',
      priority: truth.label('Tickets.priority', 'high'),
      queue: truth.label('Tickets.queueID', 'level1'),
    };
    const which = await ask('autotask_create', { entity: 'Tickets', fields: { company: 'Acme', ...fields } });
    assert.ok(which.isError);
    for (const choice of [
      /Acme Tooling \(id 1201/,
      /Acme Catering \(id 1202/,
      /ACME Holdings \(id 1203, (Prospect|Potenzieller Kunde)/,
    ])
      assert.match(which.text, choice);
    assert.doesNotMatch(which.text, /1204/);
    const answer = await write('autotask_create', { entity: 'Tickets', fields: { company: 'Acme Tooling', ...fields } });
    if (variant.trouble === 'declined') return;
    const made = tenant.changes.all().findLast(({ entity, kind }) => entity === 'Tickets' && kind === 'create');
    assert.ok(answer.text.includes(String(made?.after?.['ticketNumber'])), 'the number is told');
    assert.match(answer.text, /status: (New|Neu) \(default\)/);
  },
};

export const DISPATCHERS: readonly WritingJob[] = [giveToMarco, bookVisit, marcoIsSick, newTicket];
