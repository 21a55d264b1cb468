import assert from 'node:assert/strict';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { WritingJob } from './support/job.js';

const { people, tickets, roles, billingCodes } = FACTS;

const setStatus: WritingJob = {
  id: 'J04',
  says: 'Set T20260309.0012 to in progress',
  entities: ['Tickets'],
  expert: () => 3,
  most: () => 3,
  shows: [],
  reverted: 'status',
  differs: (truth) => [
    {
      what: `update Tickets ${String(truth.ticket(tickets.firewall).id)}`,
      cells: { status: truth.id('Tickets.status', 'inProgress') },
    },
  ],
  sent: (writes) => {
    assert.deepEqual(
      writes.map(({ method, body }) => [method, Object.keys(Object(body))]),
      [['PATCH', ['id', 'status']]],
    );
  },
  play: async ({ truth, write }) => {
    const status = truth.label('Tickets.status', 'inProgress');
    await write('autotask_update', { entity: 'Tickets', ids: [tickets.firewall], fields: { status } });
  },
};

const NOTE = 'rebooted the firewall, watching it till noon';

const internalNote: WritingJob = {
  id: 'J06',
  says: 'Add an internal note to T20260309.0012: rebooted the firewall, watching it till noon',
  entities: ['Tickets', 'TicketNotes'],
  expert: () => 2,
  most: () => 2,
  shows: [],
  differs: (truth) => [
    {
      what: 'create TicketNotes',
      cells: {
        ticketID: truth.ticket(tickets.firewall).id,
        title: NOTE,
        description: NOTE,
        noteType: truth.id('TicketNotes.noteType', 'taskNotes'),
        publish: truth.id('TicketNotes.publish', 'internal'),
      },
    },
  ],
  sent: (writes, truth) => {
    assert.deepEqual(
      writes.map(({ path }) => path.replace(/^.*\/V1\.0\//, '')),
      [`Tickets/${String(truth.ticket(tickets.firewall).id)}/Notes`],
    );
  },
  play: async ({ write }) => {
    await write('autotask_add_note', { id: tickets.firewall, text: NOTE });
  },
};

const REPLY = 'The part arrives on Thursday, 12 March.';

const replyToCustomer: WritingJob = {
  id: 'J07',
  says: 'Reply to the customer on that ticket: the part arrives Thursday',
  entities: ['Tickets', 'TicketNotes'],
  before: [['autotask_ticket_timeline', { ticket: tickets.firewall }]],
  expert: () => 2,
  // The ticket is read once more when the person has agreed.
  most: () => 3,
  shows: [/The part arrives on Thursday, 12 March\.[\s\S]*The customer can read this\./],
  differs: (truth) => [
    {
      what: 'create TicketNotes',
      cells: {
        ticketID: truth.ticket(tickets.firewall).id,
        title: REPLY,
        description: REPLY,
        noteType: truth.id('TicketNotes.noteType', 'taskNotes'),
        publish: truth.id('TicketNotes.publish', 'all'),
      },
    },
  ],
  play: async ({ write, variant }) => {
    const answer = await write('autotask_add_note', { id: tickets.firewall, text: REPLY, visibility: 'customer' });
    if (variant.trouble !== 'declined') assert.match(answer.text, /sends no mail for it by itself/);
  },
};

const teamMeeting: WritingJob = {
  id: 'J10',
  says: "Book half an hour for this morning's team meeting, 9 o'clock",
  entities: ['TimeEntries'],
  expert: () => 2,
  most: () => 2,
  shows: [],
  differs: () => [
    {
      what: 'create TimeEntries',
      cells: {
        resourceID: people.maya,
        internalBillingCodeID: billingCodes.internalMeeting,
        dateWorked: '2026-03-09T00:00:00Z',
        startDateTime: '2026-03-09T13:00:00Z',
        endDateTime: '2026-03-09T13:30:00Z',
        hoursWorked: 0.5,
        summaryNotes: 'Team meeting',
      },
    },
  ],
  sent: (writes) => {
    for (const { body } of writes) {
      for (const invented of ['roleID', 'billingCodeID', 'ticketID']) assert.ok(!(invented in Object(body)), invented);
    }
  },
  play: async ({ write }) => {
    await write('autotask_log_time', { internal: 'Meeting', start: '9:00', hours: 0.5, summary: 'Team meeting' });
  },
};

const inMyName: WritingJob = {
  id: 'J58',
  says: 'Make it write as the technician, not as the API user, and prove it',
  entities: ['Tickets', 'TicketNotes'],
  settings: { writeAs: 'me' },
  expert: () => 3,
  most: () => 3,
  shows: [],
  isForbidden: /the right to impersonate for Add on TicketNotes/,
  differs: (truth) => [
    {
      what: 'create TicketNotes',
      cells: {
        ticketID: truth.ticket(tickets.firewall).id,
        title: NOTE,
        description: NOTE,
        noteType: truth.id('TicketNotes.noteType', 'taskNotes'),
        publish: truth.id('TicketNotes.publish', 'internal'),
      },
    },
  ],
  sent: (writes) => {
    assert.deepEqual(
      writes.map(({ impersonationResourceId }) => impersonationResourceId),
      [String(people.maya)],
    );
  },
  play: async ({ tenant, variant, write }) => {
    const answer = await write('autotask_add_note', { id: tickets.firewall, text: NOTE });
    if (answer.isError) return;
    assert.match(answer.text, /Autotask has recorded Maya Okafor as the writer through Integration API/);
    const note = tenant.changes.all().findLast(({ entity }) => entity === 'TicketNotes')?.after;
    assert.equal(note?.['creatorResourceID'], people.maya);
    assert.equal(note['impersonatorCreatorResourceID'], tenant.users[variant.user].resourceId);
  },
};

const bookTime: WritingJob = {
  id: 'J10b',
  says: 'Log 45 minutes on T20260309.0012 from two o’clock, replaced the power supply, and set it to waiting customer',
  entities: ['Tickets', 'TimeEntries'],
  expert: () => 4,
  most: () => 5,
  shows: [],
  reverted: 'status',
  differs: (truth) => [
    {
      what: 'create TimeEntries',
      cells: {
        ticketID: truth.ticket(tickets.firewall).id,
        resourceID: people.maya,
        roleID: roles.engineer,
        dateWorked: '2026-03-09T00:00:00Z',
        startDateTime: '2026-03-09T18:00:00Z',
        endDateTime: '2026-03-09T18:45:00Z',
        hoursWorked: 0.75,
        summaryNotes: 'Replaced the power supply',
      },
    },
    {
      what: `update Tickets ${String(truth.ticket(tickets.firewall).id)}`,
      cells: { status: truth.id('Tickets.status', 'waitingCustomer') },
    },
  ],
  play: async ({ truth, write }) => {
    await write('autotask_log_time', {
      ticket: tickets.firewall,
      start: '14:00',
      hours: 0.75,
      summary: 'Replaced the power supply',
      status: truth.label('Tickets.status', 'waitingCustomer'),
    });
  },
};

const noteAndStatus: WritingJob = {
  id: 'J04+06',
  says: 'T20260309.0012: rebooted the firewall, watching it till noon. Set it to in progress',
  entities: ['Tickets'],
  expert: () => 4,
  most: () => 4,
  shows: [],
  reverted: 'status',
  differs: (truth) => [...internalNote.differs(truth), ...setStatus.differs(truth)],
  play: async ({ truth, write }) => {
    await write('autotask_add_note', {
      id: tickets.firewall,
      text: NOTE,
      status: truth.label('Tickets.status', 'inProgress'),
    });
  },
};

export const TECHNICIANS: readonly WritingJob[] = [
  setStatus,
  internalNote,
  noteAndStatus,
  replyToCustomer,
  bookTime,
  teamMeeting,
  inMyName,
];
