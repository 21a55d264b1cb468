import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, EVERY, failure, ids, startApi, isRefused } from './support/api.js';
import { aTicket } from './support/small-seed.js';

const tickets = [
  aTicket(7001, { title: 'Printer on fire', status: 1, priority: 1, companyID: 1101, source: -1 }),
  aTicket(7002, { title: 'VPN 50% slow', status: 5, priority: 2, companyID: 1102, createDate: '2026-03-02T10:00:00Z' }),
  aTicket(7003, {
    title: 'printer jam',
    status: 8,
    priority: 4,
    companyID: 0,
    createDate: '2026-03-03T00:00:00.537Z',
    contactID: 31,
    userDefinedFields: [
      { name: 'Site Code', value: 'HQ-1' },
      { name: 'Seats', value: '12' },
    ],
  }),
];
const rows = { Tickets: tickets };

function filter(...conditions: unknown[]): { Filter: unknown[] } {
  return { Filter: conditions };
}

describe('operators (dossier §4)', () => {
  test.each([
    ['eq', 'status', 8, [7003]],
    ['noteq', 'status', 5, [7001, 7003]],
    ['gt', 'priority', 2, [7003]],
    ['gte', 'priority', 2, [7002, 7003]],
    ['lt', 'priority', 2, [7001]],
    ['lte', 'priority', 2, [7001, 7002]],
    ['beginsWith', 'title', 'PRINTER', [7001, 7003]],
    ['beginsWith', 'title', 'fire', []],
    ['endsWith', 'title', 'SLOW', [7002]],
    ['endsWith', 'title', 'vpn', []],
    ['contains', 'title', '50% s', [7002]],
    ['contains', 'title', '.', []],
    ['exist', 'contactID', undefined, [7003]],
    ['notExist', 'contactID', undefined, [7001, 7002]],
    ['in', 'companyID', [0, 1102], [7002, 7003]],
    ['notIn', 'companyID', [0, 1102], [7001]],
    ['eq', 'companyID', 0, [7003]],
    ['eq', 'source', -1, [7001]],
    ['eq', 'title', 'PRINTER JAM', [7003]],
    ['gte', 'createDate', '2026-03-02', [7002, 7003]],
    ['gt', 'createDate', '2026-03-03T00:00:00', [7003]],
    ['lt', 'createDate', '2026-03-02T11:00:00+02:00', [7001]],
    ['noteq', 'contactID', 32, [7003]],
    ['notIn', 'contactID', [32], [7003]],
    ['eq', 'id', 7002, [7002]],
    ['gt', 'id', 7001, [7002, 7003]],
    ['gte', 'id', 7002, [7002, 7003]],
    ['lt', 'id', 7003, [7001, 7002]],
    ['lte', 'id', 7002, [7001, 7002]],
    ['in', 'id', [7003, 7001, 9], [7001, 7003]],
  ])('%s %s %j', async (op, field, value, expected) => {
    const api = await startApi({ rows });
    expect(ids(await api.post('Tickets/query', filter({ op, field, value })))).toEqual(expected);
    expect((await api.post('Tickets/query/count', filter({ op, field, value }))).json).toEqual({ queryCount: expected.length });
  });
});

