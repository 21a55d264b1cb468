import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanLine, cutText } from '../../src/semantic/untrusted.js';
import { startHost, type Host } from '../support/host.js';
import { shaped, startTenantBench, type TenantBench } from './support/cli.js';

let bench: TenantBench;
let host: Host;

beforeAll(async () => {
  bench = await startTenantBench();
  host = await startHost({ tenant: bench.tenant });
});

afterAll(async () => {
  await host.close();
  await bench.close();
});

interface ToolRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What a tool answers, as objects without empty values. */
async function toolRows(tool: string, args: Record<string, unknown>): Promise<unknown[]> {
  const result = await host.call(tool, args);
  const { columns, rows } = shaped<ToolRows>(result.structuredContent);
  return rows.map((row) => withoutEmpty(Object.fromEntries(columns.map((column, index) => [column, row[index]]))));
}

function withoutEmpty(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}

/** The command gives texts whole and times with seconds; the tool cuts both. */
function asToolShows(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cut = (value: unknown): unknown =>
    typeof value === 'string'
      ? cutText(cleanLine(value), 200).replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d([+-]\d\d:\d\d)$/, '$1$2')
      : value;
  return withoutEmpty(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cut(value)])));
}

const question = fc.record({
  entity: fc.constantFrom('Tickets', 'Companies', 'TimeEntries', 'TicketNotes'),
  order: fc.constantFrom('id', '-id'),
  limit: fc.integer({ min: 1, max: 12 }),
  from: fc.integer({ min: 0, max: 90_000 }),
});

describe('reading commands', () => {
  test('give the same rows as the query tool', async () => {
    await fc.assert(
      fc.asyncProperty(question, async ({ entity, order, limit, from }) => {
        const typed = ['query', entity, `id__gte=${String(from)}`, '--order', order, '--limit', String(limit)];
        const rows = await bench.json<Record<string, unknown>[]>(typed);

        expect(rows.map(asToolShows)).toEqual(
          await toolRows('autotask_query', { entity, filter: { id__gte: from }, order, limit }),
        );
      }),
      { numRuns: 8 },
    );
  });

  test.each([
    ['an option each', ['--by', 'queue', '--by', 'priority']],
    ['commas between', ['--by', 'queue,priority']],
  ])('give the same figures as the aggregate tool for groups with %s', async (_how, groups) => {
    const rows = await bench.json<Record<string, unknown>[]>(['aggregate', 'Tickets', 'open=true', ...groups]);

    expect(rows.map(withoutEmpty)).toEqual(
      await toolRows('autotask_aggregate', { entity: 'Tickets', filter: { open: true }, group_by: ['queue', 'priority'] }),
    );
  });

  test('count what the query tool counts', async () => {
    const answer = await host.call('autotask_query', {
      entity: 'Tickets',
      filter: { open: true, assignedResource: 'me' },
      limit: 1,
    });
    const { total } = shaped<{ readonly total: number }>(answer.structuredContent);

    expect(await bench.json(['count', 'Tickets', 'open=true', 'assignedResource=me'])).toEqual({
      entity: 'Tickets',
      count: total,
    });
  });
});
