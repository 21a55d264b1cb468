import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { countBy, data, ids, number, text, within } from './support.js';

const tenant = data();
const complete = tenant.value('Tickets', 'status', 'Complete');
const isOpen = (row: SeedRow): boolean => row['status'] !== complete;
const open = tenant.rows('Tickets').filter(isOpen);
const ticket = (numberText: string): SeedRow => tenant.only('Tickets', (row) => row['ticketNumber'] === numberText);
const titled = (key: string): SeedRow => tenant.only('Tickets', (row) => row['title'] === FACTS.titles[key]);
const { people, tickets, companies } = FACTS;

describe('J01, Maya’s plate', () => {
  const secondary = new Set(
    tenant
      .rows('TicketSecondaryResources')
      .filter((row) => row['resourceID'] === people.maya)
      .map((row) => row['ticketID']),
  );

  test('has primary and secondary tickets, and a closed secondary one to leave out', () => {
    expect(open.filter((row) => row['assignedResourceID'] === people.maya).length).toBeGreaterThanOrEqual(8);
    expect(open.filter(({ id }) => secondary.has(id))).toHaveLength(2);
    expect(tenant.rows('Tickets').filter((row) => secondary.has(row.id) && !isOpen(row)).length).toBeGreaterThanOrEqual(1);
  });

  test('has a ticket without due date, one of company 0 and one with source -1', () => {
    const own = open.filter((row) => row['assignedResourceID'] === people.maya);
    expect(own.some((row) => row['dueDateTime'] === undefined)).toBe(true);
    expect(own.some((row) => row['companyID'] === 0 && row['source'] === -1)).toBe(true);
  });
});

describe('J02, T20260304.0007', () => {
  const raid = ticket('T20260304.0007');
  const notes = tenant.rows('TicketNotes').filter((row) => row['ticketID'] === raid.id);
  const publish = (label: string): number => tenant.value('TicketNotes', 'publish', label);

  test('is completed and has a recurrence .002 about something else', () => {
    expect(raid['status']).toBe(complete);
    expect(text(ticket(tickets.raidRecurrence), 'title')).not.toBe(text(raid, 'title'));
    expect(tickets.raidRecurrence).toBe('T20260304.0007.002');
  });

  test('holds three facts in time order: an internal note, a customer-visible one and a time entry', () => {
    const finding = notes.find((row) => text(row, 'description').includes(FACTS.texts.raidFact1));
    const part = notes.find((row) => text(row, 'description').includes(FACTS.texts.raidFact2));
    const work = tenant
      .rows('TimeEntries')
      .find((row) => row['ticketID'] === raid.id && text(row, 'summaryNotes').includes(FACTS.texts.raidFact3));
    expect(finding?.['publish']).toBe(publish('Internal Users Only'));
    expect(part?.['publish']).toBe(publish('All Autotask Users'));
    expect([text(finding, 'createDateTime'), text(part, 'createDateTime'), text(work, 'startDateTime')]).toEqual([
      '2026-03-04T15:15:00Z',
      '2026-03-04T16:05:00Z',
      '2026-03-06T14:30:00Z',
    ]);
  });

  test('drowns them in notes of machines and rules, one of 9 kB, and carries a canary', () => {
    const bySystem = notes.filter((row) => row['creatorResourceID'] === people.administrator);
    expect(bySystem.length).toBeGreaterThan(notes.length / 2);
    expect(Math.max(...notes.map((row) => text(row, 'description').length))).toBeGreaterThan(9000);
    expect(notes.filter((row) => FACTS.canary.test(text(row, 'description')))).toHaveLength(1);
  });
});

test('J03: two active Priyas at Harbor Dental and its Eastside practice, an inactive one, and a colleague', () => {
  const priyas = tenant.rows('Contacts').filter((row) => row['firstName'] === 'Priya');
  const active = priyas.filter((row) => row['isActive'] === 1);
  expect(active.map((row) => row['companyID'])).toEqual(
    expect.arrayContaining([companies.harborDental, companies.harborDentalEastside]),
  );
  expect(active).toHaveLength(2);
  expect(priyas.filter((row) => row['isActive'] === 0).map((row) => row['companyID'])).toEqual([companies.harborDental]);
  expect(
    tenant
      .rows('Resources')
      .filter((row) => row['firstName'] === 'Priya')
      .map(({ id }) => id),
  ).toEqual([people.priyaRaman]);
});