describe('filters (dossier §4)', () => {
  test('top-level conditions are joined by AND, groups nest', async () => {
    const api = await startApi({ rows });
    const nested = filter(
      { op: 'noteq', field: 'status', value: 5 },
      {
        op: 'or',
        items: [
          { op: 'eq', field: 'priority', value: 1 },
          {
            op: 'and',
            items: [
              { op: 'gte', field: 'createDate', value: '2026-03-03' },
              { op: 'in', field: 'queueID', value: [301] },
            ],
          },
        ],
      },
    );
    expect(ids(await api.post('Tickets/query', nested))).toEqual([7001, 7003]);
  });

  test('body keys, field names and operators are case-insensitive', async () => {
    const api = await startApi({ rows });
    const body = { FILTER: [{ OP: 'NotEq', Field: 'STATUS', Value: 5 }], maxrecords: 1, includefields: ['TITLE'] };
    const answer = await api.post('tickets/QUERY', body);
    expect(at(answer.json, 'items')).toEqual([{ id: 7001, title: 'Printer on fire', userDefinedFields: [] }]);
  });

  test('a condition with an unknown operator is dropped without a word', async () => {
    const api = await startApi({ rows });
    expect(ids(await api.post('Tickets/query', filter({ op: 'noteExist', field: 'contactID' })))).toEqual([7001, 7002, 7003]);
    const both = filter({ op: 'ne', field: 'status', value: 5 }, { op: 'eq', field: 'priority', value: 1 });
    expect(ids(await api.post('Tickets/query', both))).toEqual([7001]);
    const group = filter({ op: 'or', items: [{ op: 'ne', field: 'status', value: 5 }] });
    expect(ids(await api.post('Tickets/query', group))).toEqual([7001, 7002, 7003]);
  });

  test('a count heeds groups and user-defined fields beside a bound on the id', async () => {
    const api = await startApi({ rows });
    const above = { op: 'gt', field: 'id', value: 7001 };
    const group = { op: 'or', items: [{ op: 'eq', field: 'status', value: 8 }] };
    const udf = { op: 'exist', field: 'Seats', udf: true };
    expect((await api.post('Tickets/query/count', filter(above, group))).json).toEqual({ queryCount: 1 });
    expect((await api.post('Tickets/query/count', filter(above, udf))).json).toEqual({ queryCount: 1 });
  });

  test('unknown and non-queryable fields are refused by name', async () => {
    const api = await startApi({ rows });
    const unknown = filter({ op: 'eq', field: 'attachedObjectID', value: 1 });
    expect(await api.post('AttachmentInfo/query', unknown)).toMatchObject(
      failure('Unable to find attachedObjectID in the AttachmentInfo Entity'),
    );
    expect(await api.post('Tickets/query', filter({ op: 'eq', field: 'creatorType', value: 1 }))).toMatchObject(
      failure('Unable to find creatorType in the Ticket Entity'),
    );
    expect(await api.post('Tickets/query/count', filter({ op: 'exist', field: 'nothing' }))).toMatchObject(
      failure('Unable to find nothing in the Ticket Entity'),
    );
  });

  test('text against a number is a conversion failure', async () => {
    const api = await startApi({ rows });
    const text = "Conversion failed when converting the varchar value 'New' to data type int.";
    expect(await api.post('Tickets/query', filter({ op: 'eq', field: 'status', value: 'New' }))).toMatchObject(failure(text));
    expect(await api.post('Tickets/query', filter({ op: 'in', field: 'status', value: [1, 'New'] }))).toMatchObject(
      failure(text),
    );
  });

  test('numbers and booleans may come as text', async () => {
    const api = await startApi({ rows });
    expect(ids(await api.post('Tickets/query', filter({ op: 'eq', field: 'status', value: '5' })))).toEqual([7002]);
    expect(ids(await api.post('Companies/query', filter({ op: 'eq', field: 'isActive', value: 'true' })))).toEqual([
      0, 1101, 1102,
    ]);
  });

  test('the integer Contacts.isActive is comparable with true', async () => {
    const api = await startApi();
    const answer = await api.post('Contacts/query', filter({ op: 'eq', field: 'isActive', value: true }));
    expect(ids(answer)).toEqual([31]);
    expect(at(answer.json, 'items.0.isActive')).toBe(1);
  });

  test('user-defined fields are reached with udf:true, one a query', async () => {
    const api = await startApi({ rows });
    const site = { op: 'beginsWith', field: 'site code', value: 'hq', udf: true };
    expect(ids(await api.post('Tickets/query', filter(site)))).toEqual([7003]);
    expect(ids(await api.post('Tickets/query', filter({ ...site, udf: 'True' })))).toEqual([7003]);
    expect(ids(await api.post('Tickets/query', filter({ op: 'gt', field: 'Seats', value: 9, udf: true })))).toEqual([7003]);
    expect(ids(await api.post('Tickets/query', filter({ op: 'notExist', field: 'Site Code', udf: true })))).toEqual([7001, 7002]);
    expect(await api.post('Tickets/query', filter({ ...site, udf: undefined }))).toMatchObject(
      failure('Unable to find site code in the Ticket Entity'),
    );
    expect(await api.post('Tickets/query', filter({ ...site, field: 'Colour' }))).toMatchObject(
      failure('Unable to find Colour in the Ticket Entity'),
    );
    expect(isRefused(await api.post('Tickets/query', filter(site, { op: 'or', items: [site] })))).toBe(true);
  });

  test.each([
    ['no body', undefined, 'queryModel'],
    ['no JSON', 'nonsense', 'queryModel'],
    ['no Filter', { MaxRecords: 5 }, 'filters'],
    ['an empty Filter', { Filter: [] }, 'filters'],
  ])('%s is refused', async (_, body, parameter) => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets/query', body)).toMatchObject(failure(`Value cannot be null.\r\nParameter name: ${parameter}`));
  });

  test('more than 500 OR conditions are refused, in groups and in lists', async () => {
    const api = await startApi({ rows });
    const text = "Queries are limited to 500 or fewer 'OR' conditions.";
    const conditions = Array.from({ length: 501 }, (_, id) => ({ op: 'eq', field: 'id', value: id }));
    const values = Array.from({ length: 501 }, (_, id) => id);
    expect(await api.post('Tickets/query', filter({ op: 'or', items: conditions }))).toMatchObject(failure(text));
    expect(await api.post('Tickets/query', filter({ op: 'in', field: 'id', value: values }))).toMatchObject(failure(text));
    expect((await api.post('Tickets/query', filter({ op: 'in', field: 'id', value: values.slice(1) }))).status).toBe(200);
  });

  test('single quotes, unquoted keys and trailing commas are let through', async () => {
    const api = await startApi({ rows });
    const lax = "{MaxRecords: 2, 'filter': [{op: 'eq', field: 'title', value: 'printer jam',}],}";
    expect(ids(await api.post('Tickets/query', lax))).toEqual([7003]);
    expect(ids(await api.get(`Tickets/query?search=${encodeURIComponent(lax)}`))).toEqual([7003]);
  });

  test('an indexed lookup and a walk through the table find the same rows', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aTicket(100 + index, { companyID: index % 4, status: index % 3, ...(index % 5 === 0 ? {} : { contactID: index % 7 }) }),
    );
    const api = await startApi({ rows: { Tickets: many } });
    const condition = fc.oneof(
      fc.record({
        op: fc.constantFrom('eq', 'noteq', 'gt', 'lte'),
        field: fc.constantFrom('companyID', 'contactID', 'status', 'id'),
        value: fc.nat(8),
      }),
      fc.record({
        op: fc.constantFrom('in', 'notIn'),
        field: fc.constantFrom('companyID', 'contactID', 'id'),
        value: fc.array(fc.nat(160), { minLength: 1, maxLength: 9 }),
      }),
      fc.record({ op: fc.constantFrom('exist', 'notExist'), field: fc.constantFrom('contactID', 'id') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 3 }), async (conditions) => {
        const direct = ids(await api.post('Tickets/query', { Filter: conditions }));
        // Inside a group no index is used.
        const walked = ids(await api.post('Tickets/query', { Filter: [{ op: 'and', items: conditions }] }));
        expect(direct).toEqual(walked);
        expect((await api.post('Tickets/query/count', { Filter: conditions })).json).toEqual({ queryCount: walked.length });
      }),
      { numRuns: 60 },
    );
  });
});

