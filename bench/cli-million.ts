// Streams many rows to CSV with the built command, compares each with the store and measures the memory. Run with tsx: bench/cli-million.ts [rows]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startTenant, type DemoTenant } from '../src/demo/tenant.js';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const ROWS = 1_000_000;
const MOST_MEGABYTES = 150;
/** Memory of the last third of the run over that of the second: flat, but for the noise of garbage collection. */
const LARGEST_GROWTH = 1.15;
const SAMPLE_MS = 100;
const COLUMNS = ['id', 'title', 'status', 'company', 'createDate'];

export interface ExportFigures {
  readonly rows: number;
  /** Lines that differ from the store's row. */
  readonly wrongLines: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly growth: number;
}

/** Exports every ticket of a tenant with so many generated ones. */
export async function exportTickets(count: number): Promise<ExportFigures> {
  const tenant = await startTenant({ hourlyThreshold: 1_000_000, syntheticRows: { entity: 'Tickets', count } });
  try {
    return await measure(tenant);
  } finally {
    await tenant.close();
  }
}

async function measure(tenant: DemoTenant): Promise<ExportFigures> {
  const { username, secret } = tenant.users.full;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [CLI, 'query', 'Tickets', '--all', '--format', 'csv', '--quiet', '--fields', COLUMNS.join()],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        XDG_CACHE_HOME: '/nonexistent',
        AUTOTASK_API_URL: tenant.apiUrl,
        AUTOTASK_USERNAME: username,
        AUTOTASK_SECRET: secret,
        AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
      },
    },
  );
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(...residentMegabytes(child.pid)), SAMPLE_MS);
  let rows = 0;
  let wrongLines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (rows === 0 ? line !== COLUMNS.join() : !isRow(tenant, rows, line)) wrongLines += 1;
    rows += 1;
  }
  clearInterval(sampling);
  const third = Math.floor(samples.length / 3);
  return {
    rows: rows - 1,
    wrongLines,
    seconds: (performance.now() - started) / 1000,
    peakMegabytes: Math.max(0, ...samples),
    growth: median(samples.slice(2 * third)) / median(samples.slice(third, 2 * third)),
  };
}

function isRow(tenant: DemoTenant, id: number, line: string): boolean {
  const row = tenant.store.row('Tickets', id);
  const [shownId, title, status, company, created = ''] = line.split(',');
  return (
    shownId === String(row?.id) &&
    title === row?.['title'] &&
    status === (row?.['status'] === 1 ? 'New' : undefined) &&
    company === String(row?.['companyID']) &&
    Date.parse(created) === Date.parse(String(row?.['createDate']))
  );
}

/** Resident memory of a process; nothing once it has ended. */
function residentMegabytes(pid: number | undefined): number[] {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? [] : [Number(kilobytes) / 1024];
  } catch {
    return [];
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = Number(process.argv[2] ?? ROWS);
  const figures = await exportTickets(count);
  console.log(
    `${figures.rows.toLocaleString('en-US')} rows in ${figures.seconds.toFixed(1)} s, ${figures.wrongLines} wrong; ` +
      `peak ${figures.peakMegabytes.toFixed(0)} MB (bound ${MOST_MEGABYTES}), growth ${figures.growth.toFixed(2)} (bound ${LARGEST_GROWTH})`,
  );
  const isGood =
    figures.rows === count &&
    figures.wrongLines === 0 &&
    figures.peakMegabytes <= MOST_MEGABYTES &&
    !(figures.growth > LARGEST_GROWTH);
  process.exit(isGood ? 0 : 1);
}
