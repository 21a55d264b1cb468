import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ENTITIES } from '../../src/autotask/catalogue.js';
import { startTenant } from '../../src/demo/tenant.js';
import type { SeedRow } from '../../src/demo/types.js';
import { aTicket, smallSeed } from '../demo/support/small-seed.js';
import { startHost, textOf } from '../support/host.js';
import type { Host } from '../support/host.js';

/** Tokens of an answer whose length was left open. */
const USUAL = 2_000;

let host: Host;

beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.close());

const rowsOf = (entity: string): readonly SeedRow[] => host.tenant.store.rows(entity);
const sizeOf = (row: SeedRow): number => JSON.stringify(row).length;

function largestIds(entity: string, count: number): number[] {
  const sizes = rowsOf(entity).map((row) => ({ id: row.id, size: sizeOf(row) }));
  return sizes
    .sort((a, b) => b.size - a.size)
    .slice(0, count)
    .map(({ id }) => id);
}

/** Tokens of the answer as text or as JSON, whichever takes more: hosts show a model one of the two. */
async function tokensOf(tool: string, args: Record<string, unknown>, asked = host): Promise<number> {
  const result = await asked.call(tool, args);
  expect(result.isError === true ? textOf(result) : '').toBe('');
  return Math.max(encode(textOf(result)).length, encode(JSON.stringify(result.structuredContent)).length);
}

const queryable = ENTITIES.filter(({ canQuery, kind }) => canQuery && kind !== 'endpoint').map(({ name }) => name);

test('a query without limit or fields is answered in at most 2,000 tokens, whatever the entity', async () => {
  const tooLong: string[] = [];
  const answered: string[] = [];
  for (const entity of queryable) {
    const [row] = rowsOf(entity);
    if (row === undefined) continue;
    const filter = entity === 'TicketHistory' ? { filter: { ticket: row['ticketID'] } } : {};
    const tokens = await tokensOf('autotask_query', { entity, ...filter });
    if (tokens > USUAL) tooLong.push(`${entity}: ${tokens}`);
    answered.push(entity);
  }
  expect(tooLong).toEqual([]);
  expect(answered.length).toBeGreaterThan(200);
});

test.each([1, 3, 20])('so is a get of the %i largest records of an entity', async (count) => {
  const tooLong: string[] = [];
  // A row of a ticket's history cannot be read by its id.
  for (const entity of queryable.filter((name) => name !== 'TicketHistory' && rowsOf(name).length > 0)) {
    const tokens = await tokensOf('autotask_get', { entity, ids: largestIds(entity, count) });
    if (tokens > USUAL) tooLong.push(`${entity}: ${tokens}`);
  }
  expect(tooLong).toEqual([]);
});

test('the timeline of a ticket is told in at most 2,000 tokens where most happened or most was written', async () => {
  const written = new Map<number, { events: number; size: number }>();
  for (const row of [...rowsOf('TicketNotes'), ...rowsOf('TimeEntries')]) {
    const id = Number(row['ticketID'] ?? 0);
    const { events, size } = written.get(id) ?? { events: 0, size: 0 };
    if (id > 0) written.set(id, { events: events + 1, size: size + sizeOf(row) });
  }
  const first = (by: 'events' | 'size'): number[] =>
    [...written]
      .sort(([, a], [, b]) => b[by] - a[by])
      .slice(0, 10)
      .map(([id]) => id);
  const tooLong: string[] = [];
  for (const ticket of new Set([...first('events'), ...first('size')])) {
    const tokens = await tokensOf('autotask_ticket_timeline', { ticket });
    if (tokens > USUAL) tooLong.push(`${ticket}: ${tokens}`);
  }
  expect(tooLong).toEqual([]);
});

test('texts without spaces or Latin letters, and long ones, change nothing about that', async () => {
  const text = 'プリンターが印刷できません。'.repeat(80);
  const rows = Array.from({ length: 30 }, (_, index) => aTicket(index + 1, { title: text.slice(0, 200), description: text }));
  const tenant = await startTenant({ seed: smallSeed({ rows: { Tickets: rows } }) });
  const other = await startHost({ tenant });
  onTestFinished(async () => {
    await other.close();
    await tenant.close();
  });
  expect(await tokensOf('autotask_query', { entity: 'Tickets' }, other)).toBeLessThanOrEqual(USUAL);
  expect(await tokensOf('autotask_query', { entity: 'Tickets', limit: 500 }, other)).toBeLessThanOrEqual(20_000);
  expect(await tokensOf('autotask_get', { entity: 'Tickets', ids: [1] }, other)).toBeLessThanOrEqual(USUAL);
  expect(await tokensOf('autotask_ticket_timeline', { ticket: 1 }, other)).toBeLessThanOrEqual(USUAL);
});
