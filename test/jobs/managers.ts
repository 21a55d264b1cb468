import assert from 'node:assert/strict';
import { FACTS } from '../../src/demo/data/facts.js';
import type { SeedRow } from '../../src/demo/types.js';
import type { Answer } from './support/answer.js';
import type { Job, Variant } from './support/job.js';
import { grouped, isOpen, total } from './support/truth.js';

const matrix: Job = {
  id: 'J26',
  says: 'How many open tickets per queue and per priority?',
  entities: ['Tickets'],
  expert: 3,
  most: 4,
  play: async ({ truth, variant, read }) => {
    const answer = await read('autotask_aggregate', {
      entity: 'Tickets',
      filter: { open: true },
      group_by: ['queue', 'priority'],
    });
    const open = truth.rows('Tickets').filter(isOpen);
    const cells: unknown[] = [];
    for (const queue of [...truth.picklist('Tickets.queueID').map(({ value }) => Number(value)), undefined]) {
      for (const { value } of truth.picklist('Tickets.priority')) {
        const count = open.filter((row) => row['queueID'] === queue && row['priority'] === Number(value)).length;
        const label = queue === undefined ? '(none)' : truth.labelOf('Tickets.queueID', queue);
        if (count > 0) cells.push([label, truth.labelOf('Tickets.priority', value), count]);
      }
    }
    assert.deepEqual(
      answer.rows.map(({ queue, priority, count }) => [queue, priority, count]),
      cells,
    );
    assert.equal(answer.total, open.length);
    if (variant.user === 'full') assert.equal(answer.total, FACTS.counts.openTickets);
    saysWhatIsHidden(answer, variant);
  },
};

const closedLastWeek: Job = {
  id: 'J27',
  says: 'Did we close more tickets last week than the week before?',
  entities: ['Tickets'],
  expert: 2,
  most: 2,
  play: async ({ truth, variant, read, requests }) => {
    const closed = async (completedDate: unknown): Promise<Answer> =>
      read('autotask_aggregate', {
        entity: 'Tickets',
        filter: { status: truth.label('Tickets.status', 'complete'), completedDate },
      });
    const windows = [
      ['last week', '2026-03-02T05:00:00Z', '2026-03-09T04:00:00Z'],
      [{ between: ['2026-02-23', '2026-03-01'] }, '2026-02-23T05:00:00Z', '2026-03-02T05:00:00Z'],
    ] as const;
    for (const [words, from, to] of windows) {
      const answer = await closed(words);
      const rows = truth
        .rows('Tickets')
        .filter((row) => !isOpen(row) && String(row['completedDate']) >= from && String(row['completedDate']) < to);
      assert.equal(answer.total, rows.length);
      const bounds = [
        { op: 'gte', field: 'completedDate', value: from },
        { op: 'lt', field: 'completedDate', value: to },
      ];
      const body = JSON.stringify(requests.at(-1)?.body);
      assert.ok(
        bounds.every((bound) => body.includes(JSON.stringify(bound))),
        body,
      );
      assert.ok(String(answer.data['filter']).includes('before'), 'the window is said');
      saysWhatIsHidden(answer, variant);
    }
  },
};

const untouched: Job = {
  id: 'J29',
  says: "What's been sitting for five days without anyone touching it, by technician?",
  entities: ['Tickets'],
  expert: 2,
  most: 5,
  play: async ({ truth, variant, read }) => {
    const question = { entity: 'Tickets', filter: { open: true, lastActivityDate__lt: '-5d' } };
    const people = await read('autotask_aggregate', { ...question, group_by: ['assignedResource'] });
    const statuses = await read('autotask_aggregate', { ...question, group_by: ['status'] });
    const stale = truth.rows('Tickets').filter((row) => isOpen(row) && String(row['lastActivityDate']) < '2026-03-05T02:30:00Z');

    assert.deepEqual(
      countsOf(people, 'assignedResource'),
      counted(stale, (row) => (row['assignedResourceID'] === undefined ? '(none)' : truth.person(row['assignedResourceID']))),
    );
    assert.equal(people.total, stale.length);
    assert.ok(people.column('assignedResource').includes('Marco Bell (inactive)'));
    assert.deepEqual(
      countsOf(statuses, 'status'),
      counted(stale, (row) => truth.labelOf('Tickets.status', row['status'])),
    );
    saysWhatIsHidden(people, variant);
  },
};

const utilisation: Job = {
  id: 'J31',
  says: 'Utilisation per technician for February',
  entities: ['TimeEntries'],
  expert: 9,
  most: 10,
  play: async ({ truth, variant, read }) => {
    const answer = await read('autotask_aggregate', {
      entity: 'TimeEntries',
      filter: { dateWorked: '2026-02' },
      group_by: ['resource', 'isNonBillable'],
      measures: ['sum:hoursWorked', 'sum:hoursToBill'],
    });
    const february = truth
      .rows('TimeEntries')
      .filter((row) => String(row['dateWorked']) >= '2026-02-01' && String(row['dateWorked']) < '2026-03-01');
    const expected = grouped(february, (row) => `${truth.person(row['resourceID'])} ${String(row['isNonBillable'])}`);
    assert.deepEqual(
      answer.rows
        .map((row) => [
          `${String(row['resource'])} ${String(row['isNonBillable'])}`,
          row['sum hoursWorked'],
          row['sum hoursToBill'],
        ])
        .toSorted(byKey),
      [...expected].map(([key, rows]) => [key, total(rows, 'hoursWorked'), total(rows, 'hoursToBill')]).toSorted(byKey),
    );
    assert.equal(answer.total, february.length);
    saysWhatIsHidden(answer, variant);
    if (variant.user === 'restricted') assert.match(answer.notes, /non-billable time/);
  },
};

