import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import { InvalidInputError } from '../../src/semantic/errors.js';
import type { FieldInfo } from '../../src/autotask/types.js';
import type { AggregateAnswer } from '../../src/semantic/aggregate/aggregate.js';
import { accumulator } from '../../src/semantic/aggregate/measures.js';
import { aTicket, smallSeed } from '../demo/support/small-seed.js';
import { column, openDesk } from './support.js';
import type { Desk } from './support.js';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

type Row = Record<string, unknown>;

function tally(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}

function byGroup(answer: AggregateAnswer, keys = 1): Map<string, number> {
  return new Map(answer.rows.map((row) => [row.slice(0, keys).join(' / '), Number(row[keys])]));
}

const A_TEXT: FieldInfo = {
  name: 'text',
  label: 'text',
  dataType: 'string',
  length: 0,
  isRequired: false,
  isReadOnly: false,
  isQueryable: true,
  isReference: false,
  referenceEntityType: '',
  isPickList: false,
  picklistValues: [],
  picklistParentValueField: '',
  isUserDefined: false,
};

const PRIORITIES: Readonly<Record<number, string>> = { 4: 'Critical', 1: 'High', 2: 'Medium', 3: 'Low' };
const isOpen = (row: Row): boolean => row['status'] !== 5;

describe('groups', () => {
  test('open tickets by queue and priority: every cell, the total, and the order of the pick lists', async () => {
    const queues = new Map(
      (await desk.client.picklist('Tickets', 'queueID')).map(({ value, label, isActive }) => [
        value,
        isActive ? label : `${label} (inactive)`,
      ]),
    );
    const answer = await desk.semantic.aggregate({ entity: 'Tickets', filter: { open: true }, groupBy: ['queue', 'priority'] });
    expect(answer.total).toBe(FACTS.counts.openTickets);
    expect(answer.totals).toEqual([FACTS.counts.openTickets]);
    const nameOf = (row: Row): string =>
      `${queues.get(Number(row['queueID'])) ?? '(none)'} / ${PRIORITIES[Number(row['priority'])] ?? ''}`;
    expect(byGroup(answer, 2)).toEqual(tally(desk.rows('Tickets').filter(isOpen), nameOf));
    const first = answer.rows.filter((row) => row[0] === 'Level 1 Support').map((row) => row[1]);
    expect(first).toEqual(['Critical', 'High', 'Medium', 'Low']);
    expect(column(answer, 'queue').at(-1)).toBe('(none)');
  });

  test('people without tickets left, inactive ones marked, and nobody', async () => {
    const answer = await desk.semantic.aggregate({ entity: 'Tickets', filter: { open: true }, groupBy: ['assignedResource'] });
    expect(byGroup(answer).get('Marco Bell (inactive)')).toBe(6);
    expect(byGroup(answer).get('(none)')).toBe(
      desk.rows('Tickets').filter((row) => isOpen(row) && row['assignedResourceID'] === undefined).length,
    );
    const counts = column(answer, 'count').map(Number);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  test('the five noisiest clients, of all pages', async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'Tickets',
      filter: { createDate__gte: '-30d' },
      groupBy: ['company'],
      limit: 5,
    });
    const since = Date.parse('2026-02-08T02:30:00Z');
    const counts = tally(
      desk.rows('Tickets').filter((row) => Date.parse(String(row['createDate'])) >= since),
      (row) => String(desk.tenant.store.row('Companies', Number(row['companyID']))?.['companyName']),
    );
    const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5);
    expect([...byGroup(answer)]).toEqual(top);
    expect(answer.groups).toBe(counts.size);
    expect(answer.shown).toBe(5);
  });

  test('weeks start on Monday in the user’s zone, across the change of clocks', async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'Tickets',
      filter: { completedDate: '2026-02-23..2026-03-08' },
      groupBy: ['completedDate:week'],
    });
    const closed = (from: string, before: string): number =>
      desk
        .rows('Tickets')
        .filter(
          (row) => typeof row['completedDate'] === 'string' && row['completedDate'] >= from && row['completedDate'] < before,
        ).length;
    expect([...byGroup(answer)]).toEqual([
      ['2026-W09 (from 2026-02-23)', closed('2026-02-23T05:00', '2026-03-02T05:00')],
      ['2026-W10 (from 2026-03-02)', closed('2026-03-02T05:00', '2026-03-09T04:00')],
    ]);
  });

  test.each([
    // The tenant's now is Monday 9 March 2026, 22:30 in New York.
    [
      { createDate__gte: '-20d' },
      'createDate:week',
      [
        '2026-W08 (from 2026-02-16) is not a whole week: the window begins at 2026-02-17 21:30 -05:00.',
        '2026-W11 (from 2026-03-09) is not a whole week: it is not over.',
      ],
    ],
    [
      { createDate: '2026-02-02..2026-03-04' },
      'createDate:month',
      [
        '2026-02 is not a whole month: the window begins at 2026-02-02 00:00 -05:00.',
        '2026-03 is not a whole month: the window ends before 2026-03-05 00:00 -05:00.',
      ],
    ],
    [
      { createDate: '2026-02-03..2026-02-05' },
      'createDate:week',
      [
        '2026-W06 (from 2026-02-02) is not a whole week: the window begins at 2026-02-03 00:00 -05:00 and the window ends before 2026-02-06 00:00 -05:00.',
      ],
    ],
    [{ createDate: '2026-02-02..2026-03-01' }, 'createDate:week', []],
    [
      { dateWorked__gte: '2026-02-11', dateWorked__lte: '2026-02-15' },
      'dateWorked:week',
      ['2026-W07 (from 2026-02-09) is not a whole week: the window begins at 2026-02-11.'],
    ],
    [
      [
        { op: 'gt', field: 'dateWorked', value: '2026-02-11' },
        { op: 'lte', field: 'dateWorked', value: '2026-02-17' },
      ],
      'dateWorked:week',
      [
        '2026-W07 (from 2026-02-09) is not a whole week: the window begins at 2026-02-12.',
        '2026-W08 (from 2026-02-16) is not a whole week: the window ends before 2026-02-18.',
      ],
    ],
    [{ dateWorked__gte: '2026-03-01' }, 'dateWorked:month', ['2026-03 is not a whole month: it is not over.']],
    [{ createDate__gte: '2026-03-01' }, 'createDate:day', []],
  ])('%j by %s says which groups are not whole', async (filter, group, notes) => {
    const entity = group.startsWith('dateWorked') ? 'TimeEntries' : 'Tickets';
    const answer = await desk.semantic.aggregate({ entity, filter, groupBy: [group] });
    expect(answer.notes).toEqual(notes);
  });

  test('a period that is not over is none of the notes where later ones follow', async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'Tickets',
      filter: { dueDateTime__gte: '2026-03-02' },
      groupBy: ['dueDateTime:week'],
    });
    expect([...byGroup(answer).keys()]).toContain('2026-W11 (from 2026-03-09)');
    expect(answer.notes).toEqual([]);
  });

  test('days of date-only fields are not shifted', async () => {
    const answer = await desk.semantic.aggregate({
      entity: 'TimeEntries',
      filter: { dateWorked: '2026-03-05..2026-03-06' },
      groupBy: ['dateWorked'],
    });
    const worked = (day: string): number =>
      desk.rows('TimeEntries').filter((row) => row['dateWorked'] === `${day}T00:00:00Z`).length;
    expect([...byGroup(answer)]).toEqual([
      ['2026-03-05', worked('2026-03-05')],
      ['2026-03-06', worked('2026-03-06')],
    ]);
  });
});

