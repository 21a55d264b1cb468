// Reads a million rows with the client's iterator and looks at the heap as it goes: what is still in use after a garbage collection.
// Run with tsx: --expose-gc bench/iterator-memory.ts [rows]
import { AutotaskClient } from '../src/autotask/index.js';
import { startTenantProcess } from './support/tenant-process.js';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const SAMPLES = 20;
/** Heap at the end over the heap after the first twentieth: flat, but for noise. */
const LARGEST_GROWTH = 1.1;
const MEGABYTE = 1024 * 1024;

function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error('Start with --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed / MEGABYTE;
}

const tenant = await startTenantProcess({ rows: ROWS, latencyMs: 0 });
const client = new AutotaskClient(tenant.connection, { zoneCacheFolder: null, share: 1 });
const heap: number[] = [];
const started = performance.now();
let rows = 0;
let last = 0;
let isOrdered = true;
for await (const { id } of client.query('Tickets')) {
  isOrdered &&= id > last;
  last = id;
  rows += 1;
  if (rows % (ROWS / SAMPLES) === 0) heap.push(heapInUse());
}
const seconds = (performance.now() - started) / 1000;
await client.close();
await tenant.close();

const [first = Number.NaN] = heap;
const highest = Math.max(...heap);
console.log(`iterator: ${rows} rows of all fields in ${seconds.toFixed(0)} s, ${Math.round(rows / seconds)} a second`);
console.log(
  `heap in use: ${first.toFixed(1)} MB after ${ROWS / SAMPLES} rows, ${highest.toFixed(1)} MB at most: ` +
    `${(highest / first).toFixed(2)} × (bound ${LARGEST_GROWTH})`,
);
process.exit(rows === ROWS && isOrdered && highest <= LARGEST_GROWTH * first ? 0 : 1);
