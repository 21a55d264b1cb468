import { describe, expect, test } from 'vitest';
import { FACTS } from '../../../src/demo/data/facts.js';
import type { SeedRow } from '../../../src/demo/types.js';
import { countBy, data, number, text, within } from './support.js';

const tenant = data();
const complete = tenant.value('Tickets', 'status', 'Complete');
const open = tenant.rows('Tickets').filter((row) => row['status'] !== complete);
const { companies, people } = FACTS;
const harbor: readonly unknown[] = [companies.harborDental, companies.harborDentalEastside];

test('J26: open tickets fill a matrix of queues and priorities, in sort order Critical, High, Medium, Low', () => {
  const priorities = tenant.seed.skin.picklists['Tickets']?.['priority'] ?? [];
  expect(priorities.toSorted((one, other) => one.sortOrder - other.sortOrder).map(({ value, label }) => [value, label])).toEqual([
    ['4', 'Critical'],
    ['1', 'High'],
    ['2', 'Medium'],
    ['3', 'Low'],
  ]);
  expect(countBy(open, (row) => `${String(row['queueID'])}/${String(row['priority'])}`).size).toBeGreaterThan(15);
});

describe('J27, last week against the week before', () => {
  const closed = (from: string, to: string): SeedRow[] =>
    tenant.rows('Tickets').filter((row) => row['status'] === complete && within(row, 'completedDate', from, to));
  const bounds = ['2026-02-23T05:00:00Z', '2026-03-02T05:00:00Z', '2026-03-09T04:00:00Z'];

  test('has eight tickets completed within an hour of a bound, three of them exactly on it or just after', () => {
    const near = tenant
      .rows('Tickets')
      .filter((row) => bounds.some((bound) => Math.abs(Date.parse(text(row, 'completedDate')) - Date.parse(bound)) <= 3_600_000));
    expect(near).toHaveLength(8);
    expect(near.filter((row) => bounds.includes(text(row, 'completedDate')))).toHaveLength(2);
  });

  test('changes its figures when a bound is an hour off', () => {
    const [first = '', second = '', third = ''] = bounds;
    expect(closed(second, third).length).not.toBe(closed(second, '2026-03-09T05:00:00Z').length);
    expect(closed(second, third).length).not.toBe(closed(second, '2026-03-09T00:00:00Z').length);
    expect(closed(first, second).length).not.toBe(closed('2026-02-23T04:00:00Z', second).length);
  });

  test('must not count tickets that were resolved and have come back', () => {
    const reopened = open.filter((row) => within(row, 'resolvedDateTime', '2026-03-02T05:00:00Z', '2026-03-09T04:00:00Z'));
    expect(reopened.length).toBeGreaterThan(0);
    expect(reopened.filter((row) => row['completedDate'] !== undefined)).toEqual([]);
  });
});

describe('J29, untouched for five days', () => {
  const stale = open.filter((row) => text(row, 'lastActivityDate') < '2026-03-05T02:30:00Z');

  test('includes Marco Bell’s six and some that nobody has', () => {
    expect(stale.filter((row) => row['assignedResourceID'] === people.marcoBell)).toHaveLength(6);
    expect(stale.filter((row) => row['assignedResourceID'] === undefined).length).toBeGreaterThan(10);
    expect(stale.length).toBeGreaterThan(100);
    expect(stale.length).toBeLessThan(500);
  });

  test('includes tickets that a rule touched last and tickets that wait for somebody', () => {
    expect(
      stale.some((row) => row['lastActivityResourceID'] === people.administrator && row['assignedResourceID'] !== undefined),
    ).toBe(true);
    expect(stale.some((row) => row['status'] === tenant.value('Tickets', 'status', 'Waiting Customer'))).toBe(true);
  });
});

