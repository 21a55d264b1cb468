import { expect, test } from 'vitest';
import { InvalidRequestError, Q } from '../../src/autotask/index.js';
import type { AutotaskClient, Filter } from '../../src/autotask/index.js';
import { connect, rejection } from './support/connect.js';

/** As it comes from JavaScript or JSON, where no compiler has looked. */
const untyped = (value: unknown): Filter => JSON.parse(JSON.stringify(value));
const readWith = (options: object) => (client: AutotaskClient) =>
  client.queryAll('Tickets', {}, JSON.parse(JSON.stringify(options)));
const eq = (field: string, value: unknown, more: object = {}) => ({ op: 'eq', field, value, ...more });
const read = (filter: unknown) => (client: AutotaskClient) => client.queryAll('Tickets', untyped(filter));

const cases: [string, (client: AutotaskClient) => Promise<unknown>, string][] = [
  ['a name of millions of letters', (client) => client.count('Ticket'.repeat(500_000)), 'no entity "TicketTicket'],
  ['an unknown entity', (client) => client.count<string>('Tikets'), 'no entity "Tikets". Did you mean "Tickets"?'],
  ['another name of an entity', (client) => client.count<string>('Devices'), 'Did you mean "ConfigurationItems"?'],
  ['a name of before', (client) => client.count<string>('Installed Products'), 'Did you mean "ConfigurationItems"?'],
  ['a misspelt operator', read([{ op: 'noteExist', field: 'queueID' }]), 'Did you mean "notExist"'],
  ['an operator of another language', read([{ op: 'like', field: 'title', value: 'x' }]), 'Operators: eq, noteq'],
  [
    'two conditions on user-defined fields',
    read([eq('Site Code', 'A', { udf: true }), eq('Tier', 'B', { udf: true })]),
    'Site Code, Tier',
  ],
  ['an unknown field', read([eq('titel', 'x')]), 'Tickets has no field "titel". Did you mean title'],
  [
    'an unknown field in a nested group',
    read([{ op: 'or', items: [eq('title', 'x'), { op: 'and', items: [eq('nope', 1)] }] }]),
    '"nope"',
  ],
  ['a user-defined field used as a standard one', read([eq('Site Code', 'A')]), 'Q.udf("Site Code"'],
  ['a field that cannot be filtered on', read([eq('creatorType', 1)]), 'returned but cannot be filtered on'],
  ['a label where an id belongs', read([eq('status', 'New')]), 'Tickets.status holds whole numbers, not "New"'],
  ['a fraction where an id belongs', read([eq('status', 1.5)]), 'Tickets.status holds whole numbers, not 1.5'],
  ['a date in words', read([eq('createDate', 'yesterday')]), 'Tickets.createDate holds dates, not "yesterday". Give a Date'],
  ['a day that does not exist', read({ createDate__gte: '2026-02-30' }), 'holds dates, not "2026-02-30"'],
  ['an empty text for a date', read({ createDate__lt: '' }), 'holds dates, not ""'],
  ['a word for a boolean', (client) => client.count('Companies', untyped({ isActive: 'yes' })), 'true or false, not "yes"'],
  ['a word for an amount', (client) => client.count<string>('TimeEntries', { hoursWorked__gt: 'two' }), 'numbers, not "two"'],
  ['an empty group', read([{ op: 'or', items: [] }]), '"or" group needs at least one item'],
  ['an empty list of values', read([{ op: 'in', field: 'id', value: [] }]), 'empty list'],
  [
    'more than 500 values',
    read([{ op: 'in', field: 'id', value: Array.from({ length: 501 }, (_, id) => id) }]),
    '501 values; Autotask takes 500. Split the query; getMany reads any number of ids',
  ],
  [
    'more than 500 alternatives',
    read([{ op: 'or', items: Array.from({ length: 501 }, (_, id) => eq('id', id)) }]),
    '501 "or" conditions',
  ],
  ['a comparison with nothing', read([eq('queueID', null)]), 'use the operator "notExist"'],
  ['a list for a single value', read([eq('queueID', [1, 2])]), 'For a list of values use "in"'],
  ['a number where text is compared', read([{ op: 'contains', field: 'title', value: 7 }]), '"contains" on title takes a text'],
  ['a condition without operator', read([{ field: 'title', value: 'x' }]), 'lacks its operator'],
  ['a condition without field', read([{ op: 'eq', value: 'x' }]), 'lacks its field'],
  ['a condition outside an array', read(eq('status', 1)), 'A filter is an array of conditions'],
  ['a filter that is null', read(null), 'A filter is an array of conditions'],
  ['a filter that is a text', read('status eq 1'), 'an object of fields and values, or a Q'],
  ['an unknown field among fields and values', read({ statuss: 1 }), 'Tickets has no field "statuss". Did you mean status'],
  ['an unknown operator among fields and values', read({ status__noteExist: true }), 'Did you mean "notExist"'],
  ['an unknown field to return', (client) => client.queryAll<string>('Tickets', [], { fields: ['titel'] }), 'no field "titel"'],
  ['a page size beyond 500', (client) => client.queryAll('Tickets', [], { pageSize: 501 }), 'from 1 to 500'],
  [
    'a page of no rows',
    (client) => client.queryPage('Tickets', [], { limit: 0 }),
    'limit must be a whole number of rows, at least 1',
  ],
  ['a fractional limit', (client) => client.queryAll('Tickets', [], { limit: 1.5 }), 'limit must be a whole number'],
  [
    'a negative number of expected rows',
    (client) => client.queryAll('Tickets', [], { expectedRows: -1 }),
    'expectedRows must be a whole number',
  ],
  [
    'an id that is no number',
    (client) => client.get('Tickets', untypedId('T20260301.0001')),
    'Tickets.id must be a whole number',
  ],
  ['an id that was calculated wrongly', (client) => client.get('Tickets', Number.NaN), 'a whole number, not NaN'],
  ['a list of ids that is missing', (client) => client.getMany('Tickets', JSON.parse('null')), 'getMany takes a list of ids'],
  ['fields to write that are missing', (client) => client.create('Tickets', JSON.parse('null')), 'an object of names and values'],
  ['changes that are missing', (client) => client.update('Tickets', JSON.parse('null')), 'an object of names and values'],
  ['an entity that is missing', (client) => client.count(JSON.parse('null')), 'named by a text, not null'],
  ['options that are null', (client) => client.queryAll('Tickets', {}, JSON.parse('null')), 'Options are an object'],
  ['options of a write that are null', (client) => client.delete('TimeEntries', 1, JSON.parse('null')), 'Options are an object'],
  ['options of metadata that are null', (client) => client.fields('Tickets', JSON.parse('null')), 'Options are an object'],
  ['a signal that is none', (client) => client.version(JSON.parse('{"signal":"stop"}')), '"signal" is an AbortSignal'],
  ['a pick list of no field', (client) => client.picklist('Tickets', JSON.parse('null')), 'A field is named by a text'],
  ['an order', readWith({ sort: '-createDate' }), 'queryAll has no option "sort". Autotask gives records by ascending id'],
  ['an offset', readWith({ offset: 100 }), 'queryPage goes on after an id (afterId). Options of queryAll: expectedRows, limit,'],
  ['an option of another method', readWith({ afterId: 7 }), 'queryAll has no option "afterId". Options of queryAll'],
  ['an option in another spelling', readWith({ page_size: 7 }), 'queryAll has no option "page_size"'],
  ['one name in place of a list', readWith({ fields: 'title' }), '"fields" is a list of names'],
  ['an id that is missing', (client) => client.get('Tickets', untypedId(null)), 'must be a whole number, not null'],
  [
    'a query of something that has none',
    (client) => client.count('ResourceTimeOffBalances'),
    'children("Resources", id, "ResourceTimeOffBalances")',
  ],
  ['a missing parent', (client) => client.create('TicketNotes', { title: 'x' }), 'written below Tickets: ticketID is missing'],
  [
    'a parent id that is no number',
    (client) => client.create<string>('TicketNotes', { ticketID: 'x' }),
    'TicketNotes.ticketID must be a whole number',
  ],
  [
    'an unknown field on create',
    (client) => client.create<string>('Tickets', { titel: 'x' }),
    'no field "titel". Did you mean title',
  ],
  ['a read-only field on create', (client) => client.create('Tickets', { createDate: '2026-01-01' }), 'createDate is read-only'],
  ['an unknown field on update', (client) => client.update<string>('Tickets', { id: 1, statsu: 5 }), 'Did you mean status'],
  [
    'an update without id',
    (client) => client.update('Tickets', untypedChanges({ status: 5 })),
    'Tickets.id must be a whole number',
  ],
  [
    'a label where an id is written',
    (client) => client.update<string>('Tickets', { id: 1, priority: 'High' }),
    'Tickets.priority holds whole numbers, not "High". Labels of pick lists',
  ],
  [
    'a number that is none',
    (client) => client.create('TimeEntries', { hoursWorked: Number.NaN }),
    'TimeEntries.hoursWorked holds numbers, not NaN',
  ],
  [
    'a date in words on create',
    (client) => client.create('Tickets', { title: 'x', dueDateTime: 'yesterday' }),
    'Tickets.dueDateTime holds dates, not "yesterday"',
  ],
  [
    'a Date that is none',
    (client) => client.create('Tickets', { title: 'x', dueDateTime: new Date('nope') }),
    'Tickets.dueDateTime is an invalid Date',
  ],
  [
    'a Date that is none in a user-defined field',
    (client) => client.update('Tickets', { id: 1, userDefinedFields: { 'Site Code': new Date('nope') } }),
    'Site Code is an invalid Date',
  ],
  [
    'a word for a boolean on update',
    (client) => client.update<string>('Companies', { id: 1101, isActive: 'yes' }),
    'Companies.isActive holds true or false, not "yes"',
  ],
  [
    'a boolean where an id is written',
    (client) => client.update<string>('Tickets', { id: 1, status: true }),
    'holds whole numbers, not true',
  ],
  [
    'a list where a text is written',
    (client) => client.update<string>('Tickets', { id: 1, title: ['x'] }),
    'Tickets.title holds text, not [',
  ],
  ['an update of nothing', (client) => client.update('Tickets', { id: 1 }), 'changes nothing'],
  ['changes that are undefined', (client) => client.update<string>('Tickets', { id: 1, status: undefined }), 'changes nothing'],
  [
    'an unknown user-defined field',
    (client) => client.create('Tickets', { userDefinedFields: { 'Site Cod': 'x' } }),
    'Known: Site Code',
  ],
  [
    'user-defined fields of which one has no value',
    (client) => client.update('Tickets', untypedChanges({ id: 1, userDefinedFields: [{ name: 'Site Code' }] })),
    'an object of names and values',
  ],
  [
    'user-defined fields that are a text',
    (client) => client.update('Tickets', untypedChanges({ id: 1, userDefinedFields: 'Site Code' })),
    'an object of names and values',
  ],
  [
    'a delete that the API lacks',
    (client) => client.delete('Tickets', 1),
    'cannot be deleted through the API. It can be created and updated',
  ],
  [
    'a create that the API lacks',
    (client) => client.create('Resources', { firstName: 'x' }),
    'cannot be created through the API',
  ],
  ['an update of something read-only', (client) => client.update('TicketHistory', { id: 1, detail: 'x' }), 'It takes no writes'],
  [
    'impersonation where Autotask would ignore it',
    (client) => client.create('Tasks', { projectID: 61, title: 'x' }, { impersonate: 501 }),
    "cannot write Tasks in another resource's name",
  ],
];

