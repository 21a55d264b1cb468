import { expect, test } from 'vitest';
import { InvalidRequestError, Q, resolveOperator } from '../../../src/autotask/index.js';
import type { ComparisonOperator } from '../../../src/autotask/index.js';
import { checkFilter } from '../../../src/autotask/query/check.js';

test('a field equals its value, a list means one of, null means not set', () => {
  expect(Q({ status: 8, priority: [1, 4], queueID: null }).filter).toEqual([
    { op: 'eq', field: 'status', value: 8 },
    { op: 'in', field: 'priority', value: [1, 4] },
    { op: 'notExist', field: 'queueID' },
  ]);
});

test.each([
  ['status__ne', 5, { op: 'noteq', field: 'status', value: 5 }],
  ['status__not_eq', 5, { op: 'noteq', field: 'status', value: 5 }],
  ['status__ne', null, { op: 'exist', field: 'status' }],
  ['status__not_in', [5, 8], { op: 'notIn', field: 'status', value: [5, 8] }],
  ['title__begins_with', 'A', { op: 'beginsWith', field: 'title', value: 'A' }],
  ['title__starts_with', 'A', { op: 'beginsWith', field: 'title', value: 'A' }],
  ['title__endswith', 'A', { op: 'endsWith', field: 'title', value: 'A' }],
  ['title__contains', 'A', { op: 'contains', field: 'title', value: 'A' }],
  ['priority__gte', 2, { op: 'gte', field: 'priority', value: 2 }],
  ['queueID__exists', true, { op: 'exist', field: 'queueID' }],
  ['queueID__exist', false, { op: 'notExist', field: 'queueID' }],
  ['queueID__isnull', true, { op: 'notExist', field: 'queueID' }],
  ['queueID__isnull', false, { op: 'exist', field: 'queueID' }],
  ['createDate__lt', new Date('2026-03-01T00:00:00Z'), { op: 'lt', field: 'createDate', value: '2026-03-01T00:00:00.000Z' }],
])('%s: %j becomes the operator of the API', (key, value, condition) => {
  expect(Q({ [key]: value }).filter).toEqual([condition]);
});

test('a value that is undefined is refused, since without it every record would match', () => {
  const forgotten: { companyID: number } = JSON.parse('{}');
  const { companyID } = forgotten;
  const words = 'companyID is undefined: leave the key out, or use null for "not set".';

  expect(() => Q({ companyID })).toThrow(new InvalidRequestError(words));
  expect(() => Q({ status: 1 }).and({ companyID })).toThrow(words);
  expect(() => checkFilter({ companyID })).toThrow(words);
  expect(() => Q({ companyID__gt: companyID })).toThrow('companyID__gt is undefined');
  expect(() => Q.udf('Site Code', 'eq')).toThrow('Site Code is undefined');
});

test('a Date that is none is refused with its field', () => {
  expect(() => Q({ createDate__gte: new Date('tomorrow') })).toThrow(new InvalidRequestError('createDate is an invalid Date.'));
});

test('fields and values make the same filter without a Q', () => {
  const fields = { status__noteq: 5, priority: [1, 4], queueID: null };

  expect(checkFilter(fields)).toEqual(Q(fields).filter);
  expect(checkFilter({})).toEqual(checkFilter(undefined));
});

test('the API’s operators, and the spellings that other clients have for them', () => {
  const spellings: Record<string, ComparisonOperator> = {
    eq: 'eq',
    noteq: 'noteq',
    not_eq: 'noteq',
    ne: 'noteq',
    neq: 'noteq',
    gt: 'gt',
    gte: 'gte',
    ge: 'gte',
    lt: 'lt',
    lte: 'lte',
    le: 'lte',
    beginsWith: 'beginsWith',
    begins_with: 'beginsWith',
    startsWith: 'beginsWith',
    starts_with: 'beginsWith',
    endsWith: 'endsWith',
    ends_with: 'endsWith',
    contains: 'contains',
    exist: 'exist',
    exists: 'exist',
    is_not_null: 'exist',
    notExist: 'notExist',
    not_exist: 'notExist',
    not_exists: 'notExist',
    isnull: 'notExist',
    is_null: 'notExist',
    in: 'in',
    notIn: 'notIn',
    not_in: 'notIn',
    nin: 'notIn',
  };

  for (const [spelling, operator] of Object.entries(spellings)) expect(resolveOperator(spelling)).toBe(operator);
});

test('and joins, or makes groups, and nothing is changed in place', () => {
  const open = Q({ status__ne: 5 });
  const urgent = open.and(Q.or({ priority: 4 }, { priority: 1, queueID: 301 }));

  expect(open.filter).toHaveLength(1);
  expect(urgent.filter).toEqual([
    { op: 'noteq', field: 'status', value: 5 },
    {
      op: 'or',
      items: [
        { op: 'eq', field: 'priority', value: 4 },
        {
          op: 'and',
          items: [
            { op: 'eq', field: 'priority', value: 1 },
            { op: 'eq', field: 'queueID', value: 301 },
          ],
        },
      ],
    },
  ]);
  expect(Q({ status: 1 }).or({ status: 8 }).filter).toEqual([
    {
      op: 'or',
      items: [
        { op: 'eq', field: 'status', value: 1 },
        { op: 'eq', field: 'status', value: 8 },
      ],
    },
  ]);
  expect(Q.or({ status: 1 }).filter).toEqual([{ op: 'eq', field: 'status', value: 1 }]);
});

test('user-defined fields and raw conditions stand beside the others', () => {
  expect(Q({ status: 1 }).and(Q.udf('Site Code', 'beginsWith', 'HQ'), Q.raw([{ op: 'exist', field: 'queueID' }])).filter).toEqual(
    [
      { op: 'eq', field: 'status', value: 1 },
      { op: 'beginsWith', field: 'Site Code', value: 'HQ', udf: true },
      { op: 'exist', field: 'queueID' },
    ],
  );
  expect(Q.udf('Site Code', 'exist').filter).toEqual([{ op: 'exist', field: 'Site Code', udf: true }]);
});

test('refuses an operator that does not exist, with the likely one', () => {
  expect(() => Q({ title__contians: 'x' })).toThrow(InvalidRequestError);
  expect(() => Q({ title__contians: 'x' })).toThrow('Did you mean "contains"');
  expect(() => Q({ title__contains: null })).toThrow('needs a value');
});

test('operators in conditions are spelt as the API wants them', () => {
  const filter = JSON.parse(
    '[{"op":"NE","field":"status","value":5},{"op":"OR","items":[{"op":"not_exist","field":"queueID"}]}]',
  );

  expect(checkFilter(filter)).toEqual([
    { op: 'noteq', field: 'status', value: 5 },
    { op: 'or', items: [{ op: 'notExist', field: 'queueID' }] },
  ]);
});

test('an empty filter says explicitly that every record is meant', () => {
  const every = [{ op: 'exist', field: 'id' }];

  expect(checkFilter(undefined)).toEqual(every);
  expect(checkFilter([])).toEqual(every);
  expect(checkFilter(Q({}))).toEqual(every);
});

test('500 alternatives are accepted', () => {
  const items = Array.from({ length: 500 }, (_, value) => ({ op: 'eq', field: 'id', value }) as const);

  expect(checkFilter([{ op: 'or', items }])).toHaveLength(1);
});
