// Reads many rows on a line with latency: page after page, and over the free thread slots. Then parses against a bare loop without latency.
import { request } from 'undici';
import { z } from 'zod';
import { AutotaskClient } from '../src/autotask/index.js';
import { startTenantProcess, type TenantProcess } from './support/tenant-process.js';

const ROWS = 50_000;
const LATENCY_MS = 40;
const RUNS = 5;
const FIELDS = ['id', 'title', 'status', 'companyID', 'createDate'] as const;
const BOUNDS = { parallelTime: 0.4, requests: 0.02, rowRate: 0.8 };

const Page = z.object({
  items: z.array(z.object({ id: z.number() })),
  pageDetails: z.object({ nextPageUrl: z.string().nullable() }),
});

interface Reading {
  readonly rows: number;
  readonly milliseconds: number;
  readonly requests: number;
}

async function timed(client: AutotaskClient, read: () => Promise<number>): Promise<Reading> {
  const [before, started] = [client.meter.requests, performance.now()];
  const rows = await read();
  return { rows, milliseconds: performance.now() - started, requests: client.meter.requests - before };
}

async function walk(client: AutotaskClient): Promise<number> {
  let rows = 0;
  for await (const _ of client.query('Tickets', undefined, { fields: FIELDS })) rows += 1;
  return rows;
}

const readAll = async (client: AutotaskClient): Promise<number> =>
  (await client.queryAll('Tickets', undefined, { fields: FIELDS })).length;

/** What anybody would write: request, JSON.parse, next page. */
async function bareLoop({ connection }: TenantProcess): Promise<number> {
  const { apiUrl, username, secret, integrationCode } = connection;
  const headers = { UserName: username, Secret: secret, ApiIntegrationCode: integrationCode, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ MaxRecords: 500, IncludeFields: FIELDS, Filter: [{ op: 'exist', field: 'id' }] });
  let rows = 0;
  for (let url: string | null = `${apiUrl}V1.0/Tickets/query`; url !== null;) {
    const answer = await request(url, { method: 'POST', headers, body });
    const page = Page.parse(JSON.parse(await answer.body.text()));
    rows += page.items.length;
    url = page.pageDetails.nextPageUrl;
  }
  return rows;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function newClient({ connection }: TenantProcess): AutotaskClient {
  return new AutotaskClient(connection, { zoneCacheFolder: null, share: 1 });
}

/** Parallel reading over the walk: time and requests; each the median of pairs, one after the other. */
async function measureParallel(): Promise<{ time: number; requests: number }> {
  const tenant = await startTenantProcess({ rows: ROWS, latencyMs: LATENCY_MS });
  const client = newClient(tenant);
  try {
    await walk(client);
    const pairs: { time: number; requests: number }[] = [];
    for (let run = 0; run < RUNS; run++) {
      const serial = await timed(client, () => walk(client));
      const parallel = await timed(client, () => readAll(client));
      if (serial.rows !== ROWS || parallel.rows !== ROWS) throw new Error('Rows are missing.');
      pairs.push({ time: parallel.milliseconds / serial.milliseconds, requests: parallel.requests / serial.requests });
    }
    return { time: median(pairs.map(({ time }) => time)), requests: median(pairs.map(({ requests }) => requests)) };
  } finally {
    await client.close();
    await tenant.close();
  }
}

/** Rows per second of the walk over those of the bare loop, without latency. */
async function measureRowRate(): Promise<number> {
  const tenant = await startTenantProcess({ rows: ROWS, latencyMs: 0 });
  const client = newClient(tenant);
  try {
    await walk(client);
    const ratios: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const started = performance.now();
      await bareLoop(tenant);
      const bare = performance.now() - started;
      ratios.push(bare / (await timed(client, () => walk(client))).milliseconds);
    }
    return median(ratios);
  } finally {
    await client.close();
    await tenant.close();
  }
}

const { time, requests } = await measureParallel();
const rowRate = await measureRowRate();
console.log(`${ROWS} rows at ${LATENCY_MS} ms: parallel takes ${time.toFixed(2)} × the walk (bound ${BOUNDS.parallelTime})`);
console.log(`its requests: ${requests.toFixed(3)} × the walk's (bound 1 ± ${BOUNDS.requests})`);
console.log(`rows per second of the walk: ${rowRate.toFixed(2)} × a bare loop (bound ${BOUNDS.rowRate})`);
const isGood = time <= BOUNDS.parallelTime && Math.abs(requests - 1) <= BOUNDS.requests && rowRate >= BOUNDS.rowRate;
process.exit(isGood ? 0 : 1);