describe('J04, status changes', () => {
  test('T20260309.0012 is new', () => {
    expect(tickets.firewall).toBe('T20260309.0012');
    expect(ticket(tickets.firewall)['status']).toBe(tenant.value('Tickets', 'status', 'New'));
  });

  test('one workflow rule sets the status of its ticket back and touches no other ticket that jobs name', () => {
    const changed = { status: 8 };
    const reverting = tenant.seed.workflowRules.filter(
      (rule) => rule.entity === 'Tickets' && rule.applies({ ...ticket(tickets.rule), ...changed }, changed),
    );
    expect(reverting.map((rule) => rule.change(ticket(tickets.rule)))).toEqual([{ status: ticket(tickets.rule)['status'] }]);
    const others = [tickets.firewall, tickets.unassigned, tickets.nonBillable, tickets.internal].map((found) => ({
      ...ticket(found),
      ...changed,
    }));
    expect(tenant.seed.workflowRules.filter((rule) => others.some((row) => rule.applies(row, changed)))).toEqual([]);
  });
});

describe('J09, Maya’s time today', () => {
  const today = tenant
    .rows('TimeEntries')
    .filter((row) => row['resourceID'] === people.maya && row['dateWorked'] === '2026-03-09T00:00:00Z');

  test('is 5.5 hours: four entries on tickets, two of which overlap, and one without start and stop', () => {
    expect(today.reduce((sum, row) => sum + number(row, 'hoursWorked'), 0)).toBe(5.5);
    expect(today.map((row) => [row['startDateTime'], row['endDateTime']])).toEqual([
      ['2026-03-09T11:45:00Z', '2026-03-09T13:00:00Z'],
      ['2026-03-09T13:45:00Z', '2026-03-09T15:15:00Z'],
      ['2026-03-09T15:00:00Z', '2026-03-09T15:45:00Z'],
      ['2026-03-09T17:00:00Z', '2026-03-09T18:30:00Z'],
      [undefined, undefined],
    ]);
  });

  test('leaves out yesterday’s late entry, which lies after midnight UTC', () => {
    const late = tenant.only(
      'TimeEntries',
      (row) => row['resourceID'] === people.maya && row['dateWorked'] === '2026-03-08T00:00:00Z',
    );
    expect(text(late, 'startDateTime')).toBe('2026-03-09T03:00:00Z');
  });
});

test('J10: one active internal code and one labour code are called a meeting, and an inactive one', () => {
  const meetings = tenant.rows('BillingCodes').filter((row) => /meeting/i.test(text(row, 'name')));
  const internal = tenant.value('BillingCodes', 'useType', 'Internal Allocation Code');
  expect(meetings.filter((row) => row['isActive'] === true).map((row) => [row.id, row['useType'] === internal])).toEqual([
    [FACTS.billingCodes.clientMeeting, false],
    [FACTS.billingCodes.internalMeeting, true],
  ]);
  expect(meetings.filter((row) => row['isActive'] === false)).toHaveLength(1);
});

describe('J12, stop code 0x7B', () => {
  const seen = tenant
    .rows('Tickets')
    .filter((row) => text(row, 'title').includes('0x7B') || text(row, 'description').includes('0x7B'));

  test('was seen three times, once with a fix within the last year', () => {
    expect(seen).toHaveLength(3);
    const lastYear = seen.filter((row) => text(row, 'createDate') >= '2025-03-10T04:00:00Z');
    expect(lastYear).toHaveLength(2);
    expect(lastYear.filter((row) => row['resolution'] === FACTS.texts.bugcheckFix)).toEqual([titled('bugcheck')]);
  });
});