describe('answers (dossier §4)', () => {
  test('every field comes back, nulls explicit, and userDefinedFields even where nothing is set', async () => {
    const api = await startApi({ rows });
    const answer = await api.post('Tickets/query', filter({ op: 'eq', field: 'id', value: 7001 }));
    expect(at(answer.json, 'items.0')).toMatchObject({ id: 7001, contactID: null, resolution: null, userDefinedFields: [] });
    expect(at((await api.post('Companies/query', EVERY)).json, 'items.0.userDefinedFields')).toEqual([]);
  });

  test('IncludeFields trims, but id and userDefinedFields stay', async () => {
    const api = await startApi({ rows });
    const answer = await api.post('Tickets/query', {
      ...filter({ op: 'eq', field: 'id', value: 7003 }),
      IncludeFields: ['title'],
    });
    expect(at(answer.json, 'items')).toEqual([
      {
        id: 7003,
        title: 'printer jam',
        userDefinedFields: [
          { name: 'Site Code', value: 'HQ-1' },
          { name: 'Seats', value: '12' },
        ],
      },
    ]);
  });

  test('IncludeFields names existing fields', async () => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets/query', { ...EVERY, IncludeFields: ['id', 'summary'] })).toMatchObject(
      failure('Unable to find summary in the Ticket Entity'),
    );
    // Returned, though not queryable.
    expect((await api.post('Tickets/query', { ...EVERY, IncludeFields: ['creatorType', 'userDefinedFields'] })).status).toBe(200);
  });

  test('rows come in ascending id order and a sort key is ignored', async () => {
    const api = await startApi({ rows });
    expect(ids(await api.post('Tickets/query', { ...EVERY, sort: 'id desc' }))).toEqual([7001, 7002, 7003]);
  });

  test.each([0, 501, -1, 'many'])('MaxRecords %j is refused', async (MaxRecords) => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets/query', { ...EVERY, MaxRecords })).toMatchObject(
      failure('maxCountOfRecordsToReturn must be between 1 and 500'),
    );
  });

  test('times come back in UTC with Z', async () => {
    const api = await startApi({ rows });
    const answer = await api.post('Tickets/query', filter({ op: 'eq', field: 'id', value: 7003 }));
    expect(at(answer.json, 'items.0.createDate')).toBe('2026-03-03T00:00:00.537Z');
  });

  test('TicketHistory takes exactly one filter, on its ticket', async () => {
    const api = await startApi({ rows: { TicketHistory: [{ id: 1, ticketID: 7001, action: 'Created' }] } });
    expect(ids(await api.post('TicketHistory/query', filter({ op: 'eq', field: 'ticketID', value: 7001 })))).toEqual([1]);
    expect(isRefused(await api.post('TicketHistory/query', EVERY))).toBe(true);
    expect(isRefused(await api.post('TicketHistory/query', filter({ op: 'in', field: 'ticketID', value: [7001] })))).toBe(true);
    const two = filter({ op: 'eq', field: 'ticketID', value: 7001 }, { op: 'exist', field: 'id' });
    expect(isRefused(await api.post('TicketHistory/query', two))).toBe(true);
  });
});
