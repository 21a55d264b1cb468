import { expect, test } from 'vitest';
import { ENTITIES, NotFoundError, PermissionError, RejectedError, userDefinedValues } from '../../../src/autotask/index.js';
import { aTicket, API_USER, MAYA } from '../../demo/support/small-seed.js';
import { connect, rejection } from '../support/connect.js';

const newTicket = {
  companyID: 1101,
  title: 'Printer on fire',
  status: 1,
  priority: 2,
  queueID: 301,
  dueDateTime: '2026-03-12T12:00:00Z',
};

test('creates a root record and returns its id', async () => {
  const { client, requests } = await connect();

  const id = await client.create('Ticket', newTicket);

  expect(requests()).toEqual(['POST Tickets']);
  expect(await client.get('Tickets', id)).toMatchObject({ title: 'Printer on fire', companyID: 1101, status: 1 });
});

test('creates a child below the parent that its parent field names', async () => {
  const { client, requests, tenant } = await connect({ rows: { Tickets: [aTicket(1)] } });

  const id = await client.create<string>('TicketNotes', {
    TicketId: 1,
    title: 'Call',
    description: 'd',
    noteType: 1,
    publish: 2,
  });

  expect(requests()).toEqual(['POST Tickets/1/Notes']);
  expect(tenant.store.row('TicketNotes', id)).toMatchObject({ ticketID: 1, title: 'Call', publish: 2 });
});

test('writes below parent 0, which is a legal id', async () => {
  const { client, requests } = await connect();

  await client.create('Contacts', { companyID: 0, firstName: 'Ada', lastName: 'Byron', isActive: 1 });

  expect(requests()).toEqual(['POST Companies/0/Contacts']);
});

test('takes numbers and booleans as texts, as Autotask does, dates of every form, and empties fields', async () => {
  const filled = aTicket(1, { queueID: 301, resolution: 'r', dueDateTime: '2026-03-12T12:00:00Z' });
  const { client, tenant } = await connect({ rows: { Tickets: [filled] } });

  await client.update<string>('Tickets', { id: 1, priority: '4', estimatedHours: '1.5', resolution: '', title: 7 });
  expect(tenant.store.row('Tickets', 1)).toMatchObject({ priority: 4, estimatedHours: 1.5, title: '7' });
  await client.update<string>('Contacts', { id: 31, isActive: true, isOptedOutFromBulkEmail: 'True' });
  expect(tenant.store.row('Contacts', 31)).toMatchObject({ isActive: 1, isOptedOutFromBulkEmail: true });

  for (const time of [
    '2026-03-05',
    '2026-03-05T00:00',
    '2026-03-05 00:00:00.0',
    '2026-03-05T01:00:00+01:00',
    new Date('2026-03-05'),
  ]) {
    await client.update('Tickets', { id: 1, dueDateTime: '2026-03-12T12:00:00Z' });
    await client.update('Tickets', { id: 1, dueDateTime: time });
    expect(tenant.store.row('Tickets', 1)).toMatchObject({ dueDateTime: '2026-03-05T00:00:00Z' });
    expect(await client.count('Tickets', { dueDateTime: time })).toBe(1);
  }
  expect(await client.count<string>('Contacts', { id: '31', isActive: true })).toBe(1);
});

test('changes only the given fields, by PATCH with the id in the body', async () => {
  const { client, tenant } = await connect({ rows: { Tickets: [aTicket(1, { description: 'keep me' })] } });

  await client.update('Tickets', { id: 1, priority: 4 });

  expect(tenant.requests.all().map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    { method: 'PATCH', path: '/ATServicesRest/V1.0/Tickets', body: { id: 1, priority: 4 } },
  ]);
  expect(tenant.store.row('Tickets', 1)).toMatchObject({ priority: 4, description: 'keep me', title: 'Ticket 1' });
});

test('reads the parent of a child before changing it, unless the changes name it', async () => {
  const { client, requests } = await connect();

  await client.update('Contacts', { id: 31, firstName: 'Pia' });
  expect(requests()).toEqual(['GET Contacts/31', 'PATCH Companies/1101/Contacts']);

  await client.update('Contacts', { id: 31, companyID: 1101, firstName: 'Priya' });
  expect(requests()).toEqual(['PATCH Companies/1101/Contacts']);
});

test('repeats what a changed ticket note must carry', async () => {
  const note = { id: 5, ticketID: 1, title: 'Call', description: 'd', noteType: 1, publish: 2 };
  const { client, tenant } = await connect({ rows: { Tickets: [aTicket(1)], TicketNotes: [note] } });

  await client.update('TicketNotes', { id: 5, description: 'longer' });

  expect(tenant.store.row('TicketNotes', 5)).toMatchObject({ ...note, description: 'longer' });
});

