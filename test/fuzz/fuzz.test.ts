import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { PassThrough } from 'node:stream';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { startTenant } from '../../src/demo/tenant.js';
import { createServer } from '../../src/server.js';
import { servicesFor, startHttpServer } from '../support/http-server.js';
import { hostileBytes, hostileText, leaksIn } from './messages.js';

/** Messages in all, over both transports; 10,000 before a release. */
const MESSAGES = Number(process.env['FUZZ_MESSAGES'] ?? 2_000);
const AT_ONCE = 10;
const RUNS = Math.ceil(MESSAGES / AT_ONCE / 2);
/** To see a failure again: the seed that it was reported with. */
const SEED = process.env['FUZZ_SEED'] === undefined ? {} : { seed: Number(process.env['FUZZ_SEED']) };

const TOKEN = 'the-token-that-must-not-leak';
const tenant = await startTenant({ clock: 'frozen', hourlyThreshold: 10_000_000 });
const server = await startHttpServer({ tenant, environment: { AUTOTASK_HTTP_TOKEN: TOKEN, AUTOTASK_ACCESS: 'full' } });
const { secret } = tenant.users.full;
const secrets = [secret, tenant.integrationCode, TOKEN];

afterAll(async () => {
  await server.close();
  await tenant.close();
});

interface Reply {
  readonly status: number;
  readonly body: string;
}

async function post(body: Buffer | string, headers: Record<string, string> = {}): Promise<Reply> {
  const request = httpRequest(server.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  });
  request.end(body);
  const [response] = await once(request, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk);
    // A subscription is open until somebody ends it; that it opened is answer enough.
    if (String(chunk).includes('subscriptions/acknowledged')) request.destroy();
  }
  return { status: response.statusCode, body: Buffer.concat(chunks).toString() };
}

const oddHeaders = fc.record(
  {
    'mcp-protocol-version': fc.constantFrom('2026-07-28', '2025-06-18', '2024-11-05', '1999-01-01', 'x'),
    'mcp-method': fc.constantFrom('tools/call', 'tools/list', 'x'),
    'mcp-name': fc.constantFrom('autotask_query', '%', 'x'),
    'mcp-session-id': fc.constantFrom('1', '../..'),
    accept: fc.constantFrom('*/*', 'text/html', 'application/json'),
    'content-type': fc.constantFrom('application/json; charset=utf-16', 'text/plain', 'application/json;'),
    'content-encoding': fc.constantFrom('gzip', 'br'),
  },
  { requiredKeys: [] },
);

/** Mostly good ones, since a request that is refused for its headers tests nothing behind them. */
const headers = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: oddHeaders });

/** Every answer that MCP over HTTP has: a result, an acknowledgement, or one of the refusals. Not 500. */
const STATUSES = new Set([200, 202, 400, 404, 405, 406, 413, 415]);

test(`over HTTP, ${String(RUNS * AT_ONCE)} hostile requests get a result or a refusal, and nothing leaks`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(hostileBytes, headers), { minLength: AT_ONCE, maxLength: AT_ONCE }), async (requests) => {
      const replies = await Promise.all(requests.map(([body, extra]) => post(body, extra)));
      for (const { status, body } of replies) {
        expect(STATUSES).toContain(status);
        expect(leaksIn(body, secrets)).toEqual([]);
      }
    }),
    { ...SEED, numRuns: RUNS },
  );
  expect(await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }))).toMatchObject({ status: 200 });
}, 600_000);

test(`over stdio, after each of ${String(RUNS * AT_ONCE)} hostile lines the server still answers, and nothing leaks`, async () => {
  const services = servicesFor(tenant, { AUTOTASK_ACCESS: 'full' });
  const input = new PassThrough();
  const output = new PassThrough();
  let said = '';
  output.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const handle = serveStdio(() => createServer(services), { transport: new StdioServerTransport(input, output) });
  const pinged = async (id: string): Promise<void> => {
    input.write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })}\n`);
    while (!said.includes(`"id":"${id}"`)) await once(output, 'data');
  };
  let round = 0;
  const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'fuzz', version: '1' } };
  input.write(`${JSON.stringify({ jsonrpc: '2.0', id: 'open', method: 'initialize', params: initialize })}\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (lines) => {
      said = '';
      for (const line of lines) input.write(`${line.replaceAll('\n', ' ')}\n`);
      round += 1;
      await pinged(`ping-${String(round)}`);
      expect(leaksIn(said, secrets)).toEqual([]);
    }),
    { ...SEED, numRuns: RUNS },
  );
  await services.running.settled(60_000);
  await handle.close();
  await services.close();

  expect(leaksIn(said, secrets)).toEqual([]);
}, 600_000);