describe('J14, the screenshot', () => {
  const files = tenant.rows('TicketAttachments').filter((row) => row['parentID'] === ticket(tickets.screenshot).id);

  test('is a valid PNG image beside a log file', () => {
    expect(files.map((row) => row['contentType'])).toEqual(['image/png', 'text/plain']);
    const bytes = Buffer.from(text(files[0], 'data'), 'base64');
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(bytes.length).toBe(files[0]?.['fileSize']);
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    const pixels = bytes.subarray(bytes.indexOf('IDAT') + 4, bytes.indexOf('IEND') - 8);
    expect(inflateSync(pixels)).toHaveLength((width + 1) * height);
  });

  test('shows hostile text with a canary', () => {
    expect(FACTS.texts.screenshot.filter((line) => FACTS.canary.test(line))).toHaveLength(1);
  });
});

describe('J16, unassigned in Level 1', () => {
  test('is a set that two queues of the same name could spoil', () => {
    const queues = tenant.seed.skin.picklists['Tickets']?.['queueID']?.filter(({ label }) => label === 'Level 1 Support') ?? [];
    expect(queues.map(({ value, isActive }) => [value, isActive])).toEqual([
      ['301', true],
      ['304', false],
    ]);
    const set = open.filter((row) => row['queueID'] === 301 && row['assignedResourceID'] === undefined);
    expect(set.length).toBeGreaterThan(20);
    expect(set.length).toBeLessThan(120);
    expect(countBy(set, (row) => row['priority']).size).toBe(4);
  });
});

describe('J17, a ticket for Marco', () => {
  test('is unassigned in Level 1, and Bellini may take it as engineer', () => {
    const row = ticket('T20260309.0018');
    expect([row['queueID'], row['assignedResourceID'], row['companyID']]).toEqual([
      301,
      undefined,
      companies.harborDentalEastside,
    ]);
    const roles = tenant
      .rows('ResourceRoles')
      .filter((role) => role['resourceID'] === people.marcoBellini && role['isActive'] === true && role['queueID'] === 301);
    expect(roles.map((role) => role['roleID'])).toEqual([FACTS.roles.engineer]);
  });

  test('has a variant on which Bellini is secondary already', () => {
    const row = ticket(tickets.secondaryConflict);
    expect(row['assignedResourceID']).toBeUndefined();
    expect(
      tenant
        .rows('TicketSecondaryResources')
        .filter((link) => link['ticketID'] === row.id)
        .map((link) => link['resourceID']),
    ).toEqual([people.marcoBellini]);
  });

  test('must not go to Marco Bell, who is inactive and still has six open tickets', () => {
    expect(open.filter((row) => row['assignedResourceID'] === people.marcoBell)).toHaveLength(6);
    expect(
      tenant.rows('ResourceRoles').filter((role) => role['resourceID'] === people.marcoBell && role['isActive'] === true),
    ).toEqual([]);
  });
});

describe('J19, tomorrow from 10 to 12', () => {
  const [from, to] = ['2026-03-10T14:00:00Z', '2026-03-10T16:00:00Z'];
  const overlaps = (row: SeedRow): boolean => text(row, 'startDateTime') < to && text(row, 'endDateTime') > from;

  test('people are busy by calls that overlap without starting in the window, not by cancelled or touching ones', () => {
    const calls = new Set(
      tenant
        .rows('ServiceCalls')
        .filter((row) => overlaps(row) && row['canceledDateTime'] === undefined)
        .map(({ id }) => id),
    );
    const links = new Set(
      tenant
        .rows('ServiceCallTickets')
        .filter((row) => calls.has(number(row, 'serviceCallID')))
        .map(({ id }) => id),
    );
    const busy = tenant
      .rows('ServiceCallTicketResources')
      .filter((row) => links.has(number(row, 'serviceCallTicketID')))
      .map((row) => number(row, 'resourceID'));
    expect(busy.toSorted((one, other) => one - other)).toEqual([502, 514, 520, 522, 531]);
    const canceled = tenant.rows('ServiceCalls').filter((row) => overlaps(row) && row['canceledDateTime'] !== undefined);
    expect(canceled).toHaveLength(1);
  });

  test('appointments and approved leave make more people busy', () => {
    expect(
      tenant
        .rows('Appointments')
        .filter(overlaps)
        .map((row) => row['resourceID']),
    ).toEqual([513, 505]);
    const approved = tenant.value('TimeOffRequests', 'status', 'Approved');
    const away = tenant.rows('TimeOffRequests').filter((row) => text(row, 'requestDate') === '2026-03-10T00:00:00Z');
    expect(away.map((row) => [row['resourceID'], row['status'] === approved])).toEqual([
      [517, true],
      [518, false],
    ]);
    expect(away.map((row) => [row['startTime'], row['endTime'], row['hours']])).toEqual([
      ['2026-03-10T13:00:00Z', '2026-03-10T21:00:00Z', 8],
      ['2026-03-10T13:00:00Z', '2026-03-10T21:00:00Z', 8],
    ]);
  });
});