test('groups by the latest date come latest first, so that those shown are the latest of all', async () => {
  const filter = { createDate: 'this month', company__ne: 0 };
  const { rows, groups } = await desk.semantic.aggregate({
    entity: 'Tickets',
    filter,
    measures: ['max:createDate'],
    groupBy: ['company'],
    limit: 5,
  });
  const latest = new Map<unknown, number>();
  for (const row of desk.rows('Tickets')) {
    const at = Date.parse(String(row['createDate']));
    if (at < Date.parse('2026-03-01T05:00:00Z') || row['companyID'] === 0) continue;
    latest.set(row['companyID'], Math.max(at, latest.get(row['companyID']) ?? 0));
  }
  expect(groups).toBe(latest.size);
  const expected = [...latest].sort(([, a], [, b]) => b - a).slice(0, 5);
  expect(rows.map(([, at]) => Date.parse(String(at)) / 1_000)).toEqual(expected.map(([, at]) => Math.floor(at / 1_000)));
});

describe('measures', () => {
  test('hours of February to the hundredth, in few requests', async () => {
    const question = {
      entity: 'TimeEntries',
      filter: { dateWorked: '2026-02' },
      measures: ['count', 'sum:hoursWorked', { avg: 'hoursWorked' }, 'max:hoursWorked', 'min:startDateTime'],
      groupBy: ['resource'],
    };
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate(question);
      const rows = desk.rows('TimeEntries').filter((row) => String(row['dateWorked']).startsWith('2026-02'));
      expect(answer.total).toBe(FACTS.counts.februaryTimeEntries);
      const maya = rows.filter((row) => row['resourceID'] === FACTS.people.maya);
      const hours = maya.map((row) => Number(row['hoursWorked']));
      const sum = hours.reduce((total, value) => total + Math.round(value * 100), 0) / 100;
      const row = answer.rows.find(([name]) => name === 'Maya Okafor');
      expect(row?.slice(1, 5)).toEqual([maya.length, sum, Math.round((sum / maya.length) * 10_000) / 10_000, Math.max(...hours)]);
      expect(String(row?.[5])).toMatch(/^2026-02-0\dT\d\d:\d\d-05:00$/);
      expect(answer.totals?.[1]).toBe(
        rows.reduce((total, entry) => total + Math.round(Number(entry['hoursWorked']) * 100), 0) / 100,
      );
    });
    expect(requests.filter((request) => request.startsWith('POST')).length).toBeLessThanOrEqual(10);
  });

  test('money without drift, credits counted, voided invoices not', async () => {
    const filter = { company: 'Acme Tooling', invoiceDateTime: 'last quarter', isVoided: false };
    const answer = await desk.semantic.aggregate({
      entity: 'Invoices',
      filter,
      measures: ['sum:invoiceTotal'],
      groupBy: ['invoiceDateTime:month'],
    });
    const cents = new Map<string, bigint>();
    for (const row of desk.rows('Invoices')) {
      const at = String(row['invoiceDateTime']);
      if (row['companyID'] !== 1201 || row['isVoided'] === true || at < '2025-10-01T04:00' || at >= '2026-01-01T05:00') continue;
      // New York was four hours behind UTC until 2 November, five after.
      const local = new Date(Date.parse(at) - (at < '2025-11-02T06:00' ? 4 : 5) * 3_600_000).toISOString().slice(0, 7);
      cents.set(local, (cents.get(local) ?? 0n) + BigInt(Math.round(Number(row['invoiceTotal']) * 10_000)));
    }
    expect([...byGroup(answer)]).toEqual(
      [...cents].sort(([a], [b]) => a.localeCompare(b)).map(([month, sum]) => [month, Number(sum) / 10_000]),
    );
    expect(cents.size).toBe(3);
  });

  test('a text that is no figure counts for nothing', () => {
    const field = { ...A_TEXT, name: 'Seats', isUserDefined: true, dataType: 'integer' };
    const seats = accumulator({ function: 'sum', field, name: 'sum Seats' }, 'Tickets', 'UTC');
    for (const value of ['7', 'Infinity', '1e999', 'many', '', '0.5'])
      seats.add({ id: 1, userDefinedFields: [{ name: 'Seats', value }] });
    expect(seats.value).toBe(7.5);
  });

  test('labour that is not invoiced, in both encodings', async () => {
    const filter = { billingItemType: 'Labor', itemDate: '2026-02', invoice: null };
    const answer = await desk.semantic.aggregate({ entity: 'BillingItems', filter, measures: ['count', 'sum:extendedPrice'] });
    const type = (await desk.client.picklist('BillingItems', 'billingItemType')).find(({ label }) => label === 'Labor')?.value;
    const rows = desk
      .rows('BillingItems')
      .filter(
        (row) =>
          row['billingItemType'] === type && String(row['itemDate']).startsWith('2026-02') && (row['invoiceID'] ?? 0) === 0,
      );
    const sum = rows.reduce((total, row) => total + BigInt(Math.round(Number(row['extendedPrice'] ?? 0) * 10_000)), 0n);
    expect(answer.rows).toEqual([[rows.length, Number(sum) / 10_000]]);
    expect(answer.filter).toContain('invoice is empty or 0');
    expect(rows.some((row) => row['invoiceID'] === 0) && rows.some((row) => row['invoiceID'] === undefined)).toBe(true);
    const all = await desk.semantic.aggregate({ entity: 'BillingItems', filter: { ...filter, invoice: undefined } });
    const only = await desk.semantic.aggregate({
      entity: 'BillingItems',
      filter: { billingItemType: 'Labor', itemDate: '2026-02', invoice__exist: true },
    });
    expect(only.total).toBe(all.total - rows.length);
  });
});

