import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { startTenant } from '../../src/demo/tenant.js';
import { cleanEnvironment, initialize, startBin } from '../support/bin.js';
import { startHttpServer } from '../support/http-server.js';
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

/** The line with an id of its own in place of a usable one, and that id, which has to be answered then. */
function withOwnId(line: string, ownId: number): { readonly line: string; readonly id?: number } {
  const id = idOf(line);
  return id === undefined ? { line } : { line: line.replace(`"id":${String(id)}`, `"id":${String(ownId)}`), id: ownId };
}

function idOf(line: string): number | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isRequest = typeof value === 'object' && value !== null && 'method' in value && 'id' in value;
    return isRequest && typeof value.id === 'number' && Number.isSafeInteger(value.id) && value.id > 0 ? value.id : undefined;
  } catch {
    return undefined;
  }
}

/** How many answers the ids got, each as often as it was answered. */
function answersTo(ids: ReadonlySet<number>, stdout: string): number {
  const messages = stdout
    .trimEnd()
    .split('\n')
    .map((line): { readonly id?: number; readonly method?: string } => JSON.parse(line));
  return messages.filter(({ id, method }) => method === undefined && id !== undefined && ids.has(id)).length;
}

test(`over stdio, ${String(RUNS * AT_ONCE)} hostile lines: each that has an id is answered once, and nothing leaks`, async () => {
  const bin = startBin([], {
    ...cleanEnvironment(),
    AUTOTASK_USERNAME: tenant.users.full.username,
    AUTOTASK_SECRET: secret,
    AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
    AUTOTASK_API_URL: tenant.apiUrl,
    AUTOTASK_ACCESS: 'full',
  });
  await initialize(bin);
  let lastId = 1;
  const asked = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (lines) => {
      const messages = lines.map((line) => withOwnId(line.replaceAll('\n', ' '), (lastId += 1)));
      const answers = messages.flatMap(({ id }) => (id === undefined ? [] : [bin.response(id)]));
      for (const { id } of messages) if (id !== undefined) asked.add(id);
      for (const { line } of messages) bin.sendRaw(`${line}\n`);
      await Promise.all(answers);
    }),
    { ...SEED, numRuns: RUNS },
  );
  bin.closeInput();
  const { code, stdout, stderr } = await bin.exit;

  expect(code).toBe(0);
  expect(answersTo(asked, stdout)).toBe(asked.size);
  expect(leaksIn(stdout, secrets)).toEqual([]);
  expect(stderr).not.toMatch(/ failed: /);
}, 600_000);