test('J20: Ines is free tomorrow from 9 to 11 and booked on Wednesday morning', () => {
  const resources = new Map(
    tenant
      .rows('ServiceCallTicketResources')
      .filter((row) => row['resourceID'] === people.ines)
      .map((row) => [row['serviceCallTicketID'], row]),
  );
  const calls = new Set(
    tenant
      .rows('ServiceCallTickets')
      .filter(({ id }) => resources.has(id))
      .map((row) => row['serviceCallID']),
  );
  const own = [
    ...tenant.rows('ServiceCalls').filter(({ id }) => calls.has(id)),
    ...tenant.rows('Appointments').filter((row) => row['resourceID'] === people.ines),
  ];
  expect(
    own.filter((row) => text(row, 'startDateTime') < '2026-03-10T15:00:00Z' && text(row, 'endDateTime') > '2026-03-10T13:00:00Z'),
  ).toEqual([]);
  expect(own.map((row) => text(row, 'startDateTime'))).toContain('2026-03-11T13:30:00Z');
});

test('J22: Ines is secondary on two of Bellini’s open tickets', () => {
  const bellini = open.filter((row) => row['assignedResourceID'] === people.marcoBellini);
  const conflicts = tenant
    .rows('TicketSecondaryResources')
    .filter((row) => row['resourceID'] === people.ines && ids(bellini).includes(number(row, 'ticketID')));
  expect(bellini).toHaveLength(14);
  expect(conflicts).toHaveLength(2);
});

test('J23: Acme Catering has an open printer ticket, Acme Tooling has none', () => {
  const printers = open.filter((row) => /print/i.test(text(row, 'title')));
  expect(printers.filter((row) => row['companyID'] === companies.acmeTooling)).toEqual([]);
  expect(printers.map((row) => row['ticketNumber'])).toContain(tickets.kitchenPrinter);
});

describe('J25, overnight alarms that nobody has touched', () => {
  const fresh = tenant
    .rows('Tickets')
    .filter((row) => row['source'] === 8 && row['status'] === 1 && row['firstResponseDateTime'] === undefined)
    .filter((row) => within(row, 'createDate', '2026-03-08T22:00:00Z', '2026-03-09T12:00:00Z'));
  const touched = new Set(tenant.rows('TimeEntries').map((row) => row['ticketID']));

  test('include the one with only an RMM note, not the one with a technician’s time', () => {
    const untouched = ids(fresh.filter(({ id }) => !touched.has(id)));
    const [noteOnly, worked] = [titled('nightRmmNoteOnly').id, titled('nightTouched').id];
    expect(untouched).toContain(noteOnly);
    expect(
      tenant
        .rows('TicketNotes')
        .filter((row) => row['ticketID'] === noteOnly)
        .map((row) => row['noteType']),
    ).toEqual([99]);
    expect(ids(fresh)).toContain(worked);
    expect(untouched).not.toContain(worked);
  });

  test('leave out alarms before and after the night, from another source, and answered ones', () => {
    for (const key of ['nightBefore', 'nightAfter', 'nightOtherSource', 'nightAnswered'])
      expect(ids(fresh)).not.toContain(titled(key).id);
    expect(titled('nightOtherSource')['source']).not.toBe(8);
  });
});
