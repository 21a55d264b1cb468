import { describe, expect, test } from 'vitest';
import { CommandLineError } from '../../src/cli/errors.js';
import { parseAssignments, parseFilterJson, parseFilters, parseValue, splitList } from '../../src/cli/filters.js';

describe('filters', () => {
  test.each([
    ['status=New', { status: 'New' }],
    ['status=8', { status: 8 }],
    ['isActive=true', { isActive: true }],
    ['assignedResource=null', { assignedResource: null }],
    ['createDate__gte=2026-03-01', { createDate__gte: '2026-03-01' }],
    ['priority__in=High,Critical', { priority__in: ['High', 'Critical'] }],
    ['id__not_in=1,2', { id__not_in: [1, 2] }],
    ['title="8"', { title: '8' }],
    ['title=a=b', { title: 'a=b' }],
    ['status!=Complete', { status__noteq: 'Complete' }],
    ['hoursWorked>=0.5', { hoursWorked__gte: 0.5 }],
    ['hoursWorked<-1', { hoursWorked__lt: -1 }],
    [' status != Complete', { status__noteq: ' Complete' }],
  ])('reads %s', (text, filter) => {
    expect(parseFilters([text])).toEqual(filter);
  });

  test('takes the name of an inherited property for a field, rather than leave the condition out', () => {
    expect(Object.entries(parseFilters(['__proto__=1', 'constructor=2']))).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(Object.entries(parseAssignments(['__proto__=1'], undefined))).toEqual([['__proto__', 1]]);
  });

  test('joins several with AND', () => {
    expect(parseFilters(['open=true', 'company=Acme Tooling'])).toEqual({ open: true, company: 'Acme Tooling' });
  });

  test.each(['010452', '1e3', '0x10', '+5', ' 5', '', '12345678901234567890'])(
    'keeps %j as text, since a number would not come back so',
    (text) => {
      expect(parseValue(text)).toBe(text);
    },
  );

  test('keeps a comma inside quotes in its part', () => {
    expect(splitList('"Acme, Inc.",Harbor')).toEqual(['"Acme, Inc."', 'Harbor']);
    expect(parseFilters(['company__in="Acme, Inc.",Harbor'])).toEqual({ company__in: ['Acme, Inc.', 'Harbor'] });
  });

  test.each([
    ['status', /no filter/],
    ['=New', /no filter/],
    ['createDate__gte>=2026', /two operators/],
  ])('refuses %s', (text, words) => {
    expect(() => parseFilters([text])).toThrow(words);
  });

  test('refuses a field that is filtered twice and says how several values are meant', () => {
    expect(() => parseFilters(['status=New', 'status=Complete'])).toThrow(/status__in=a,b/);
  });

  test("takes a whole filter as JSON, in words or in the API's form", () => {
    expect(parseFilterJson('{"or":[{"status":"New"}]}')).toEqual({ or: [{ status: 'New' }] });
    expect(parseFilterJson('[{"op":"eq","field":"id","value":0}]')).toEqual([{ op: 'eq', field: 'id', value: 0 }]);
    expect(() => parseFilterJson('{status:')).toThrow(CommandLineError);
    expect(() => parseFilterJson('8')).toThrow(CommandLineError);
  });
});

describe('assignments', () => {
  test('lie over the object of --fields', () => {
    expect(parseAssignments(['title=Printer = down', 'priority=High'], '{"title":"x","status":1}')).toEqual({
      title: 'Printer = down',
      status: 1,
      priority: 'High',
    });
  });

  test('are refused when they set nothing, or --fields is no object', () => {
    expect(() => parseAssignments(['title'], undefined)).toThrow(/sets no field/);
    expect(() => parseAssignments([], '[1]')).toThrow(/JSON object/);
  });
});
