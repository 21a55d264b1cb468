import { describe, expect, test } from 'vitest';
import type { FieldInfo, PicklistValue } from '../../../src/autotask/types.js';
import { WriteBudget } from '../../../src/semantic/write/caps.js';
import { creationKeyOf, fingerprintOf } from '../../../src/semantic/write/fingerprint.js';
import { sameSubject } from '../../../src/semantic/write/look-alikes.js';
import { sameValue } from '../../../src/semantic/write/read-back.js';
import { publishValue, visibilityOf } from '../../../src/semantic/write/visibility.js';

function aList(...values: readonly (readonly [number, string, boolean?])[]): FieldInfo {
  const picklistValues = values.map(([value, label, isActive = true], index): PicklistValue => ({
    value,
    label,
    isActive,
    isDefaultValue: index === 0,
    isSystem: true,
    sortOrder: index,
    parentValue: null,
  }));
  return {
    name: 'publish',
    label: 'publish',
    dataType: 'integer',
    length: 0,
    isRequired: true,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: true,
    picklistValues,
    picklistParentValueField: '',
    isUserDefined: false,
  };
}

describe('who can read a note', () => {
  test.each([
    ['English', aList([1, 'All Autotask Users'], [2, 'Internal Users Only'], [4, 'Internal & Co-Managed']), 2, 1],
    ['project', aList([1, 'All Autotask Users'], [2, 'Internal Project Team']), 2, 1],
    ['German', aList([1, 'Alle Autotask-Benutzer'], [2, 'Nur interne Benutzer'], [4, 'Intern & Co-Managed']), 2, 1],
    ['renumbered', aList([11, 'Nur interne Benutzer'], [12, 'Alle Autotask-Benutzer'], [13, 'Intern & Co-Managed']), 11, 12],
    ['another language', aList([1, '所有用户'], [2, '内部用户']), 2, 1],
  ])('is told by the %s list', (_, list, internal, customer) => {
    expect(publishValue(list, 'internal').value).toBe(internal);
    expect(publishValue(list, 'customer').value).toBe(customer);
    expect(visibilityOf(list, internal)).toBe('internal');
    expect(visibilityOf(list, customer)).toBe('customer');
  });

  test('is not guessed where the list has no clear value, and an unknown value counts as visible', () => {
    const list = aList([1, 'All Autotask Users'], [2, 'Internal Users Only', false]);

    expect(() => publishValue(list, 'internal')).toThrow('All Autotask Users (1)');
    expect(visibilityOf(list, 77)).toBe('customer');
  });
});

describe('a look-alike', () => {
  test.each([
    ['Printer down on the second floor', 'Printer on second floor is down again', true],
    ['Printer down in kitchen', 'Printer down in the kitchen office', true],
    ['Printer down on the second floor', 'Scanner down on the third floor', false],
    ['Internet slow', 'Internet down', false],
    ['Backup failed', 'RE: backup failed', true],
    ['Backup', 'Backup', true],
    ['Backup', 'Backup server needs a new battery', false],
    ['', 'Backup', false],
    ['one two three four five', 'one two three six seven', true],
    ['one two three four five six seven', 'one two three four eight nine ten', false],
    ['one two three four', 'one two five six', false],
  ])('"%s" and "%s": %s', (left, right, expected) => {
    expect(sameSubject(left, right, 0.6)).toBe(expected);
    expect(sameSubject(right, left, 0.6)).toBe(expected);
  });
});

describe('the version of a plan', () => {
  const before = { id: 7, status: 1, priority: 2, lastActivityDate: '2026-03-09T12:00:00Z' };
  const versionOf = (record: typeof before, ...risks: readonly string[]) => {
    const step = {
      action: 'update',
      entity: 'Tickets',
      id: 7,
      subject: 'T',
      fields: { status: 8 },
      changes: [],
      readBack: true,
    } as const;
    const plan = { tool: 'autotask_update', remarks: [], risks: risks.map((text) => ({ kind: 'money', text }) as const) };
    return fingerprintOf({ ...plan, steps: [{ ...step, before: record }] }, 'resource 501').version;
  };

  test('is another one when the record was touched, when a written field moved without that, and with a new risk', () => {
    const shown = versionOf(before);

    expect(versionOf({ ...before })).toBe(shown);
    expect(versionOf({ ...before, priority: 4 })).toBe(shown);
    expect(versionOf({ ...before, lastActivityDate: '2026-03-09T12:00:01Z' })).not.toBe(shown);
    expect(versionOf({ ...before, status: 5 })).not.toBe(shown);
    expect(versionOf(before, 'This changes what is billed.')).not.toBe(shown);
  });
});

describe('a stored value', () => {
  test.each([
    ['2026-03-09T13:00:00Z', '2026-03-09T13:00:00.537Z', true],
    ['2026-03-09', '2026-03-09T00:00:00Z', true],
    ['2026-03-09T13:00:00Z', '2026-03-09T14:00:00Z', false],
    ['a\r\nb', 'a\nb', true],
    ['', null, true],
    [true, 1, true],
    [0, false, true],
    [0, null, false],
    [8, '8', true],
    ['8', '08', false],
  ])('%j as %j: same is %s', (sent, stored, expected) => {
    expect(sameValue(sent, stored)).toBe(expected);
  });
});

describe('the hourly cap', () => {
  test('counts what was written in the last sixty minutes and says when the next becomes possible', () => {
    let now = 0;
    const budget = new WriteBudget({ perCall: 5, perHour: 2 }, () => now);
    budget.spend();
    now = 30 * 60_000;
    budget.spend();

    expect(() => budget.require(1)).toThrow('possible in 30 min');
    now = 61 * 60_000;
    expect(() => budget.require(1)).not.toThrow();
    expect(() => budget.require(2)).toThrow('2 records an hour');
    expect(() => budget.require(6)).toThrow('one call may write 5');
  });
});

test('the hourly cap lets the last record of an hour pass, and forgets one at the full hour', () => {
  let now = 0;
  const budget = new WriteBudget({ perCall: 5, perHour: 2 }, () => now);
  expect(() => budget.require(2)).not.toThrow();
  expect(() => budget.require(3)).toThrow('2 records an hour');
  budget.spend();

  now = 3_599_999;
  expect(() => budget.require(1)).not.toThrow();
  expect(() => budget.require(2)).toThrow('possible in 1 min');
  now = 3_600_000;
  expect(() => budget.require(2)).not.toThrow();
});

describe('a create that is asked for again', () => {
  const step = (start: string, hours: number, fromClock?: readonly string[]) => ({
    action: 'create' as const,
    entity: 'TimeEntries',
    subject: 'time',
    fields: { ticketID: 7, startDateTime: start, hoursWorked: hours },
    changes: [],
    readBack: false,
    ...(fromClock === undefined ? {} : { fromClock }),
  });

  test('is the same although the clock has gone on, where the times were taken from the clock', () => {
    const taken = ['startDateTime'];

    expect(creationKeyOf(step('9:00', 1, taken), 'a')).toBe(creationKeyOf(step('9:01', 1, taken), 'a'));
    expect(creationKeyOf(step('9:00', 1), 'a')).not.toBe(creationKeyOf(step('9:01', 1), 'a'));
    expect(creationKeyOf(step('9:00', 1, taken), 'a')).not.toBe(creationKeyOf(step('9:00', 2, taken), 'a'));
    expect(creationKeyOf(step('9:00', 1, taken), 'a')).not.toBe(creationKeyOf(step('9:00', 1, taken), 'b'));
  });
});