const noTimeOnFriday: Job = {
  id: 'J32',
  says: "Who hasn't entered time for Friday?",
  entities: ['TimeEntries', 'Resources'],
  expert: 2,
  most: 4,
  play: async ({ truth, variant, read }) => {
    const week = await read('autotask_aggregate', {
      entity: 'TimeEntries',
      filter: { dateWorked__between: ['2026-03-02', '2026-03-06'] },
      group_by: ['resource', 'dateWorked:day'],
      measures: ['sum:hoursWorked'],
      limit: 200,
    });
    const staff = await read('autotask_query', {
      entity: 'Resources',
      filter: { isActive: true },
      fields: ['firstName', 'lastName', 'title', 'licenseType'],
      limit: 100,
    });
    const api = truth.label('Resources.licenseType', 'api');
    const people = new Set(
      staff.rows
        .filter(({ licenseType }) => licenseType !== api)
        .map(({ firstName, lastName }) => `${String(firstName)} ${String(lastName)}`),
    );
    const friday = week.rows.filter((row) => row['dateWorked day'] === '2026-03-06');
    const booked = friday.map(({ resource }) => resource);
    const missing = [...new Set(week.column('resource'))].filter((name) => people.has(String(name)) && !booked.includes(name));

    const entries = truth
      .rows('TimeEntries')
      .filter((row) => String(row['dateWorked']) >= '2026-03-02' && String(row['dateWorked']) < '2026-03-07');
    const onFriday = new Set(entries.filter((row) => row['dateWorked'] === FACTS.date(-3)).map((row) => row['resourceID']));
    const expected = [...new Set(entries.map((row) => row['resourceID']))].filter((id) => !onFriday.has(id));
    assert.deepEqual(missing.toSorted(), expected.map((id) => truth.person(id)).toSorted());
    if (variant.user === 'full') {
      assert.deepEqual(expected.toSorted(), FACTS.noTimeOnFriday);
      assert.equal(friday.find(({ resource }) => resource === truth.person(520))?.['sum hoursWorked'], 0.5);
    }
    saysWhatIsHidden(week, variant);
  },
};

const noisiest: Job = {
  id: 'J34',
  says: 'Which five clients made the most noise in the last 30 days, and about what?',
  entities: ['Tickets', 'Companies'],
  expert: 4,
  most: 8,
  play: async ({ truth, variant, read }) => {
    const recent = { createDate__gte: '-30d' };
    const top = await read('autotask_aggregate', { entity: 'Tickets', filter: recent, group_by: ['company'], limit: 5 });
    const topics = await read('autotask_aggregate', {
      entity: 'Tickets',
      filter: { ...recent, company: top.column('company') },
      group_by: ['company', 'issueType'],
      limit: 100,
    });
    const tickets = truth.rows('Tickets').filter((row) => String(row['createDate']) >= '2026-02-08T02:30:00Z');
    const companies = [...counted(tickets, (row) => Number(row['companyID']))].toSorted(([, one], [, other]) => other - one);
    assert.deepEqual(
      top.rows.map(({ company, count }) => [company, count]),
      companies.slice(0, 5).map(([id, count]) => [truth.company(id), count]),
    );
    if (variant.user === 'full') assert.deepEqual(companies.slice(0, 5), FACTS.noisiest);
    const noisy = tickets.filter((row) => companies.slice(0, 5).some(([id]) => id === row['companyID']));
    const topicOf = (row: SeedRow): string =>
      row['issueType'] === undefined ? '(none)' : truth.labelOf('Tickets.issueType', row['issueType']);
    assert.deepEqual(
      topics.rows.map(({ company, issueType, count }) => [`${String(company)}: ${String(issueType)}`, count]).toSorted(byKey),
      [...counted(noisy, (row) => `${truth.company(row['companyID'])}: ${topicOf(row)}`)],
    );
    saysWhatIsHidden(top, variant);
  },
};

/** Figures of somebody who sees only a part may be too low, and the answer says so. */
function saysWhatIsHidden(answer: Answer, variant: Variant): void {
  if (variant.user === 'restricted') assert.match(answer.notes, /sees only a part of .* figures too low/);
  else assert.doesNotMatch(answer.notes, /sees only a part/);
}

function countsOf(answer: Answer, column: string): ReadonlyMap<unknown, unknown> {
  return new Map(answer.rows.map((row): [unknown, unknown] => [row[column], row['count']]).toSorted(byKey));
}

function counted<Key>(rows: readonly SeedRow[], key: (row: SeedRow) => Key): Map<Key, number> {
  return new Map([...grouped(rows, key)].map(([group, { length }]): [Key, number] => [group, length]).toSorted(byKey));
}

function byKey([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}

export const MANAGERS: readonly Job[] = [matrix, closedLastWeek, untouched, utilisation, noTimeOnFriday, noisiest];
