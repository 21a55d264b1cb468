// Three clients read one tenant at once, sharing thread slots and budget, while a person asks something now and then: who waits for whom.
import { setTimeout as delay } from 'node:timers/promises';
import { AutotaskClient, MemoryState } from '../src/autotask/index.js';
import { startTenantProcess } from './support/tenant-process.js';

const CLIENTS = 3;
const ROWS = 25_000;
const LATENCY_MS = 40;
const BOUNDS = {
  /** First to finish over last. */
  fairness: 0.8,
  /** Together over one after the other. */
  overhead: 1.15,
  /** A person's question meanwhile over the same on an idle tenant: one request under way is waited for, no queue. */
  question: 2.5,
};

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const tenant = await startTenantProcess({ rows: ROWS, latencyMs: LATENCY_MS });
const governorState = new MemoryState();
let retries = 0;
const clients = Array.from(
  { length: CLIENTS + 1 },
  () =>
    new AutotaskClient(tenant.connection, {
      zoneCacheFolder: null,
      share: 1,
      governorState,
      onEvent: (event) => {
        if (event.type === 'retry') retries += 1;
      },
    }),
);
const [person, ...readers] = clients;
if (person === undefined) throw new Error('There is no client.');

async function readAll(client: AutotaskClient): Promise<void> {
  const records = await client.queryAll('Tickets', undefined, { fields: ['id', 'title'], priority: 'bulk' });
  if (records.length !== ROWS) throw new Error(`${records.length} rows of ${ROWS}.`);
}

const ask = (): Promise<number> => timed(() => person.count('Tickets'));

/** Asks until the work is done, with moments between. */
async function askMeanwhile(work: Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  const done = new AbortController();
  const end = work.finally(() => done.abort());
  while (!done.signal.aborted) {
    waits.push(await ask());
    await delay(3 * LATENCY_MS);
  }
  await end;
  return waits;
}

// Connections and metadata first, which everybody needs once.
await Promise.all(clients.map((client) => client.count('Tickets')));
const idle = median([await ask(), await ask(), await ask(), await ask(), await ask()]);
let apart = 0;
for (const reader of readers) apart += await timed(() => readAll(reader));

const together: number[] = [];
const waits = await askMeanwhile(Promise.all(readers.map(async (reader) => together.push(await timed(() => readAll(reader))))));
await Promise.all(clients.map((client) => client.close()));
await tenant.close();

const fairness = Math.min(...together) / Math.max(...together);
const overhead = Math.max(...together) / apart;
const question = median(waits) / idle;
console.log(
  `${CLIENTS} clients, ${ROWS} rows each: the first done after ${fairness.toFixed(2)} × the last's time (bound ${BOUNDS.fairness})`,
);
console.log(
  `together: ${overhead.toFixed(2)} × one after the other (bound ${BOUNDS.overhead}); ${retries} requests refused (bound 0)`,
);
console.log(
  `a person's question meanwhile: ${question.toFixed(2)} × on an idle tenant (bound ${BOUNDS.question}), median of ${waits.length}`,
);
const isGood = fairness >= BOUNDS.fairness && overhead <= BOUNDS.overhead && question <= BOUNDS.question && retries === 0;
process.exit(isGood ? 0 : 1);