const untypedId = (value: unknown): number => JSON.parse(JSON.stringify(value));
const untypedChanges = (value: unknown): { id: number } => JSON.parse(JSON.stringify(value));

test.each(cases)('refuses %s before the wire', async (_, call, words) => {
  const { client, tenant } = await connect();

  const error = await rejection(call(client));

  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error).toMatchObject({ message: expect.stringContaining(words) });
  // Only the tenant's metadata may have been asked for.
  const sent = tenant.requests.all().filter(({ path }) => !/entityInformation/i.test(path));
  expect(sent).toEqual([]);
});

test('refuses an empty side of an "or", which would match everything', () => {
  expect(() => Q.or({ status: 1 }, {})).toThrow('cannot be one side of an "or"');
  expect(() => Q.or()).toThrow('at least one filter');
  expect(() => Q.or({ status: 1 }, JSON.parse('null'))).toThrow(InvalidRequestError);
});

test('lets an option of the caller ride along', async () => {
  const { client } = await connect();
  const own = { priority: 'bulk', tenant: 'north' } as const;

  expect(await client.queryAll('Tickets', { id: 0 }, own)).toEqual([]);
});

test('asks for metadata only where the shipped field data does not know a name', async () => {
  const { client, requests } = await connect();

  await client.count('Tickets', Q({ status: 1, title__contains: 'x' }));

  expect(requests()).toEqual(['POST Tickets/query/count']);
});
