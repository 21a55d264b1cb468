// Compares `autotask tickets list` with a process that makes one bare request. Run with tsx: bench/cli-start.ts [runs]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTenant } from '../src/demo/tenant.js';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const RUNS = 15;
const MOST_TIMES_THE_BARE_REQUEST = 1.5;

/** What somebody would write who wants one page of tickets and nothing else. */
const BARE_REQUEST = `
  const { request } = require('undici');
  const { AUTOTASK_API_URL, AUTOTASK_USERNAME, AUTOTASK_SECRET, AUTOTASK_INTEGRATION_CODE } = process.env;
  const headers = { 'Content-Type': 'application/json', UserName: AUTOTASK_USERNAME, Secret: AUTOTASK_SECRET, ApiIntegrationCode: AUTOTASK_INTEGRATION_CODE };
  const body = JSON.stringify({ MaxRecords: 50, Filter: [{ op: 'eq', field: 'status', value: 8 }] });
  request(AUTOTASK_API_URL + 'V1.0/Tickets/query', { method: 'POST', headers, body })
    .then((response) => response.body.json())
    .then(({ items }) => { console.log(JSON.stringify(items)); process.exit(0); });`;

const tenant = await startTenant();
const cache = mkdtempSync(join(tmpdir(), 'autotask-bench-'));
const { username, secret } = tenant.users.full;
const env = {
  PATH: process.env['PATH'],
  XDG_CACHE_HOME: cache,
  AUTOTASK_API_URL: tenant.apiUrl,
  AUTOTASK_USERNAME: username,
  AUTOTASK_SECRET: secret,
  AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
};

async function milliseconds(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`node ${args.slice(0, 2).join(' ')} ended with ${String(code)}.`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const commands = {
  'node -e 0': ['-e', '0'],
  'bare request': ['-e', BARE_REQUEST],
  'tickets list': [CLI, 'tickets', 'list', '--status', '8', '--limit', '50', '--quiet'],
};
const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));
// In turns, so that a busy moment of the machine strikes all of them.
for (let run = 0; run < Number(process.argv[2] ?? RUNS); run += 1) {
  for (const [name, args] of Object.entries(commands)) times.get(name)?.push(await milliseconds(args));
}
await tenant.close();
rmSync(cache, { recursive: true });

const [start, bare, list] = [...times.values()].map(median);
if (start === undefined || bare === undefined || list === undefined) throw new Error('Nothing was measured.');
// The bare request's own time is what its process takes beyond starting node.
const ratio = list / bare;
console.log(
  `node -e 0 ${start.toFixed(0)} ms, with a bare request ${bare.toFixed(0)} ms, tickets list ${list.toFixed(0)} ms: ` +
    `${ratio.toFixed(2)} times (bound ${MOST_TIMES_THE_BARE_REQUEST})`,
);
process.exit(ratio <= MOST_TIMES_THE_BARE_REQUEST ? 0 : 1);
