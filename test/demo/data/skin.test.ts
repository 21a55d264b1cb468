import { describe, expect, test } from 'vitest';
import type { PicklistEntry } from '../../../src/demo/types.js';
import { data, text } from './support.js';

const [standard, german] = [data('standard'), data('german')];
const lists = (tenant: typeof standard): [path: string, entries: readonly PicklistEntry[]][] =>
  Object.entries(tenant.seed.skin.picklists).flatMap(([entity, fields]) =>
    Object.entries(fields).map(([field, entries]): [string, readonly PicklistEntry[]] => [`${entity}.${field}`, entries]),
  );
const germanLists = new Map(lists(german));
const values = (tenant: typeof standard, field: string): Record<string, string> =>
  Object.fromEntries((tenant.seed.skin.picklists['Tickets']?.[field] ?? []).map(({ label, value }) => [label, value]));

describe('the standard skin', () => {
  test('has the awkward ticket lists', () => {
    expect(values(standard, 'status')).toEqual({
      New: '1',
      Complete: '5',
      'Waiting Customer': '7',
      'In Progress': '8',
      Scheduled: '10',
      'Waiting Vendor': '12',
      'Customer Note Added': '19',
      'Waiting Customer Approval': '21',
      Escalated: '24',
    });
    expect(values(standard, 'priority')).toEqual({ Critical: '4', High: '1', Medium: '2', Low: '3' });
    const inactive = standard.seed.skin.picklists['Tickets']?.['status']?.filter(({ isActive }) => !isActive);
    expect(inactive?.map(({ label }) => label)).toEqual(['Escalated']);
  });

  test('has 165 sub-issue types, each below an issue type', () => {
    const issues = new Set(standard.seed.skin.picklists['Tickets']?.['issueType']?.map(({ value }) => value));
    const subs = standard.seed.skin.picklists['Tickets']?.['subIssueType'] ?? [];
    expect(subs).toHaveLength(165);
    expect(subs.filter(({ parentValue }) => !issues.has(parentValue))).toEqual([]);
    expect(standard.seed.skin.picklistParents['Tickets']).toEqual({ subIssueType: 'issueType' });
  });
});

describe('the German skin', () => {
  test('keeps Autotask’s own values, among them ticket status 1 and 5, and no other', () => {
    const wrong = lists(standard).flatMap(([path, entries]) =>
      entries
        .filter((entry, index) => (germanLists.get(path)?.[index]?.value === entry.value) !== entry.isSystem)
        .map(({ label }) => `${path} ${label}`),
    );
    expect(wrong).toEqual([]);
    const kept = german.seed.skin.picklists['Tickets']?.['status']?.filter(({ isSystem }) => isSystem);
    expect(kept?.map(({ value, label }) => [value, label])).toEqual([
      ['1', 'Neu'],
      ['5', 'Abgeschlossen'],
    ]);
  });

  test('orders its lists like the standard one and translates them', () => {
    expect(german.seed.skin.picklists['Tickets']?.['priority']?.map(({ label }) => label)).toEqual([
      'Kritisch',
      'Hoch',
      'Mittel',
      'Niedrig',
    ]);
    const labels = lists(standard).flatMap(([path, entries]) =>
      entries.map((entry, index) => [entry.label, germanLists.get(path)?.[index]?.label]),
    );
    expect(labels.filter(([english, other]) => english !== other).length).toBeGreaterThan(labels.length * 0.8);
  });

  test('tells the same story: tickets differ only in the ids of their lists', () => {
    const story = (tenant: typeof standard): unknown[] =>
      tenant
        .rows('Tickets')
        .map((row) => [
          row.id,
          row['ticketNumber'],
          row['title'],
          row['createDate'],
          row['assignedResourceID'],
          row['companyID'],
        ]);
    expect(story(german)).toEqual(story(standard));
    expect(german.rows('Tickets').filter((row) => row['status'] !== 5)).toHaveLength(1240);
  });

  test('labels its user-defined fields in German and keeps their names', () => {
    const fields = german.seed.skin.udfs['Tickets'] ?? [];
    expect(fields.map(({ name }) => name)).toEqual(standard.seed.skin.udfs['Tickets']?.map(({ name }) => name));
    expect(fields.map(({ label }) => label)).toContain('Standortcode');
  });

  test('names ticket categories in German, with the ids of the list', () => {
    const category = german.seed.skin.picklists['Tickets']?.['ticketCategory']?.find(({ label }) => label === 'Vor-Ort-Termin');
    expect(
      text(
        german.rows('TicketCategories').find(({ id }) => id === Number(category?.value)),
        'name',
      ),
    ).toBe('Vor-Ort-Termin');
  });
});
