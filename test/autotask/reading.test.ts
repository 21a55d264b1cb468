import { expect, test } from 'vitest';
import { InvalidRequestError, NotFoundError, PermissionError, Q } from '../../src/autotask/index.js';
import type { EntityRecord } from '../../src/autotask/index.js';
import { aTicket } from '../demo/support/small-seed.js';
import { connect, rejection } from './support/connect.js';

const tickets = (count: number) => ({ rows: { Tickets: Array.from({ length: count }, (_, index) => aTicket(index + 1)) } });
const idsOf = (records: readonly EntityRecord[]) => records.map((record) => record.id);

test('reads all matching records in id order, a page after the other', async () => {
  const { client, requests } = await connect(tickets(7));

  const records: number[] = [];
  for await (const record of client.query('Tickets', Q({ id__gt: 1 }), { pageSize: 3 })) records.push(record.id);

  expect(records).toEqual([2, 3, 4, 5, 6, 7]);
  expect(requests()).toEqual(['POST Tickets/query', 'POST Tickets/query']);
  expect(idsOf(await client.queryAll('Tickets', Q({ id__gt: 1 }), { pageSize: 3 }))).toEqual(records);
});

test('iterates without asking for pages that nobody consumes', async () => {
  const { client, requests } = await connect(tickets(9));

  const seen: number[] = [];
  for await (const record of client.query('Tickets', undefined, { pageSize: 3 })) {
    seen.push(record.id);
    if (seen.length === 4) break;
  }

  expect(seen).toEqual([1, 2, 3, 4]);
  expect(requests()).toHaveLength(2);
});

test('stops at the limit and asks for no more rows than that', async () => {
  const { client, tenant } = await connect(tickets(9));

  expect(await client.queryAll('Tickets', undefined, { pageSize: 4, limit: 6 })).toHaveLength(6);
  expect(tenant.requests.all().map((request) => request.body)).toEqual([
    { MaxRecords: 4, Filter: [{ op: 'exist', field: 'id' }] },
    {
      MaxRecords: 2,
      Filter: [
        { op: 'exist', field: 'id' },
        { op: 'gt', field: 'id', value: 4 },
      ],
    },
  ]);
  expect(await client.queryAll('Tickets', undefined, { limit: 0 })).toEqual([]);
});

test('reads one page with one request and says whether more follow', async () => {
  const { client, requests } = await connect(tickets(5));

  const first = await client.queryPage('Tickets', undefined, { pageSize: 3 });
  const second = await client.queryPage('Tickets', undefined, { pageSize: 3, afterId: 3 });

  expect([idsOf(first.records), first.hasMore]).toEqual([[1, 2, 3], true]);
  expect([idsOf(second.records), second.hasMore]).toEqual([[4, 5], false]);
  expect(requests()).toHaveLength(2);
});

test('trims records to the wanted fields', async () => {
  const { client } = await connect(tickets(1));

  const [record] = await client.queryAll<string>('Tickets', undefined, { fields: ['TITLE', 'userDefinedFields'] });

  expect(record).toEqual({ id: 1, title: 'Ticket 1', userDefinedFields: [] });
});

test('counts, finds the first and proves existence', async () => {
  const { client } = await connect(tickets(4));

  expect(await client.count('Tickets', Q({ id__gte: 3 }))).toBe(2);
  expect((await client.first('Tickets', Q({ id__gte: 3 })))?.id).toBe(3);
  expect(await client.first('Tickets', Q({ id: 99 }))).toBeUndefined();
  expect(await client.exists('Tickets', Q({ id: 4 }))).toBe(true);
  expect(await client.exists('Tickets', Q({ id: 5 }))).toBe(false);
});

test('takes entity names in any case and number', async () => {
  const { client } = await connect(tickets(1));

  for (const name of ['Tickets', 'ticket', 'TICKETS', ' Ticket ']) expect(await client.count(name)).toBe(1);
});

