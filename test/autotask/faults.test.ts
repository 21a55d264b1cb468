import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import {
  AuthenticationError,
  AutotaskClient,
  InvalidRequestError,
  LimitError,
  RejectedError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
} from '../../src/autotask/index.js';
import type { Fault } from '../../src/demo/faults.js';
import { aTicket } from '../demo/support/small-seed.js';
import { connect, FAST, rejection } from './support/connect.js';

const seed = { rows: { Tickets: [aTicket(1), aTicket(2)] } };

const transient: [string, Fault][] = [
  ['a lost request', { kind: 'lose-request' }],
  ['a lost answer', { kind: 'lose-response' }],
  ['a reset in the middle of the answer', { kind: 'reset-mid-body' }],
  ['cut-off JSON', { kind: 'truncated-json' }],
  ['502', { kind: 'html', status: 502 }],
  ['503', { kind: 'html', status: 503 }],
  ['504', { kind: 'html', status: 504 }],
  ['the thread limit', { kind: 'thread-limit' }],
];

test.each(transient)('repeats a read after %s', async (_, fault) => {
  const { client, requests, tenant } = await connect(seed);
  tenant.faults.add({ fault, entity: 'Tickets', times: 2 });

  expect(await client.queryAll('Tickets')).toHaveLength(2);
  expect(requests()).toHaveLength(3);
});

test.each(transient)('repeats a PATCH after %s', async (_, fault) => {
  const { client, requests, tenant } = await connect(seed);
  tenant.faults.add({ fault, entity: 'Tickets', times: 2 });

  await client.update('Tickets', { id: 1, priority: 4 });

  expect(tenant.store.row('Tickets', 1)?.['priority']).toBe(4);
  expect(requests()).toEqual(['PATCH Tickets', 'PATCH Tickets', 'PATCH Tickets']);
});

test.each(transient)('gives up after three attempts at %s', async (_, fault) => {
  const { client, requests, tenant } = await connect(seed);
  tenant.faults.add({ fault, entity: 'Tickets', times: Infinity });

  const error = await rejection(client.count('Tickets'));

  expect(error).toBeInstanceOf(fault.kind === 'thread-limit' ? LimitError : UnavailableError);
  expect(requests()).toHaveLength(3);
});

const final: [string, Fault, new (...args: never[]) => Error][] = [
  ['401', { kind: 'unauthorized' }, AuthenticationError],
  ['500', { kind: 'error', text: 'Value does not exist for the required field resourceID' }, RejectedError],
  ['500 about the integration code', { kind: 'error', text: 'IntegrationCode is invalid' }, AuthenticationError],
  ['403', { kind: 'error', text: '', status: 403 }, Error],
];

test.each(final)('never repeats after %s', async (_, fault, errorClass) => {
  const { client, requests, tenant } = await connect(seed);
  tenant.faults.add({ fault, entity: 'Tickets', times: Infinity });

  expect(await rejection(client.count('Tickets'))).toBeInstanceOf(errorClass);
  expect(await rejection(client.update('Tickets', { id: 1, priority: 4 }))).toBeInstanceOf(errorClass);
  expect(requests()).toHaveLength(2);
});

test('the thread limit is told by its text, whatever the status', async () => {
  const { client, requests, tenant } = await connect(seed);
  const text = 'The Autotask API thread threshold of 3 threads has been exceeded.';
  tenant.faults.add({ fault: { kind: 'error', text }, entity: 'Tickets' });

  expect(await client.count('Tickets')).toBe(2);
  expect(requests()).toHaveLength(2);
});

test('a refusal that quotes a long text is read like any other', async () => {
  const { client, tenant } = await connect(seed);
  // The words of an hourly refusal over and over, without its last one: every way to find them would have to be tried.
  tenant.faults.add({ fault: { kind: 'error', text: 'request limit '.repeat(20_000) }, entity: 'Tickets' });

  expect(await rejection(client.count('Tickets'))).toBeInstanceOf(RejectedError);
});

test('does not wait longer than a caller would, but says how long Autotask asks to wait', async () => {
  const { client, requests, tenant } = await connect(seed);
  tenant.faults.add({ fault: { kind: 'thread-limit', retryAfterSeconds: 90 }, entity: 'Tickets' });

  const error = await rejection(client.count('Tickets'));

  expect(error).toBeInstanceOf(LimitError);
  expect(error).toMatchObject({ limit: 'thread', retryAfterMs: 90_000, status: 429 });
  expect(requests()).toHaveLength(1);
});

test('waits as long as Autotask asks where that is bearable', async () => {
  const waits: number[] = [];
  const { client, tenant } = await connect(seed, { onEvent: (event) => event.type === 'retry' && waits.push(event.delayMs) });
  tenant.faults.add({ fault: { kind: 'thread-limit', retryAfterSeconds: 0.4 }, entity: 'Tickets' });

  expect(await client.count('Tickets')).toBe(2);
  expect(waits).toEqual([400]);
});

test('a slow answer is a typed timeout', async () => {
  const { client, tenant } = await connect(seed, { timeouts: { responseMs: 50 }, retry: { attempts: 1 } });
  let answer = () => {};
  const until = new Promise<void>((resolve) => {
    answer = resolve;
  });
  tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Tickets' });

  const error = await rejection(client.count('Tickets'));
  answer();

  expect(error).toBeInstanceOf(TimeoutError);
});

test('a refused connection certainly did nothing, so even a create may be repeated', async () => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  const retries: unknown[] = [];
  const client = new AutotaskClient(
    { username: 'u@x.example', secret: 's', integrationCode: 'c', apiUrl: `http://127.0.0.1:${port}` },
    { ...FAST, onEvent: (event) => event.type === 'retry' && retries.push(event.attempt) },
  );
  onTestFinished(() => client.close());

  const error = await rejection(client.create('Tickets', { title: 'x' }));

  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({ outcome: 'none' });
  expect(retries).toEqual([1, 2]);
});

