import { expect, test } from 'vitest';
import { Q, RejectedError } from '../../src/autotask/index.js';
import { userDefinedFieldsSchema } from '../../src/autotask/metadata-shapes.js';
import { connect, rejection } from './support/connect.js';
import { VirtualClock } from './support/virtual-clock.js';

test('pick-list values are numbers where records carry numbers, in the order of the list', async () => {
  const { client } = await connect();

  const values = await client.picklist('Tickets', 'STATUS');

  expect(values.map(({ value, label, isActive, isSystem }) => [value, label, isActive, isSystem])).toEqual([
    [1, 'New', true, true],
    [5, 'Complete', true, true],
    [8, 'In Progress', true, false],
    [24, 'Escalated', false, false],
  ]);
});

test('dependent pick lists name their parent field and value', async () => {
  const { client } = await connect();

  const field = (await client.fields('Tickets')).find(({ name }) => name === 'subIssueType');

  expect(field?.picklistParentValueField).toBe('issueType');
  expect(field?.picklistValues.map(({ value, parentValue }) => [value, parentValue])).toEqual([
    [136, 10],
    [140, 11],
  ]);
});

test('values of text pick lists stay text', async () => {
  const { client } = await connect();

  for (const { value } of await client.picklist('TicketAttachments', 'attachmentType')) expect(typeof value).toBe('string');
});

test('tells standard from user-defined fields', async () => {
  const { client, requests } = await connect();

  const fields = await client.allFields('Tickets');

  expect(fields.find(({ name }) => name === 'companyID')).toMatchObject({
    isUserDefined: false,
    isReference: true,
    referenceEntityType: 'Company',
    dataType: 'integer',
    label: 'companyID',
  });
  expect(fields.find(({ name }) => name === 'Tier')).toMatchObject({ isUserDefined: true, isPickList: true });
  expect(fields.find(({ name }) => name === 'Seats')).toMatchObject({ isUserDefined: true, dataType: 'integer' });
  expect(requests().sort()).toEqual(['GET Tickets/entityInformation/fields', 'GET Tickets/entityInformation/userDefinedFields']);
});

test('a field of which metadata does not say otherwise can be filtered', () => {
  const fields = [
    { name: 'Seats', type: 'integer' },
    { name: 'Tier', type: 'string', isQueryable: false },
  ];

  expect(userDefinedFieldsSchema.parse({ fields }).map(({ isQueryable }) => isQueryable)).toEqual([true, false]);
});

test('an entity without user-defined fields is not asked for them', async () => {
  const { client, requests } = await connect();

  expect(await client.userDefinedFields('TicketNotes')).toEqual([]);
  expect(requests()).toEqual([]);
});

test('tells the rights of one entity, or of all at once', async () => {
  const { client, requests } = await connect({ full: { access: { Invoices: { query: 'None' } } } });

  expect(await client.entityInfo('Invoices')).toMatchObject({ name: 'Invoice', userAccessForQuery: 'None' });
  const all = await client.allEntityInfo();
  expect(all.find(({ name }) => name === 'Ticket')).toMatchObject({
    canCreate: true,
    canDelete: false,
    userAccessForQuery: 'All',
  });
  expect(requests()).toEqual(['GET Invoices/entityInformation', 'GET EntityInformation']);
});

test('a pick list that does not exist is refused with those that do', async () => {
  const { client } = await connect();

  await expect(client.picklist('Tickets', 'title')).rejects.toThrow(
    /Tickets\.title has no pick list\. Fields with one: .*status/,
  );
  await expect(client.picklist('Tickets', 'statsu')).rejects.toThrow('Did you mean status');
});

test('metadata is asked for once, also by callers at the same time, until it is too old or refreshed', async () => {
  const clock = new VirtualClock();
  const { client, requests } = await connect({}, { clock });

  await Promise.all([client.fields('Tickets'), client.fields('ticket'), client.picklist('Tickets', 'status')]);
  expect(requests()).toHaveLength(1);

  clock.pass(59 * 60 * 1_000);
  await client.fields('Tickets');
  expect(requests()).toHaveLength(0);

  clock.pass(60 * 1_000);
  await client.fields('Tickets');
  expect(requests()).toHaveLength(1);

  client.refreshMetadata('Tickets');
  await client.fields('Tickets');
  expect(requests()).toHaveLength(1);
});

test('metadata that was read a moment ago can be spared a refresh', async () => {
  const clock = new VirtualClock();
  const { client, requests } = await connect({}, { clock });
  await client.fields('Tickets');
  requests();

  clock.pass(59_000);
  client.refreshMetadata(undefined, 60_000);
  await client.fields('Tickets');
  expect(requests()).toHaveLength(0);

  clock.pass(1_000);
  client.refreshMetadata(undefined, 60_000);
  await client.fields('Tickets');
  expect(requests()).toHaveLength(1);
});

test('a failure is not remembered', async () => {
  const { client, tenant } = await connect();
  tenant.faults.add({ fault: { kind: 'error', text: 'Not now.' }, entity: 'Tickets' });

  await rejection(client.fields('Tickets'));

  expect((await client.fields('Tickets')).length).toBeGreaterThan(50);
});

test('one caller who gives up does not take the answer from the others', async () => {
  const { client, requests, tenant } = await connect();
  let answer = () => {};
  const until = new Promise<void>((resolve) => {
    answer = resolve;
  });
  tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Tickets' });
  const controller = new AbortController();
  const impatient = client.fields('Tickets', { signal: controller.signal });
  const patient = client.fields('Tickets');
  const reason = new Error('gone');

  controller.abort(reason);
  expect(await rejection(impatient)).toBe(reason);
  answer();

  expect((await patient).length).toBeGreaterThan(50);
  expect(requests()).toHaveLength(1);
});

test("the tenant's word is final: a field beyond the shipped data is found, and allowed", async () => {
  const { client, requests } = await connect({
    skin: { extraFields: { Tickets: [{ name: 'brandNewField', dataType: 'integer' }] } },
  });

  expect(await client.count<string>('Tickets', Q({ brandnewfield: 3 }))).toBe(0);
  expect(requests()).toEqual(['GET Tickets/entityInformation/fields', 'POST Tickets/query/count']);
});

test('is read anew after Autotask has refused a write, since a pick list may have changed', async () => {
  const { client, requests } = await connect();
  await client.fields('Tickets');
  await client.fields('Companies');
  const refused = { companyID: 1101, title: 'Printer', status: 77, priority: 2, queueID: 301 };
  expect(await rejection(client.create('Tickets', refused))).toBeInstanceOf(RejectedError);
  requests();

  await client.fields('Tickets');
  await client.fields('Companies');

  expect(requests()).toEqual(['GET Tickets/entityInformation/fields']);
});