describe('requests', () => {
  test('a bare count is one request', async () => {
    await desk.semantic.aggregate({ entity: 'Tickets', filter: { completedDate: 'last week', status: 'Complete' } });
    const requests = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({
        entity: 'Tickets',
        filter: { completedDate: 'last week', status: 'Complete' },
      });
      expect(answer.total).toBe(
        desk
          .rows('Tickets')
          .filter(
            (row) =>
              row['status'] === 5 &&
              String(row['completedDate']) >= '2026-03-02T05:00' &&
              String(row['completedDate']) < '2026-03-09T04:00',
          ).length,
      );
    });
    expect(requests).toEqual(['POST Tickets/query/count']);
  });

  test('42,000 tickets by status and by month are counted, not read', async () => {
    const byStatus = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({ entity: 'Tickets', groupBy: ['status'] });
      const labels = new Map(
        (await desk.client.picklist('Tickets', 'status')).map(({ value, label, isActive }) => [
          value,
          isActive ? label : `${label} (inactive)`,
        ]),
      );
      expect(byGroup(answer)).toEqual(tally(desk.rows('Tickets'), (row) => labels.get(Number(row['status'])) ?? ''));
    });
    expect(byStatus.length).toBeLessThanOrEqual(15);
    const byMonth = await desk.requestsOf(async () => {
      const answer = await desk.semantic.aggregate({
        entity: 'Tickets',
        filter: { createDate: '2025' },
        groupBy: ['createDate:month'],
      });
      expect(answer.groups).toBe(12);
      expect(answer.total).toBe([...byGroup(answer).values()].reduce((sum, count) => sum + count, 0));
    });
    expect(byMonth.length).toBeLessThanOrEqual(15);
  });
});

