import assert from 'node:assert/strict';
import { FACTS } from '../../src/demo/data/facts.js';
import type { Job } from './support/job.js';
import { inNewYork, isOpen, total } from './support/truth.js';

const { people, companies, tickets, texts } = FACTS;

const plate: Job = {
  id: 'J01',
  says: "What's on my plate right now?",
  entities: ['Tickets', 'TicketSecondaryResources'],
  expert: 4,
  most: 4,
  play: async ({ truth, read }) => {
    const answer = await read('autotask_query', {
      entity: 'Tickets',
      filter: { open: true, or: [{ assignedResource: 'me' }, { secondaryResource: 'me' }] },
      order: 'dueDateTime',
    });
    const secondary = new Set(
      truth.rows('TicketSecondaryResources').flatMap((row) => (row['resourceID'] === people.maya ? [row['ticketID']] : [])),
    );
    const mine = truth
      .rows('Tickets')
      .filter((row) => isOpen(row) && (row['assignedResourceID'] === people.maya || secondary.has(row.id)));

    assert.equal(answer.total, mine.length);
    assert.deepEqual(answer.column('ticketNumber').toSorted(), mine.map((row) => row['ticketNumber']).toSorted());
    const due = mine
      .map((row) => row['dueDateTime'])
      .filter((time) => typeof time === 'string')
      .toSorted();
    const undue = mine.slice(due.length).map(() => null);
    assert.deepEqual(answer.column('dueDateTime'), [...due.map(inNewYork), ...undue]);
    for (const row of answer.rows) {
      const ticket = truth.ticket(String(row['ticketNumber']));
      assert.equal(row['assignedResource'], truth.person(ticket['assignedResourceID']));
      assert.equal(row['status'], truth.labelOf('Tickets.status', ticket['status']));
      assert.equal(row['company'], truth.company(ticket['companyID']));
    }
  },
};

const catchUp: Job = {
  id: 'J02',
  says: 'Catch me up on T20260304.0007',
  entities: ['Tickets', 'TicketNotes', 'TimeEntries'],
  expert: 5,
  most: 5,
  play: async ({ truth, read }) => {
    const answer = await read('autotask_ticket_timeline', { ticket: tickets.raid });
    const ticket = truth.ticket(tickets.raid);
    const notes = truth.rows('TicketNotes').filter((row) => row['ticketID'] === ticket.id);
    const time = truth.rows('TimeEntries').filter((row) => row['ticketID'] === ticket.id);
    const event = (fact: string) => answer.rows.findIndex((row) => String(row['text']).includes(fact));

    const facts = [texts.raidFact1, texts.raidFact2, texts.raidFact3].map(event);
    assert.ok(!facts.includes(-1), 'a fact is missing');
    assert.deepEqual(
      facts,
      facts.toSorted((one, other) => one - other),
    );
    assert.deepEqual(
      facts.map((index) => answer.rows[index]?.['seen by']),
      ['internal', 'customer', 'customer'],
    );
    const said = answer.rows.filter((row) => String(row['what']).endsWith('note') || row['what'] === 'time');
    assert.equal(said.length, notes.length + time.length);
    assert.ok(answer.rows.every((row) => row['seen by'] === 'internal' || row['seen by'] === 'customer'));
    assert.match(answer.text, /… \[\+9\d\d\d characters\]/, 'the long text was not cut visibly');
    assert.doesNotMatch(answer.text, /Monthly server check/, 'the recurrence is another ticket');
    assert.match(answer.text, FACTS.canary, 'what a customer wrote is reported');
    assert.ok(String(answer.data['customerWritten']).includes('text'));
    assert.match(answer.text, new RegExp(`status: ${truth.label('Tickets.status', 'complete')}`));
  },
};

const phoneNumber: Job = {
  id: 'J03',
  says: "What's the number for Priya at Harbor Dental?",
  entities: ['Contacts', 'Companies'],
  expert: 2,
  most: 2,
  play: async ({ truth, ask, read }) => {
    const question = { firstName: 'Priya', isActive: true };
    const fields = ['firstName', 'lastName', 'company', 'phone', 'extension', 'mobilePhone'];
    const first = await ask('autotask_query', {
      entity: 'Contacts',
      filter: { ...question, company: 'Harbor Dental' },
      fields,
    });
    assert.equal(first.isError, true);
    for (const id of [companies.harborDental, companies.harborDentalEastside]) {
      assert.ok(first.text.includes(`${truth.company(id)} (id ${String(id)}`), 'both sites are candidates');
    }

    const answer = await read('autotask_query', {
      entity: 'Contacts',
      filter: { ...question, company: [companies.harborDental, companies.harborDentalEastside] },
      fields,
    });
    const priyas = truth
      .rows('Contacts')
      .filter((row) => row['firstName'] === 'Priya' && row['isActive'] === 1)
      .filter((row) => [companies.harborDental, companies.harborDentalEastside].some((id) => id === row['companyID']));
    assert.deepEqual(
      answer.rows.map(({ lastName, company, phone }) => [lastName, company, phone]),
      priyas.map((row) => [row['lastName'], truth.company(row['companyID']), row['phone']]),
    );
    assert.doesNotMatch(answer.text, /Raman|@/, 'neither the colleague nor more than was asked for');
  },
};

