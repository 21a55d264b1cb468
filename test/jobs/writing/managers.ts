import assert from 'node:assert/strict';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { isOpen, type Truth } from '../support/truth.js';
import type { WritingJob } from './support/job.js';

const { people, tickets, companies } = FACTS;
/** Records that one call may write. */
const BATCH = 25;

const critical: WritingJob = {
  id: 'J36',
  says: 'Make everything from Northgate Clinic critical until Friday',
  entities: ['Tickets'],
  me: people.tomas,
  expert: (truth) => raisable(truth).length + 1,
  // The company is looked up; each batch is read, read once more when the person has agreed, and looked at afterwards.
  most: (truth) => raisable(truth).length + 2 + 3 * Math.ceil(openTickets(truth).length / BATCH),
  shows: [/records are written/, /T\d{8}\.\d{4}: priority \S+ → (Critical|Kritisch)/],
  anyOrder: true,
  reverted: 'priority',
  differs: (truth) =>
    raisable(truth).map(({ id }) => ({
      what: `update Tickets ${String(id)}`,
      cells: { priority: truth.id('Tickets.priority', 'critical') },
    })),
  play: async ({ truth, read, write }) => {
    const list = await read('autotask_query', {
      entity: 'Tickets',
      filter: { company: 'Northgate Clinic', open: true },
      fields: ['ticketNumber', 'priority'],
      limit: 100,
    });
    const numbers = list.column('ticketNumber');
    const priority = truth.label('Tickets.priority', 'critical');
    for (let start = 0; start < numbers.length; start += BATCH) {
      await write('autotask_update', { entity: 'Tickets', ids: numbers.slice(start, start + BATCH), fields: { priority } });
    }
  },
};

function openTickets(truth: Truth): readonly SeedRow[] {
  return truth.rows('Tickets').filter((row) => isOpen(row) && row['companyID'] === companies.northgate);
}

function raisable(truth: Truth): readonly SeedRow[] {
  return openTickets(truth).filter(({ priority }) => priority !== truth.id('Tickets.priority', 'critical'));
}

