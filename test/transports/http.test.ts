import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { request as httpRequest } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startTenant } from '../../src/demo/tenant.js';
import { startHttpServer, type RunningHttpServer } from '../support/http-server.js';

const TOKEN = 'a-token-that-nobody-guesses';
const PING = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
const MCP_HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

let open: RunningHttpServer;
let guarded: RunningHttpServer;

beforeAll(async () => {
  open = await startHttpServer();
  guarded = await startHttpServer({ tenant: open.tenant, environment: { AUTOTASK_HTTP_TOKEN: TOKEN } });
});

afterAll(async () => {
  await guarded.close();
  await open.close();
});

setFlagsFromString('--expose-gc');
const collectGarbage = z.custom<() => void>().parse(runInNewContext('gc'));

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** A request with exactly these headers: fetch would set Host and refuse Origin. */
async function send(url: string, headers: Record<string, string>, body: string = PING, method = 'POST'): Promise<Answer> {
  const request = httpRequest(url, { method, headers: { ...MCP_HEADERS, ...headers } });
  // A server that refuses a body answers before it has all of it, and closes.
  request.on('error', () => undefined);
  request.end(body);
  const [response] = await once(request, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

async function connected(url: string, mode: 'auto' | 'legacy', headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'http-test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

describe('the MCP endpoint', () => {
  test.each(['auto', 'legacy'] as const)('serves the %s protocol, statelessly, on one address', async (mode) => {
    const client = await connected(open.url, mode);
    const { tools } = await client.listTools();
    const result = await client.callTool({ name: 'autotask_query', arguments: { entity: 'Departments', limit: 2 } });
    const version = client.getNegotiatedProtocolVersion();
    await client.close();

    expect(version).toBe(mode === 'auto' ? '2026-07-28' : '2025-11-25');
    expect(tools.map(({ name }) => name)).toContain('autotask_query');
    expect(result.structuredContent).toMatchObject({ entity: 'Departments', shown: 2 });
  });

  test.each([
    ['another site', { host: 'attacker.example' }],
    ['another site with a port', { host: 'attacker.example:80' }],
    ['a malformed name', { host: 'a b' }],
    ["a web page's script", { origin: 'https://attacker.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses requests for or from %s', async (_who, headers) => {
    const answer = await send(open.url, headers);

    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ jsonrpc: '2.0', error: { code: -32_000 }, id: null });
  });

  test('answers a page of this computer', async () => {
    expect(await send(open.url, { origin: 'http://localhost:6274' })).toMatchObject({ status: 200 });
  });

  test('answers the names it was told it is reached by', async () => {
    const named = await startHttpServer({
      tenant: open.tenant,
      environment: { AUTOTASK_HTTP_ALLOWED_HOSTS: 'mcp.brightwater.example, Other.example' },
    });
    const answers = await Promise.all(
      ['mcp.brightwater.example', 'other.example:8443', 'third.example'].map((host) => send(named.url, { host })),
    );
    await named.close();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
  });

  test('refuses a body above 9 MiB, announced or not, and takes one just below', async () => {
    const padded = (bytes: number) => `${PING}${' '.repeat(bytes - PING.length)}`;
    const tooLarge = padded((9 << 20) + 1);

    // Refused as announced, so the rest need not follow; nor may another request on this connection, in its place.
    const announced = { 'content-length': String(tooLarge.length), connection: 'close' };
    expect(await send(open.url, announced, PING)).toMatchObject({ status: 413 });
    expect(await send(open.url, { 'transfer-encoding': 'chunked' }, tooLarge)).toMatchObject({ status: 413 });
    expect(await send(open.url, {}, padded(9 << 20))).toMatchObject({ status: 200 });
  });

  test('lets a client that sends far too much read why that was refused', async () => {
    const body = 'x'.repeat(20_000_000);
    const answers: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      const response = await fetch(open.url, { method: 'POST', headers: MCP_HEADERS, body });
      answers.push([response.status, await response.json()]);
    }
    const error = { code: -32_000, message: 'Payload Too Large: Request body must not exceed 9437184 bytes' };
    expect(answers).toEqual(answers.map(() => [413, { jsonrpc: '2.0', error, id: null }]));
  });

  test('takes JSON only', async () => {
    expect(await send(open.url, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  });

  test('has no other address', async () => {
    expect(await send(new URL('/', open.url).href, {})).toMatchObject({ status: 404 });
    expect(await send(`${open.url}/`, {})).toMatchObject({ status: 404 });
  });

  test('says that there are no sessions to open or end', async () => {
    expect(await send(open.url, {}, '', 'GET')).toMatchObject({ status: 405 });
    expect(await send(open.url, {}, '', 'DELETE')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  test('refuses a method that it does not know as such', async () => {
    expect(await send(open.url, {}, '', 'TRACE')).toMatchObject({ status: 405 });
  });
});

describe('the bearer token', () => {
  test.each([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer something-else-entirely-here' }],
    ['the beginning of the right one', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['the right one in another scheme', { authorization: `Basic ${TOKEN}` }],
  ])('is demanded of a request with %s', async (_what, headers) => {
    const answer = await send(guarded.url, headers);

    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
    expect(answer.body).not.toContain(TOKEN);
  });

  test('opens the endpoint in both protocols', async () => {
    for (const mode of ['auto', 'legacy'] as const) {
      const client = await connected(guarded.url, mode, { authorization: `Bearer ${TOKEN}` });
      expect((await client.listTools()).tools.length).toBeGreaterThan(0);
      await client.close();
    }
  });

  test('is checked before any of the body is read', async () => {
    const { hostname, port } = new URL(guarded.url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n');
    const [first] = await once(socket, 'data');
    socket.destroy();

    expect(String(first)).toContain('401 Unauthorized');
  });
});

test('a client that is too slow even with its headers is told so, and loses its connection', async () => {
  const { hostname, port } = new URL(open.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  socket.write('POST /mcp HTTP/1.1\r\nHost: localhost\r\n');
  const drip = setInterval(() => socket.write('X-Slow: 1\r\n'), 1_000);
  await once(socket, 'close');
  clearInterval(drip);

  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

describe('/healthz', () => {
  test('answers anybody who asks, whatever name they use', async () => {
    const health = new URL('/healthz?probe=1', guarded.url).href;
    const answer = await send(health, { host: '10.0.0.7' }, '', 'GET');

    expect(answer).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await send(health, {}, '')).toMatchObject({ status: 405 });
  });
});

describe('a client that goes away', () => {
  const inEra = {
    '2025': { headers: {}, meta: undefined },
    '2026': {
      headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'autotask_query' },
      meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  };

  test.each(['2025', '2026'] as const)('has its requests to Autotask cut, also after garbage was collected, %s', async (era) => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    open.tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Invoices', route: 'query' });
    const mark = open.tenant.requests.mark();
    const { headers, meta } = inEra[era];
    const params = { name: 'autotask_query', arguments: { entity: 'Invoices' }, _meta: meta };
    const request = httpRequest(open.url, { method: 'POST', headers: { ...MCP_HEADERS, ...headers } });
    request.on('error', () => undefined);
    request.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
    const query = await vi.waitUntil(
      () => open.tenant.requests.since(mark).find(({ entity, kind }) => entity === 'Invoices' && kind === 'query'),
      { interval: 5, timeout: 20_000 },
    );
    collectGarbage();
    request.destroy();
    await vi.waitUntil(() => query.wasCut, { interval: 5, timeout: 5_000 });
    release();

    expect(query.wasCut).toBe(true);
  });
});

describe('an ending server', () => {
  test('answers the calls that run, takes no new ones, and is gone then', async () => {
    const tenant = await startTenant({ clock: 'frozen', latencyMs: 150 });
    const ending = await startHttpServer({ tenant });
    const mark = tenant.requests.mark();
    const call = { name: 'autotask_query', arguments: { entity: 'Departments', limit: 1 } };
    const running = send(ending.url, {}, JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params: call }));
    await vi.waitUntil(() => tenant.requests.since(mark).length > 0, { interval: 5 });
    const closed = ending.close();
    const late = await send(ending.url, {}).catch((error: unknown) => error);
    const answer = await running;
    await closed;
    await tenant.close();

    expect(late).toMatchObject({ code: 'ECONNREFUSED' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('"entity":"Departments"');
  });

  test('begins no write whose words were still on their way, and says so', async () => {
    const tenant = await startTenant({ clock: 'frozen' });
    const ending = await startHttpServer({ tenant });
    const { hostname, port } = new URL(ending.url);
    const params = { name: 'autotask_update', arguments: { entity: 'Companies', ids: [1301], fields: { phone: '555-0199' } } };
    const call = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params });
    const head = [
      'POST /mcp HTTP/1.1',
      'Host: localhost',
      ...Object.entries(MCP_HEADERS).map(([name, value]) => `${name}: ${value}`),
    ];
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.write(`${head.join('\r\n')}\r\nContent-Length: ${String(call.length)}\r\nExpect: 100-continue\r\n\r\n`);
    await vi.waitUntil(() => received.includes('100 Continue'), { interval: 5 });
    const closed = ending.close();
    socket.write(call);
    await once(socket, 'close');
    await closed;
    const changes = tenant.changes.all();
    await tenant.close();

    expect(received).toContain('The server is being shut down. Try again when it runs again. Nothing was changed.');
    expect(changes).toEqual([]);
  });

  test('refuses what still comes in on an open connection', async () => {
    const tenant = await startTenant({ clock: 'frozen', latencyMs: 150 });
    const ending = await startHttpServer({ tenant });
    const { hostname, port } = new URL(ending.url);
    const call = JSON.stringify({
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'autotask_query', arguments: { entity: 'Departments', limit: 1 } },
    });
    const first = [
      'POST /mcp HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      'Accept: application/json, text/event-stream',
      `Content-Length: ${String(call.length)}`,
    ];
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    socket.write(`${first.join('\r\n')}\r\n\r\n${call}`);
    await vi.waitUntil(() => tenant.requests.count() > 0, { interval: 5 });
    const closed = ending.close();
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'close');
    await closed;
    await tenant.close();

    expect(received).toContain('"entity":"Departments"');
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
  });
});