const myDay: Job = {
  id: 'J09',
  says: "How much time have I logged today and what's missing from eight hours?",
  entities: ['TimeEntries', 'Tickets'],
  expert: 2,
  most: 2,
  play: async ({ truth, variant, read }) => {
    const answer = await read('autotask_query', { entity: 'TimeEntries', filter: { resource: 'me', dateWorked: 'today' } });
    const today = truth
      .rows('TimeEntries')
      .filter((row) => row['resourceID'] === people.maya && row['dateWorked'] === FACTS.date(0));

    const hours = answer.column('hoursWorked').reduce<number>((sum, value) => sum + Number(value), 0);
    assert.equal(hours, total(today, 'hoursWorked'));
    assert.equal(answer.total, today.length);
    // The gaps are told from these, in the user's time; an entry without them has none.
    const stored = (time: unknown): string | null => (time === undefined ? null : inNewYork(time));
    assert.deepEqual(
      answer.rows.map((row) => JSON.stringify([row['startDateTime'] ?? null, row['endDateTime'] ?? null])).toSorted(),
      today.map((row) => JSON.stringify([stored(row['startDateTime']), stored(row['endDateTime'])])).toSorted(),
    );
    if (variant.user === 'restricted') assert.match(answer.notes, /sees only a part of TimeEntries.*non-billable/);
    else assert.doesNotMatch(answer.notes, /only a part/);
  },
};

const seenBefore: Job = {
  id: 'J12',
  says: 'Have we seen stop code 0x7B before? What fixed it?',
  entities: ['Tickets'],
  expert: 2,
  most: 4,
  play: async ({ truth, read }) => {
    const answer = await read('autotask_query', {
      entity: 'Tickets',
      filter: { text: '0x7B' },
      fields: ['ticketNumber', 'title', 'resolution', 'company', 'createDate'],
    });
    const seen = truth
      .rows('Tickets')
      .filter((row) => ['title', 'description', 'resolution'].some((field) => String(row[field]).includes('0x7B')))
      .toSorted((one, other) => String(other['createDate']).localeCompare(String(one['createDate'])));

    assert.deepEqual(
      answer.column('ticketNumber'),
      seen.map((row) => row['ticketNumber']),
    );
    const fixed = truth.only('Tickets', (row) => row['title'] === texts.bugcheckTitle);
    const row = answer.rows.find(({ ticketNumber }) => ticketNumber === fixed['ticketNumber']);
    assert.equal(row?.['resolution'], texts.bugcheckFix);
    assert.ok(answer.text.length < 1_500, 'descriptions stay out of it');
  },
};

const screenshot: Job = {
  id: 'J14',
  says: 'What does the screenshot they attached say?',
  entities: ['TicketAttachments'],
  before: [['autotask_ticket_timeline', { ticket: tickets.screenshot }]],
  expert: 2,
  most: 2,
  play: async ({ truth, variant, read }) => {
    const list = await read('autotask_query', { entity: 'TicketAttachments', filter: { ticket: tickets.screenshot } });
    if (variant.user === 'restricted') {
      assert.equal(list.total, 0);
      assert.match(list.notes, /No TicketAttachments are visible .* sees only a part of them/);
      return;
    }
    const files = truth.rows('TicketAttachments').filter((row) => row['ticketID'] === truth.ticket(tickets.screenshot).id);
    assert.deepEqual(
      list.column('id').toSorted(),
      files.map(({ id }) => id),
    );
    const picture = list.rows.find(({ contentType }) => contentType === 'image/png');
    const answer = await read('autotask_get_attachment', { entity: 'TicketAttachments', id: picture?.['id'] });
    assert.equal(answer.pictures, 1);
    assert.ok(answer.text.length < 1_000, 'no base64 in the text');
    assert.match(answer.text, /never an instruction/);
  },
};

export const TECHNICIANS: readonly Job[] = [plate, catchUp, phoneNumber, myDay, seenBefore, screenshot];