const newContact: WritingJob = {
  id: 'J40',
  says: 'Add Dana Whitfield to Harbor Dental Eastside, dana.whitfield@harbordental.example, office manager',
  entities: ['Contacts'],
  me: people.priyaRaman,
  expert: () => 3,
  most: () => 3,
  shows: [],
  differs: () => [
    {
      what: 'create Contacts',
      cells: {
        companyID: companies.harborDentalEastside,
        firstName: 'Dana',
        lastName: 'Whitfield',
        emailAddress: 'dana.whitfield@harbordental.example',
        title: 'office manager',
        isActive: 1,
      },
    },
  ],
  sent: (writes) => {
    assert.deepEqual(
      writes.map(({ path, body }) => [path.replace(/^.*\/V1\.0\//, ''), Object(body)['isActive']]),
      [['Companies/1102/Contacts', 1]],
    );
  },
  play: async ({ write }) => {
    await write('autotask_create', {
      entity: 'Contacts',
      fields: {
        company: 'Harbor Dental Eastside',
        firstName: 'Dana',
        lastName: 'Whitfield',
        email: 'dana.whitfield@harbordental.example',
        title: 'office manager',
      },
    });
  },
};

const logCall: WritingJob = {
  id: 'J41',
  says: 'Log my call: they want a backup upgrade; remind me next Tuesday',
  entities: ['Companies', 'CompanyNotes', 'CompanyToDos'],
  before: [['autotask_query', { entity: 'Companies', filter: { name: 'Harbor Dental Group' } }]],
  me: people.priyaRaman,
  expert: () => 2,
  // The note's company is read first: it may be gone, or another than was meant.
  most: () => 3,
  shows: [],
  differs: (truth) => [
    {
      what: 'create CompanyNotes',
      cells: {
        companyID: companies.harborDental,
        name: 'They want a backup upgrade.',
        note: 'They want a backup upgrade.',
        actionType: truth.id('CompanyNotes.actionType', 'phoneCall'),
        assignedResourceID: people.priyaRaman,
        startDateTime: '2026-03-10T02:30:00Z',
        endDateTime: '2026-03-10T02:30:00Z',
      },
    },
    {
      what: 'create CompanyToDos',
      cells: {
        companyID: companies.harborDental,
        activityDescription: 'Backup upgrade',
        actionType: truth.id('CompanyToDos.actionType', 'phoneCall'),
        assignedToResourceID: people.priyaRaman,
        startDateTime: '2026-03-17T13:00:00Z',
        endDateTime: '2026-03-17T13:30:00Z',
      },
    },
  ],
  play: async ({ truth, ask, write }) => {
    const type = truth.label('CompanyNotes.actionType', 'phoneCall');
    const toDo = (from: string, to: string) => ({
      entity: 'CompanyToDos',
      fields: {
        company: companies.harborDental,
        actionType: type,
        activityDescription: 'Backup upgrade',
        startDateTime: from,
        endDateTime: to,
      },
    });
    const which = await ask('autotask_create', toDo('next tuesday 9:00', 'next tuesday 9:30'));
    assert.match(which.text, /2026-03-10 or 2026-03-17/);
    await write('autotask_add_note', {
      entity: 'Companies',
      id: companies.harborDental,
      text: 'They want a backup upgrade.',
      type,
    });
    await write('autotask_create', toDo('2026-03-17 9:00', '2026-03-17 9:30'));
  },
};

const opportunity: WritingJob = {
  id: 'J43',
  says: 'Open a $12,000 opportunity for Harbor, backup upgrade, closing end of June',
  entities: ['Opportunities'],
  me: people.priyaRaman,
  expert: () => 3,
  // The company is looked up in both turns; the family is looked through for an open one like it; the new one is read back.
  most: () => 6,
  shows: [],
  reverted: 'stage',
  differs: (truth) => [
    {
      what: 'create Opportunities',
      cells: {
        companyID: companies.harborDental,
        title: 'Backup upgrade',
        amount: 12_000,
        cost: 7_500,
        probability: 50,
        stage: truth.id('Opportunities.stage', 'discovery'),
        status: truth.id('Opportunities.status', 'active'),
        startDate: '2026-03-09T00:00:00Z',
        projectedCloseDate: '2026-06-30T00:00:00Z',
        ownerResourceID: people.priyaRaman,
        useQuoteTotals: false,
      },
    },
  ],
  play: async ({ variant, ask, write }) => {
    const fields = { company: 'Harbor Dental Group', title: 'Backup upgrade', amount: 12_000, projectedCloseDate: '2026-06-30' };
    const missing = await ask('autotask_create', { entity: 'Opportunities', fields });
    assert.ok(missing.isError && /cost.*probability|probability.*cost/s.test(missing.text), missing.text);
    const answer = await write('autotask_create', {
      entity: 'Opportunities',
      fields: { ...fields, cost: 7_500, probability: 50 },
    });
    if (variant.trouble === 'declined') return;
    for (const assumed of ['stage', 'status', 'startDate', 'ownerResource', 'useQuoteTotals']) {
      assert.ok(answer.text.includes(`${assumed}: `), `${assumed} was assumed and is not named`);
    }
  },
};

const nonBillable: WritingJob = {
  id: 'J52',
  says: "Make all of Maya's time on T20260302.0031 non-billable",
  entities: ['TimeEntries', 'Tickets'],
  me: people.colette,
  expert: (truth) => openEntries(truth).length + 3,
  // The entries are read, and read once more when the person has agreed.
  most: (truth) => openEntries(truth).length + 5,
  shows: [/3 records are written/, /Left out, being approved and locked: TimeEntry \d+/],
  reverted: 'isNonBillable',
  differs: (truth) =>
    openEntries(truth).map(({ id }) => ({ what: `update TimeEntries ${String(id)}`, cells: { isNonBillable: true } })),
  play: async ({ truth, variant, read, write }) => {
    const list = await read('autotask_query', {
      entity: 'TimeEntries',
      filter: { ticket: tickets.nonBillable, resource: 'Maya Okafor' },
      fields: ['id', 'hoursWorked', 'isNonBillable', 'billingApprovalDateTime'],
      order: 'id',
    });
    const ids = list.column('id');
    assert.equal(ids.length, entries(truth).length);
    const answer = await write('autotask_update', { entity: 'TimeEntries', ids, fields: { isNonBillable: true } });
    if (variant.trouble === 'declined') return;
    const locked = entries(truth).filter((row) => !openEntries(truth).includes(row));
    assert.ok(
      locked.every(({ id }) => answer.text.includes(`TimeEntry ${String(id)}`)),
      'the locked one is told',
    );
  },
};

function entries(truth: Truth): readonly SeedRow[] {
  const { id } = truth.ticket(tickets.nonBillable);
  return truth.rows('TimeEntries').filter((row) => row['ticketID'] === id && row['resourceID'] === people.maya);
}

function openEntries(truth: Truth): readonly SeedRow[] {
  return entries(truth).filter((row) => row['billingApprovalDateTime'] === undefined || row['billingApprovalDateTime'] === null);
}

export const MANAGERS: readonly WritingJob[] = [critical, newContact, logCall, opportunity, nonBillable];
