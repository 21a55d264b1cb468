// Many callers at once over HTTP, each with the next question as soon as the last one is answered: errors, latency under the thread limits
// of Autotask, and the memory that stays behind. The tenant takes any number of requests an hour here, since its budget would end the run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { startTenant, type DemoTenant } from '../src/demo/tenant.js';

const CALLERS = Number(process.env['BENCH_CALLERS'] ?? 200);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);
/** What a request to Autotask takes, roughly, on a good line. */
const LATENCY_MS = 40;
/** For connections to be closed and what belonged to them to be let go. */
const SETTLE_MS = 3_000;
const TAIL_BOUND = 3;
const MEMORY_BOUND = 1.1;

/** Different entities, as each has thread slots of its own. */
const QUESTIONS = ['Departments', 'Roles', 'TicketCategories', 'BillingCodes'].map((entity) => ({
  name: 'autotask_query',
  arguments: { entity, limit: 5, order: 'id' },
}));

interface Server {
  readonly url: string;
  /** Megabytes that live objects take, after a garbage collection. */
  liveMegabytes(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Tells the built server, from outside, to collect its garbage and say what is left. One collection lets go of only part of it: code that is
 * no longer run, and what had a finalizer, go with a later one.
 */
const ON_SIGNAL = `data:text/javascript,process.on('SIGUSR2', async () => {
  let left = Infinity, before;
  do {
    before = left;
    gc();
    await new Promise((next) => setTimeout(next, 100));
    const { heapUsed, external } = process.memoryUsage();
    left = heapUsed + external;
  } while (left < 0.999 * before);
  console.error('live ' + left);
});`;

async function startServer({ users: { full }, integrationCode, apiUrl }: DemoTenant): Promise<Server> {
  const bin = resolve(import.meta.dirname, '../dist/main.js');
  const child = spawn(process.execPath, ['--expose-gc', '--import', ON_SIGNAL, bin, '--http', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      AUTOTASK_USERNAME: full.username,
      AUTOTASK_SECRET: full.secret,
      AUTOTASK_INTEGRATION_CODE: integrationCode,
      AUTOTASK_API_URL: apiUrl,
    },
  });
  const lines = createInterface(child.stderr);
  const said = (pattern: RegExp): Promise<string> =>
    new Promise((found) => {
      lines.on('line', (line) => {
        const text = pattern.exec(line)?.[1];
        if (text !== undefined) found(text);
      });
    });
  const url = await said(/listening on (\S+\/mcp)/);
  return {
    url,
    liveMegabytes: async () => {
      const live = said(/^live (\d+)/);
      child.kill('SIGUSR2');
      return Number(await live) / 2 ** 20;
    },
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

interface Tally {
  readonly latencies: number[];
  readonly limits: string[];
  readonly errors: string[];
}

async function ask(url: string, agent: Agent, id: number, tally: Tally): Promise<void> {
  const question = QUESTIONS[id % QUESTIONS.length];
  const start = performance.now();
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: question }),
    });
    const text = await body.text();
    tally.latencies.push(performance.now() - start);
    if (statusCode !== 200) tally.errors.push(`HTTP ${String(statusCode)}`);
    else if (text.includes('"isError":true')) (isLimit(text) ? tally.limits : tally.errors).push(text.slice(0, 300));
  } catch (error) {
    tally.errors.push(String(error));
  }
}

/** The tenant's hourly limit, which the demo tenant has as every tenant has. */
function isLimit(text: string): boolean {
  return /Try again in \d+ s/.test(text);
}

async function caller(url: string, agent: Agent, first: number, until: number, tally: Tally): Promise<void> {
  for (let id = first; Date.now() < until; id += 1) await ask(url, agent, id, tally);
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function run(url: string, seconds: number): Promise<Tally> {
  const tally: Tally = { latencies: [], limits: [], errors: [] };
  const agent = new Agent({ connections: CALLERS });
  const until = Date.now() + seconds * 1_000;
  await Promise.all(Array.from({ length: CALLERS }, (_, index) => caller(url, agent, index, until, tally)));
  await agent.close();
  return tally;
}

const tenant = await startTenant({ clock: 'frozen', latencyMs: LATENCY_MS, hourlyThreshold: 10_000_000 });
const server = await startServer(tenant);
try {
  // The first callers fill caches and pools, which is not what is asked about.
  await run(server.url, 5);
  await delay(SETTLE_MS);
  const before = await server.liveMegabytes();
  const { latencies, limits, errors } = await run(server.url, SECONDS);
  await delay(SETTLE_MS);
  const after = await server.liveMegabytes();
  const sorted = latencies.sort((left, right) => left - right);
  const [median, tail] = [percentile(sorted, 0.5), percentile(sorted, 0.99)];
  console.log(
    `${String(CALLERS)} callers, ${String(SECONDS)} s: ${String(sorted.length)} calls, ${String(errors.length)} errors, ${String(limits.length)} refused by a stated limit`,
  );
  console.log(
    `latency: median ${median.toFixed(0)} ms, p99 ${tail.toFixed(0)} ms: ${(tail / median).toFixed(2)} × (bound ${String(TAIL_BOUND)})`,
  );
  console.log(
    `live memory: ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after: ${(after / before).toFixed(2)} × (bound ${String(MEMORY_BOUND)})`,
  );
  for (const error of [...new Set(errors)].slice(0, 5)) console.log(`error: ${error}`);
  if (errors.length > 0 || tail > TAIL_BOUND * median || after > MEMORY_BOUND * before) process.exitCode = 1;
} finally {
  await server.close();
  await tenant.close();
}