test('a client that is closed says so at once, whatever it is asked', async () => {
  const events: unknown[] = [];
  const { client, requests } = await connect(seed, { onEvent: (event) => events.push(event.type) });
  const rows = client.query('Tickets', {}, { pageSize: 1 });
  await rows.next();
  requests();
  events.length = 0;

  await client.close();

  const calls = [client.version(), client.count('Tickets'), client.create('Tickets', { title: 'x' }), client.zone(), rows.next()];
  for (const call of calls) {
    expect(await rejection(call)).toEqual(new InvalidRequestError('This client is closed; nothing was sent. Make another one.'));
  }
  expect(requests()).toEqual([]);
  expect(events).toEqual([]);
  expect(client.meter.requests).toBe(1);
});

/** A server that no Autotask is: for answers that the tenant never gives. */
async function strangeServer(
  answer: (path: string, origin: string) => { status?: number; headers?: Record<string, string>; body: string },
) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    const { status = 200, headers = {}, body } = answer(path, `http://${request.headers.host ?? ''}`);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new AutotaskClient(
    { username: 'u@x.example', secret: 's', integrationCode: 'c', apiUrl: `http://127.0.0.1:${port}` },
    FAST,
  );
  onTestFinished(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  return { client, paths };
}

test("the tenant's word is final: a field that holds texts there takes one, though the shipped data know better", async () => {
  const fields = [{ name: 'source', dataType: 'string' }];
  const { client, paths } = await strangeServer((path) => ({
    body: JSON.stringify(path.endsWith('/fields') ? { fields } : path.endsWith('/count') ? { queryCount: 3 } : { itemId: 1 }),
  }));

  expect(await client.count<string>('Tickets', { source: 'portal' })).toBe(3);
  await client.update<string>('Tickets', { id: 1, source: 'portal' });

  expect(paths.map((path) => path.replace(/.*V1.0./, ''))).toEqual([
    'Tickets/entityInformation/fields',
    'Tickets/query/count',
    'Tickets',
  ]);
});

const envelope = (items: unknown[], nextPageUrl: string | null) =>
  JSON.stringify({ items, pageDetails: { count: items.length, requestCount: 500, prevPageUrl: null, nextPageUrl } });

test('never follows a page link to another host', async () => {
  const { client, paths } = await strangeServer(() => ({
    body: envelope([{ id: 1 }], 'https://evil.example/ATServicesRest/V1.0/x'),
  }));

  const error = await rejection(client.children('Tickets', 1, 'Notes'));

  expect(error).toBeInstanceOf(UnexpectedResponseError);
  expect(error).toMatchObject({ message: expect.stringContaining('not followed') });
  expect(paths).toHaveLength(1);
});

test('never follows a redirect', async () => {
  const { client, paths } = await strangeServer((_, origin) => ({
    status: 302,
    headers: { location: `${origin}/elsewhere` },
    body: '',
  }));

  expect(await rejection(client.count('Tickets'))).toBeInstanceOf(UnexpectedResponseError);
  expect(paths).toEqual(['/ATServicesRest/V1.0/Tickets/query/count']);
});

test.each([
  [5, 4],
  [5, 5],
])('refuses rows %d, %d, which are out of order, rather than walk in circles', async (first, second) => {
  const { client, paths } = await strangeServer(() => ({ body: envelope([{ id: first }, { id: second }], 'x') }));

  expect(await rejection(client.queryAll('Tickets'))).toBeInstanceOf(UnexpectedResponseError);
  expect(paths).toHaveLength(1);
});

test('a full page goes on where the answer does not say whether there are more', async () => {
  const { client } = await strangeServer(() => ({ body: JSON.stringify({ items: [{ id: 1 }, { id: 2 }] }) }));

  expect(await client.queryPage('Tickets', [], { pageSize: 2 })).toMatchObject({ hasMore: true });
  expect(await client.queryPage('Tickets', [], { pageSize: 3 })).toMatchObject({ hasMore: false });
});

test.each(['{}', '[]', '{"items":[{"name":"no id"}]}', '{"items":null}', '"text"'])(
  'an answer of another shape is a typed error: %s',
  async (body) => {
    const { client } = await strangeServer(() => ({ body }));

    expect(await rejection(client.queryAll('Tickets'))).toBeInstanceOf(UnexpectedResponseError);
  },
);

test("the tenant's word is final where the shipped data has it that a field cannot be filtered or written", async () => {
  const fields = [
    { name: 'assetValue', dataType: 'double' },
    { name: 'createDate', dataType: 'datetime' },
  ];
  const { client, paths } = await strangeServer((path) => ({
    body: JSON.stringify(path.endsWith('/fields') ? { fields } : path.endsWith('/count') ? { queryCount: 3 } : { itemId: 7 }),
  }));

  expect(await client.count('Companies', [{ op: 'gt', field: 'assetValue', value: 1 }])).toBe(3);
  await client.update('Companies', { id: 7, createDate: '2026-01-01' });

  expect(paths.map((path) => path.replace('/ATServicesRest/V1.0/', ''))).toEqual([
    'Companies/entityInformation/fields',
    'Companies/query/count',
    'Companies',
  ]);
});

test('older servers answer a missing id with 404, and that is the same', async () => {
  const { client } = await strangeServer(() => ({ status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' }));

  await expect(client.get('Tickets', 9)).rejects.toThrow('Tickets 9 does not exist');
});
