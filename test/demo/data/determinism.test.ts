import { describe, expect, test } from 'vitest';
import { ENTITIES } from '../../../src/autotask/catalogue.js';
import { FACTS, factsFor } from '../../../src/demo/data/facts.js';
import { createSeed } from '../../../src/demo/data/index.js';
import { data, number, text, within } from './support.js';

const now = new Date('2026-03-10T02:30:00Z');
const NAMES = ENTITIES.map(({ name }) => name);

/** Entities that draw on many others; the rest is made by the same means. */
const SAMPLE = [
  'Tickets',
  'TicketNotes',
  'TimeEntries',
  'BillingItems',
  'Invoices',
  'Contacts',
  'Contracts',
  'ServiceCalls',
  'Projects',
  'SurveyResults',
];

describe('the same seed', () => {
  test('gives the same rows whatever is asked first', () => {
    const [one, other] = [createSeed({ seed: 1, skin: 'standard', now }), createSeed({ seed: 1, skin: 'standard', now })];
    for (const entity of NAMES.toReversed()) other.rows(entity);
    for (const entity of SAMPLE) expect(one.rows(entity)).toEqual(other.rows(entity));
  });

  test('gives a fresh array each time, so that a store may keep it', () => {
    const seed = createSeed({ seed: 1, skin: 'standard', now });
    expect(seed.rows('Companies')).not.toBe(seed.rows('Companies'));
    expect(seed.rows('Roles')).not.toBe(seed.rows('Roles'));
  });
});

describe('another seed', () => {
  const [usual, other] = [data(), data('standard', now, 7)];

  test('gives other tickets', () => {
    expect(other.rows('Tickets').map((row) => row['title'])).not.toEqual(usual.rows('Tickets').map((row) => row['title']));
  });

  test('keeps the volumes and the tickets that jobs name', () => {
    const tickets = other.rows('Tickets');
    expect(tickets).toHaveLength(FACTS.counts.tickets);
    expect(tickets.filter((row) => row['status'] !== 5)).toHaveLength(FACTS.counts.openTickets);
    const numbers = new Set(tickets.map((row) => row['ticketNumber']));
    expect(Object.values(FACTS.tickets).filter((found) => !numbers.has(found))).toEqual([]);
    const february = other
      .rows('TimeEntries')
      .filter((row) => within(row, 'dateWorked', '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'));
    expect(february).toHaveLength(FACTS.counts.februaryTimeEntries);
  });
});

describe.each([
  ['a summer morning', '2026-07-16T13:10:00Z'],
  ['a winter night', '2027-01-02T04:50:00Z'],
  ['the night of the clock change', '2026-11-01T06:30:00Z'],
  ['just after midnight in New York', '2026-05-04T04:02:00Z'],
])('on %s', (_, instant) => {
  const then = new Date(instant);
  const tenant = data('standard', then);
  const facts = factsFor(then);

  test('the tickets that jobs name bear the numbers of their days', () => {
    const numbers = new Set(tenant.rows('Tickets').map((row) => row['ticketNumber']));
    expect(Object.values(facts.tickets).filter((found) => !numbers.has(found))).toEqual([]);
    expect(facts.tickets.firewall.slice(1, 9)).toBe(facts.date(0).slice(0, 10).replaceAll('-', ''));
  });

  test('nothing that has happened lies in the future', () => {
    const latest = `${then.toISOString().slice(0, 19)}Z`;
    const times: readonly (readonly [string, string])[] = [
      ['Tickets', 'createDate'],
      ['Tickets', 'lastActivityDate'],
      ['Tickets', 'completedDate'],
      ['TicketNotes', 'createDateTime'],
      ['TimeEntries', 'createDateTime'],
      ['TimeEntries', 'endDateTime'],
      ['Invoices', 'createDateTime'],
      ['ServiceCalls', 'createDateTime'],
      ['Contacts', 'createDate'],
      ['Companies', 'lastActivityDate'],
    ];
    for (const [entity, field] of times) {
      expect([entity, field, tenant.rows(entity).filter((row) => text(row, field) > latest)]).toEqual([entity, field, []]);
    }
  });

  test('volumes are the same and tickets keep their order', () => {
    const tickets = tenant.rows('Tickets');
    expect(tickets.filter((row) => row['status'] !== 5)).toHaveLength(FACTS.counts.openTickets);
    const created = tickets.map((row) => text(row, 'createDate'));
    expect(created).toEqual(created.toSorted());
    expect(tickets.filter((row) => text(row, 'createDate') > text(row, 'lastActivityDate'))).toEqual([]);
  });

  test('worked hours fit start and stop', () => {
    const wrong = tenant.rows('TimeEntries').filter((row) => {
      if (row['startDateTime'] === undefined) return false;
      const hours = (Date.parse(text(row, 'endDateTime')) - Date.parse(text(row, 'startDateTime'))) / 3_600_000;
      return hours <= 0 || Math.abs(hours - number(row, 'hoursWorked')) > 0.006;
    });
    expect(wrong).toEqual([]);
  });
});
