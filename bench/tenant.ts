// The demo tenant alone: time from spawning the bundled tenant to its first answer, first use of the large tables, and resident memory once
// every table has been read. Run with tsx: bench/tenant.ts [rounds]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { z } from 'zod';
import { ENTITIES } from '../src/autotask/catalogue.js';

const ROUNDS = 5;
const MOST_START_MS = 1500;
const MOST_MEGABYTES = 250;

const ENTRY = `
  import { startTenant } from './src/demo/tenant.js';
  const { apiUrl, users, integrationCode } = await startTenant();
  console.log(JSON.stringify({ apiUrl, userName: users.full.username, secret: users.full.secret, integrationCode }));`;

/** What people and jobs look at: the tables of a working day, and the fields by which they are looked up. */
const LOOKUPS: readonly (readonly [entity: string, field: string, value: number])[] = [
  ['Tickets', 'companyID', 1101],
  ['Tickets', 'assignedResourceID', 501],
  ['TicketNotes', 'ticketID', 60_001],
  ['TimeEntries', 'ticketID', 60_001],
  ['TimeEntries', 'resourceID', 501],
  ['Contacts', 'companyID', 1101],
  ['BillingItems', 'companyID', 1101],
  ['Contracts', 'companyID', 1101],
  ['ConfigurationItems', 'companyID', 1101],
];

interface Figures {
  /** From spawning the process to zone information answered. */
  readonly startMs: number;
  /** The first query of tickets, of their notes and of time entries, which populates the tables. */
  readonly ticketsMs: number;
  readonly notesMs: number;
  readonly timeMs: number;
  /** Highest resident memory after every table was read, in MB; no garbage collection is forced. */
  readonly peakMegabytes: number;
}

const addressLine = z.object({ apiUrl: z.string(), userName: z.string(), secret: z.string(), integrationCode: z.string() });
type Address = z.infer<typeof addressLine>;

async function measure(bundle: string): Promise<Figures> {
  const started = performance.now();
  const child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const address = addressLine.parse(JSON.parse(String(line)));
    await (await fetch(`${address.apiUrl}V1.0/zoneInformation?user=${encodeURIComponent(address.userName)}`)).text();
    const startMs = performance.now() - started;
    const ticketsMs = await page(address, 'Tickets');
    const notesMs = await page(address, 'TicketNotes');
    const timeMs = await page(address, 'TimeEntries');
    for (const [entity, field, value] of LOOKUPS) await query(address, entity, [{ op: 'eq', field, value }]);
    for (const { name, canQuery } of ENTITIES) if (canQuery && name !== 'TicketHistory') await page(address, name);
    return { startMs, ticketsMs, notesMs, timeMs, peakMegabytes: peakMegabytes(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await exit;
  }
}

/** A page of an entity's rows, in milliseconds. */
async function page(address: Address, entity: string): Promise<number> {
  const started = performance.now();
  await query(address, entity, [{ op: 'exist', field: 'id' }]);
  return performance.now() - started;
}

async function query({ apiUrl, userName, secret, integrationCode }: Address, entity: string, filter: unknown): Promise<void> {
  const response = await fetch(`${apiUrl}V1.0/${entity}/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', userName, secret, apiIntegrationCode: integrationCode },
    body: JSON.stringify({ MaxRecords: 500, Filter: filter }),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${entity}: ${String(response.status)} ${text}`);
}

/** Highest resident memory that the process ever had; NaN where the system does not tell. */
function peakMegabytes(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'autotask-bench-'));
const bundle = join(folder, 'tenant.mjs');
const figures: Figures[] = [];
try {
  const stdin = { contents: ENTRY, resolveDir: join(import.meta.dirname, '..'), loader: 'ts' as const };
  await build({ stdin, outfile: bundle, bundle: true, minify: true, platform: 'node', format: 'esm', target: 'node20' });
  for (let round = 0; round < Number(process.argv[2] ?? ROUNDS); round += 1) figures.push(await measure(bundle));
} finally {
  rmSync(folder, { recursive: true });
}

const start = median(figures.map(({ startMs }) => startMs));
const peak = Math.max(...figures.map(({ peakMegabytes: megabytes }) => megabytes));
const ms = (name: 'ticketsMs' | 'notesMs' | 'timeMs'): string => `${median(figures.map((one) => one[name])).toFixed(0)} ms`;
console.log(
  `tenant: started in ${start.toFixed(0)} ms (bound ${MOST_START_MS}); first page of tickets ${ms('ticketsMs')}, ` +
    `their notes ${ms('notesMs')}, time entries ${ms('timeMs')}; peak memory with every table read ${peak.toFixed(0)} MB ` +
    `(bound ${MOST_MEGABYTES}); median of ${figures.length}, highest memory`,
);
process.exit(start <= MOST_START_MS && !(peak > MOST_MEGABYTES) ? 0 : 1);
