import { AutotaskClient, AutotaskError } from '../../src/autotask/index.js';
import { startTenant } from '../../src/demo/tenant.js';
import type { DemoTenant } from '../../src/demo/tenant.js';
import type { TenantSeed } from '../../src/demo/types.js';
import { judge } from './verdict.js';
import type { Verdict, Write } from './verdict.js';

export interface CampaignOptions {
  readonly seed: number;
  readonly writes: number;
  readonly reads: number;
  /** Data of the tenant; the demo data when absent. */
  readonly tenantSeed?: TenantSeed;
  /** Chance that a request is struck by one of the six kinds of fault; default 0.25. */
  readonly faultRate?: number;
}

export interface CampaignResult extends Verdict {
  readonly requests: number;
  /** Requests that a fault has struck. */
  readonly struck: number;
  readonly completeReads: number;
  readonly failedReads: number;
}

const AT_ONCE = 6;
const TICKETS = 20;
const READ_PAGE = 5;

/**
 * Writes and reads through a tenant that loses requests and answers, and compares what the client promised with what the tenant holds: no
 * record twice, no acknowledged write missing, every doubt reported as one, no partial read.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const tenant = await startTenant({ seed: options.tenantSeed ?? options.seed, hourlyThreshold: 1_000_000 });
  const { username, secret } = tenant.users.full;
  const client = new AutotaskClient(
    { username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl },
    { zoneCacheFolder: null, retry: { baseMs: 2 }, share: 1 },
  );
  try {
    const writes = await prepare(client, options);
    const struck = addFaults(tenant, options.faultRate ?? 0.25);
    await side(writes, AT_ONCE, (write) => perform(client, write));
    const reads = await readRepeatedly(client, tenant, options.reads);
    return { ...judge(tenant, writes), ...reads, requests: tenant.requests.mark(), struck: struck() };
  } finally {
    await client.close();
    await tenant.close();
  }
}

/** Plans the writes, and makes the records that are to be changed and deleted while all is well. */
async function prepare(client: AutotaskClient, options: CampaignOptions): Promise<Write[]> {
  const random = generator(options.seed);
  const pick = (count: number) => Math.floor(random() * count);
  const tickets = await client.queryAll('Tickets', undefined, { limit: TICKETS, fields: ['id'] });
  const writes: Write[] = [];
  for (let index = 0; index < options.writes; index++) {
    const ticketId = tickets[pick(tickets.length)]?.id ?? 0;
    const dice = random();
    if (dice < 0.54) writes.push({ kind: 'create', ticketId, mark: `campaign ${index}` });
    // Some are meant to equal others, as when somebody adds the same line twice.
    else if (dice < 0.6) writes.push({ kind: 'create', ticketId: tickets[0]?.id ?? 0, mark: `campaign shared ${pick(5)}` });
    else {
      const itemId = await client.create('TicketChecklistItems', {
        ticketID: ticketId,
        itemName: `item ${index}`,
        isCompleted: false,
      });
      writes.push({ kind: dice < 0.8 ? 'update' : 'delete', ticketId, itemId, mark: `changed ${index}` });
    }
  }
  return writes;
}

function addFaults(tenant: DemoTenant, rate: number): () => number {
  const each = { times: Number.POSITIVE_INFINITY, probability: rate / 6 };
  const planned = [
    tenant.faults.add({ ...each, fault: { kind: 'lose-request' } }),
    tenant.faults.add({ ...each, fault: { kind: 'lose-response' } }),
    tenant.faults.add({ ...each, fault: { kind: 'reset-mid-body' } }),
    tenant.faults.add({ ...each, fault: { kind: 'truncated-json' } }),
    tenant.faults.add({ ...each, fault: { kind: 'html', status: 502 } }),
    tenant.faults.add({ ...each, fault: { kind: 'thread-limit', retryAfterSeconds: 0.01 } }),
  ];
  return () => planned.reduce((sum, fault) => sum + fault.hits, 0);
}

async function perform(client: AutotaskClient, write: Write): Promise<void> {
  try {
    write.outcome = { id: await send(client, write) };
  } catch (error) {
    if (!(error instanceof AutotaskError)) throw error;
    write.outcome = { error };
  }
}

async function send(client: AutotaskClient, write: Write): Promise<number> {
  const { ticketId: ticketID, mark } = write;
  if (write.kind === 'create') {
    return client.create('TicketNotes', { ticketID, title: mark, description: 'Campaign', noteType: 1, publish: 1 });
  }
  if (write.kind === 'update') await client.update('TicketChecklistItems', { id: write.itemId, ticketID, itemName: mark });
  else await client.delete('TicketChecklistItems', write.itemId, { parentId: ticketID });
  return write.itemId;
}

/** Reads the same rows again and again; each read is complete or fails, and a partial one is thrown as what it is. */
async function readRepeatedly(client: AutotaskClient, tenant: DemoTenant, times: number) {
  const filter = [{ op: 'lte', field: 'id', value: tenant.store.rows('Resources').at(-1)?.id ?? 0 }] as const;
  const expected = tenant.store.rows('Resources').map((row) => row.id);
  const reads = Array.from({ length: times }, () => ({ complete: false }));
  await side(reads, AT_ONCE, async (read) => {
    try {
      const rows = await client.queryAll('Resources', filter, { fields: ['id'], pageSize: READ_PAGE });
      if (rows.map((row) => row.id).join() !== expected.join()) throw new Error('A read was partial and did not say so.');
      read.complete = true;
    } catch (error) {
      if (!(error instanceof AutotaskError)) throw error;
    }
  });
  const completeReads = reads.filter((read) => read.complete).length;
  return { completeReads, failedReads: times - completeReads };
}

/** Runs a task for every item, so many at once. */
async function side<T>(items: readonly T[], atOnce: number, task: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await task(item);
    }),
  );
}

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