test('reads a record by id, also company 0', async () => {
  const { client, requests } = await connect();

  expect(await client.get('Companies', 0)).toMatchObject({ id: 0, companyName: 'Brightwater' });
  expect(requests()).toEqual(['GET Companies/0']);
});

test('says that a record does not exist or cannot be seen', async () => {
  const { client } = await connect();

  const error = await rejection(client.get('Tickets', 999));

  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({ message: 'Tickets 999 does not exist, or this API user may not see it.' });
  await expect(client.get('Tickets', 999, { fields: ['title'] })).rejects.toBeInstanceOf(NotFoundError);
});

test('reads many ids in batches of 500, each once, by id, missing ones left out', async () => {
  const { client, requests } = await connect(tickets(600));

  const records = await client.getMany('Tickets', [700, ...Array.from({ length: 600 }, (_, index) => 600 - index), 1], {
    fields: ['id'],
  });

  expect(idsOf(records)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
  expect(requests()).toEqual(['POST Tickets/query', 'POST Tickets/query']);
  expect(await client.getMany('Tickets', [])).toEqual([]);
});

test('lists children through the parent, by entity name or path segment', async () => {
  const note = (id: number, ticketID: number) => ({ id, ticketID, title: 'n', description: 'd', noteType: 1, publish: 1 });
  const { client, requests } = await connect({
    rows: { Tickets: [aTicket(1)], TicketNotes: [note(1, 1), note(2, 2), note(3, 1)] },
  });

  expect(idsOf(await client.children('Ticket', 1, 'TicketNotes'))).toEqual([1, 3]);
  expect(idsOf(await client.children('Tickets', 1, 'notes'))).toEqual([1, 3]);
  expect(requests()).toEqual(['GET Tickets/1/Notes', 'GET Tickets/1/Notes']);
  await expect(client.children('Tickets', 1, 'Nots')).rejects.toThrow('Did you mean Notes');
});

test('reads history for one ticket at a time, as the API demands', async () => {
  const rows = Array.from({ length: 5 }, (_, index) => ({
    id: index + 1,
    ticketID: 7,
    action: 'Edited',
    detail: 'x',
    date: '2026-03-01T00:00:00Z',
  }));
  const { client } = await connect({ rows: { TicketHistory: rows } });

  expect(idsOf(await client.queryAll('TicketHistory', Q({ ticketID: 7 }), { pageSize: 2 }))).toEqual([1, 2, 3, 4, 5]);
  const error = await rejection(client.queryAll('TicketHistory', Q({ action: 'Edited' })));
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error).toMatchObject({ message: expect.stringContaining('ticketID') });
});

test('names the right that is missing', async () => {
  const { client } = await connect({ full: { access: { Invoices: { query: 'None' } } } });

  const error = await rejection(client.queryAll('Invoices'));

  expect(error).toBeInstanceOf(PermissionError);
  expect(error).toMatchObject({ message: expect.stringContaining('adequate permissions to query this entity type') });
});

test('cancels a read between two pages', async () => {
  const { client, requests } = await connect(tickets(9));
  const controller = new AbortController();
  const reason = new Error('enough');

  const read = async () => {
    for await (const record of client.query('Tickets', undefined, { pageSize: 3, signal: controller.signal })) {
      if (record.id === 3) controller.abort(reason);
    }
  };

  expect(await rejection(read())).toBe(reason);
  expect(requests()).toHaveLength(1);
});

test('asks for version, modules, usage and identity', async () => {
  const { client } = await connect();

  expect(await client.version()).toMatchObject({ majorVersion: expect.any(String) });
  expect((await client.modules()).length).toBeGreaterThan(0);
  expect(await client.threshold()).toMatchObject({ externalRequestThreshold: 10_000, requestThresholdTimeframe: 60 });
  const identity = await client.whoami();
  expect(identity.username).toBe('api@msp.example');
  expect(identity.zone.url).toMatch(/\/ATServicesRest\/$/i);
});