test('lists of more values than one request takes are asked for in parts, and no row is counted twice', async () => {
  const companies = desk.rows('Companies').map(({ id }) => id);
  const some = companies.filter((id) => id % 10 !== 0);
  expect(some.length).toBeGreaterThan(600);
  const filter = { company: [...some, ...some.slice(0, 50)], createDate: '2026-02' };
  const isMeant = (row: Record<string, unknown>): boolean =>
    some.includes(Number(row['companyID'])) &&
    String(row['createDate']) >= '2026-02-01T05:00' &&
    String(row['createDate']) < '2026-03-01T05:00';
  const meant = desk.rows('Tickets').filter(isMeant);

  for (const groupBy of [undefined, ['status'], ['createDate:day']]) {
    const { total, rows } = await desk.semantic.aggregate({ entity: 'Tickets', filter, groupBy });
    expect(total).toBe(meant.length);
    expect(rows.reduce((sum, row) => sum + Number(row.at(-1)), 0)).toBe(meant.length);
  }
  const list = await desk.semantic.query({ entity: 'Tickets', filter, fields: ['id'], order: 'id', limit: 500 });
  expect(list.total).toBe(meant.length);
  expect(list.rows.map(([id]) => id)).toEqual(meant.slice(0, list.shown).map(({ id }) => id));
  const earliest = await desk.semantic.aggregate({ entity: 'Tickets', filter, measures: ['min:createDate'] });
  const seconds = (value: unknown): number => Math.floor(Date.parse(String(value)) / 1_000);
  expect(seconds(earliest.rows[0]?.[0])).toBe(meant.reduce((a, b) => Math.min(a, seconds(b['createDate'])), Infinity));
});

describe('honesty', () => {
  test('groups that were counted one by one and add up to too few are read instead', async () => {
    // A status that the tenant's metadata does not know.
    const rows = Array.from({ length: 6_000 }, (_, index) => aTicket(index + 1, { status: index < 10 ? 99 : 8 }));
    const odd = await openDesk({ seed: smallSeed({ rows: { Tickets: rows } }) });
    onTestFinished(() => odd.close());
    const counts = vi.spyOn(odd.client, 'count');

    const answer = await odd.semantic.aggregate({ entity: 'Tickets', groupBy: ['status'] });

    expect(counts.mock.calls.length).toBeGreaterThan(4);
    expect(byGroup(answer)).toEqual(
      new Map([
        ['In Progress', 5_990],
        ['[99]', 10],
      ]),
    );
  });

  test('figures over rows of which a part is hidden say so', async () => {
    const answer = await desk
      .fresh({ user: 'restricted' })
      .aggregate({ entity: 'TimeEntries', filter: { dateWorked: '2026-02' }, measures: ['sum:hoursWorked'] });
    expect(answer.notes.join()).toMatch(/sees only a part of TimeEntries: rows may be hidden, for instance non-billable time/);
  });

  test('what this user may not see is no zero', async () => {
    await expect(desk.fresh({ user: 'restricted' }).aggregate({ entity: 'Invoices' })).rejects.toThrow(
      /Invoices are not visible to this API user/,
    );
  });

  test.each([
    ['text to add up', { measures: ['sum:title'] }, /title is no number/],
    ['an unknown measure', { measures: ['median:hoursWorked'] }, /"median" is no measure/],
    ['a measure of nothing', { measures: ['sum'] }, /"sum" of what/],
    ['three fields to group by', { groupBy: ['queue', 'priority', 'status'] }, /Group by 2 fields at most/],
    ['weeks of a label', { groupBy: ['queue:week'] }, /queue is no date/],
    ['an unknown period', { groupBy: ['createDate:fortnight'] }, /"fortnight" is no period/],
  ])('refuses %s', async (_what, question, words) => {
    const call = desk.semantic.aggregate({ entity: 'Tickets', ...question });
    await expect(call).rejects.toThrow(words);
    await expect(call).rejects.toThrow(InvalidInputError);
  });
});