test('deletes root and child records through their own routes', async () => {
  const { client, requests, tenant } = await connect({
    rows: {
      Tickets: [aTicket(1)],
      TicketChecklistItems: [
        { id: 3, ticketID: 1, itemName: 'a', isCompleted: false },
        { id: 4, ticketID: 1, itemName: 'b', isCompleted: false },
      ],
    },
  });

  await client.delete('TicketChecklistItems', 3);
  await client.delete('TicketChecklistItems', 4, { parentId: 1 });

  expect(requests()).toEqual([
    'GET TicketChecklistItems/3',
    'DELETE Tickets/1/ChecklistItems/3',
    'DELETE Tickets/1/ChecklistItems/4',
  ]);
  expect(tenant.store.row('TicketChecklistItems', 3)).toBeUndefined();
  await expect(client.delete('TicketChecklistItems', 3, { parentId: 1 })).rejects.toBeInstanceOf(NotFoundError);
});

test("passes Autotask's own reasons on", async () => {
  const { client } = await connect();

  const error = await rejection(client.create('Tickets', { ...newTicket, priority: 99 }));

  expect(error).toBeInstanceOf(RejectedError);
  expect(error).toMatchObject({
    status: 500,
    reasons: [expect.stringContaining('Picklist value [99] does not exist for priority')],
  });
});

test('writes user-defined fields given by name, as the text that the API wants', async () => {
  const { client, tenant } = await connect({ rows: { Tickets: [aTicket(1)] } });

  await client.update('Tickets', { id: 1, userDefinedFields: { 'site code': 'HQ-1', Seats: 12 } });

  expect(tenant.requests.all().at(-1)?.body).toEqual({
    id: 1,
    userDefinedFields: [
      { name: 'Site Code', value: 'HQ-1' },
      { name: 'Seats', value: '12' },
    ],
  });
  expect((await client.get('Tickets', 1))['userDefinedFields']).toContainEqual({ name: 'Site Code', value: 'HQ-1' });
});

test('user-defined fields read as an object go back as they are', async () => {
  const { client } = await connect({
    rows: { Tickets: [aTicket(1, { userDefinedFields: [{ name: 'Site Code', value: 'HQ-1' }] })] },
  });

  const values = userDefinedValues(await client.get('Tickets', 1));
  await client.update('Tickets', { id: 1, userDefinedFields: { ...values, Tier: 'Gold' } });

  expect(values).toMatchObject({ 'Site Code': 'HQ-1' });
  expect(userDefinedValues(await client.get('Tickets', 1))).toMatchObject({ 'Site Code': 'HQ-1', Tier: 'Gold' });
  expect(userDefinedValues({ id: 1 })).toEqual({});
});

test("writes in another resource's name, and says so only on the write", async () => {
  const { client, tenant } = await connect();

  const id = await client.create('Tickets', newTicket, { impersonate: MAYA });
  await client.get('Tickets', id);

  expect(tenant.requests.all().map((request) => request.impersonationResourceId)).toEqual([String(MAYA), null]);
  expect(tenant.store.row('Tickets', id)).toMatchObject({ creatorResourceID: MAYA, impersonatorCreatorResourceID: API_USER });
});

test('names a missing right to write', async () => {
  const { client } = await connect({ full: { access: { Tickets: { create: 'None' } } } });

  await expect(client.create('Tickets', newTicket)).rejects.toBeInstanceOf(PermissionError);
});

test('the root is used wherever the API has a root route, the parent otherwise', async () => {
  const { client, requests } = await connect({ rows: { Tasks: [{ id: 8, projectID: 61, title: 't', status: 1, taskType: 1 }] } });

  await Promise.allSettled([
    client.create('TaskNotes', { taskID: 8, title: 'n', description: 'd', noteType: 1, publish: 1 }),
    client.create('ExpenseItems', { expenseReportID: 3, description: 'taxi' }),
  ]);

  const writes = requests().filter((request) => request.startsWith('POST'));
  expect(writes.sort()).toEqual(['POST Expenses/3/Items', 'POST TaskNotes']);
  // Every entity that can be created has a parent field where it needs one.
  const childOnly = ENTITIES.filter((entity) => entity.canCreate && !entity.rootMethods.includes('POST'));
  expect(childOnly.filter((entity) => entity.parentField === undefined)).toEqual([]);
});