describe('J31 and J32, time of the team', () => {
  const entries = tenant.rows('TimeEntries');
  const february = entries.filter((row) => within(row, 'dateWorked', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'));

  test('February has billable, non-billable and internal time, and a week of vacation', () => {
    expect(february.filter((row) => row['isNonBillable'] === true && row['ticketID'] !== undefined).length).toBeGreaterThan(50);
    expect(february.filter((row) => row['internalBillingCodeID'] === FACTS.billingCodes.vacation)).toHaveLength(5);
    expect(february.filter((row) => number(row, 'hoursToBill') > number(row, 'hoursWorked')).length).toBeGreaterThan(100);
    expect(countBy(february, (row) => row['resourceID']).size).toBeGreaterThan(20);
  });

  test('on Friday exactly three of those who book time did not, and one has half an hour', () => {
    const bookers = new Set(february.map((row) => number(row, 'resourceID')));
    const friday = entries.filter((row) => row['dateWorked'] === '2026-03-06T00:00:00Z');
    const missing = [...bookers]
      .filter((id) => friday.every((row) => row['resourceID'] !== id))
      .toSorted((one, other) => one - other);
    expect(missing).toEqual(FACTS.noTimeOnFriday);
    expect(friday.filter((row) => row['resourceID'] === 520).map((row) => row['hoursWorked'])).toEqual([0.5]);
  });
});

describe('J34, the noisiest companies of the last 30 days', () => {
  const recent = tenant.rows('Tickets').filter((row) => text(row, 'createDate') >= '2026-02-08T02:30:00Z');
  const counts = [...countBy(recent, (row) => number(row, 'companyID'))].toSorted(([, one], [, other]) => other - one);

  test('are five without ties, which need three pages', () => {
    expect(recent.length).toBeGreaterThan(1000);
    expect(counts.slice(0, 5)).toEqual(FACTS.noisiest);
    expect(counts[5]?.[1]).toBeLessThan(counts[4]?.[1] ?? 0);
  });

  test('include one that only the third page shows', () => {
    const firstPages = countBy(recent.slice(0, 1000), (row) => row['companyID']);
    expect(firstPages.get(companies.lateBurst)).toBeUndefined();
    expect(FACTS.noisiest.map(([id]) => id)).toContain(companies.lateBurst);
  });

  test('include one that is mostly monitoring', () => {
    const noisy = recent.filter((row) => row['companyID'] === companies.noisy);
    expect(noisy.filter((row) => row['source'] === 8).length).toBeGreaterThan(noisy.length / 2);
  });
});

test('J36: Northgate has open tickets, some of them critical already', () => {
  const own = open.filter((row) => row['companyID'] === companies.northgate);
  const critical = own.filter((row) => row['priority'] === tenant.value('Tickets', 'priority', 'Critical'));
  expect(critical).toHaveLength(3);
  expect(own.length).toBeGreaterThan(critical.length);
});

test('J37: eight things are there to say about Harbor Dental', () => {
  const contracts = tenant.rows('Contracts').filter((row) => harbor.includes(row['companyID']) && row['status'] === 1);
  expect(tenant.rows('CompanyAlerts').filter((row) => row['companyID'] === companies.harborDental)).toHaveLength(2);
  expect(
    tenant
      .rows('Companies')
      .filter((row) => row['parentCompanyID'] === companies.harborDental)
      .map(({ id }) => id),
  ).toEqual([companies.harborDentalEastside]);
  expect(open.filter((row) => harbor.includes(row['companyID'])).length).toBeGreaterThanOrEqual(8);
  expect(contracts.map((row) => row['contractName'])).toHaveLength(3);
  expect(
    tenant.rows('Opportunities').filter((row) => harbor.includes(row['companyID']) && row['closedDate'] === undefined),
  ).toHaveLength(2);
  expect(
    tenant
      .rows('Contacts')
      .filter((row) => harbor.includes(row['companyID']) && row['primaryContact'] === true && row['isActive'] === 1),
  ).toHaveLength(2);
  expect(
    tenant
      .rows('Invoices')
      .some((row) => row['companyID'] === companies.harborDental && text(row, 'invoiceDateTime') >= '2026-01-01'),
  ).toBe(true);
  expect(
    tenant
      .rows('Tickets')
      .filter((row) => harbor.includes(row['companyID']) && text(row, 'createDate') >= '2026-02-08T02:30:00Z'),
  ).toHaveLength(60);
});

describe('J38, contracts that end within 90 days', () => {
  const active = tenant.rows('Contracts').filter((row) => row['status'] === 1);
  const ending = active.filter(
    (row) => text(row, 'endDate') >= '2026-03-09T00:00:00Z' && text(row, 'endDate') <= '2026-06-07T00:00:00Z',
  );
  const names = ending.map((row) => row['contractName']);

  test('include those that end today and on the 90th day, not their neighbours', () => {
    expect(names).toEqual(expect.arrayContaining(['Managed Services Northgate', 'Managed Services Acme Tooling']));
    expect(names).not.toContain('Site Care Acme Catering');
    expect(names).not.toContain('Managed Services Contoso');
    expect(ending.length).toBeGreaterThan(8);
    expect(ending.length).toBeLessThan(80);
  });

  test('include a renewed one and one whose account manager has left; evergreens end far away', () => {
    const renewed = ending.filter((row) => row['renewedContractID'] !== undefined);
    expect(renewed.map((row) => row['contractName'])).toEqual(['Monitoring Bayside 2025']);
    const owners = new Map(tenant.rows('Companies').map((row) => [row.id, row['ownerResourceID']]));
    expect(ending.filter((row) => owners.get(number(row, 'companyID')) === people.peterHanlon).length).toBeGreaterThan(0);
    expect(active.some((row) => row['endDate'] === '2099-12-31T00:00:00Z')).toBe(true);
  });
});

test('J40: no Dana Whitfield exists; a namesake at the parent and an inactive office manager do', () => {
  const contacts = tenant.rows('Contacts').filter((row) => harbor.includes(row['companyID']));
  expect(
    contacts.filter((row) => row['lastName'] === 'Whitfield' || text(row, 'emailAddress').startsWith('dana.whitfield@')),
  ).toEqual([]);
  expect(contacts.filter((row) => row['firstName'] === 'Dana').map((row) => row['lastName'])).toEqual(['Whitlock']);
  expect(contacts.filter((row) => row['isActive'] === 0 && row['title'] === 'Office Manager')).toHaveLength(1);
});

test('J43: Harbor has no open backup opportunity but a won one; Northgate has an open one', () => {
  const backup = tenant.rows('Opportunities').filter((row) => /backup/i.test(text(row, 'title')));
  expect(backup.filter((row) => harbor.includes(row['companyID'])).map((row) => row['closedDate'] !== undefined)).toEqual([true]);
  expect(backup.filter((row) => row['companyID'] === companies.northgate && row['closedDate'] === undefined)).toHaveLength(1);
});

describe('J44, the migration project', () => {
  const projects = tenant
    .rows('Projects')
    .filter((row) => harbor.includes(row['companyID']) && /migration/i.test(text(row, 'projectName')));
  const current = tenant.only('Projects', (row) => row['projectName'] === FACTS.projects.migration);
  const tasks = tenant.rows('Tasks').filter((row) => row['projectID'] === current.id);

  test('has a completed namesake', () => {
    expect(projects.map((row) => [row['projectName'], row['status'] === 5])).toEqual([
      [FACTS.projects.oldMigration, true],
      [FACTS.projects.migration, false],
    ]);
  });

  test('has three late open tasks; the one that ends today is not late', () => {
    const late = tasks.filter((row) => row['status'] !== 5 && text(row, 'endDateTime') < '2026-03-09T00:00:00Z');
    expect(late.map((row) => row['title'])).toEqual([
      'Move the practice database to the test system',
      'Line to the Eastside practice',
      'Acceptance test with the front desk',
    ]);
    expect(tasks.filter((row) => row['status'] !== 5 && row['endDateTime'] === '2026-03-09T00:00:00Z')).toHaveLength(1);
  });

  test('has hours used against estimated, and a task beyond its estimate with negative hours to schedule', () => {
    expect([current['actualHours'], current['estimatedTime']]).toEqual([52.25, 95]);
    expect(tasks.filter((row) => number(row, 'hoursToBeScheduled') < 0).map((row) => row['hoursToBeScheduled'])).toEqual([-4.25]);
  });
});
