import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Q, RejectedError } from '../../src/autotask/index.js';
import type { AutotaskClient, EntityRecord, FieldOf, FilterInput, QueryOptions } from '../../src/autotask/index.js';
import { aTicket } from '../demo/support/small-seed.js';
import { connect, rejection } from './support/connect.js';

const idsOf = (records: readonly EntityRecord[]) => records.map((record) => record.id);
const withIds = (ids: readonly number[]) => ({ rows: { Tickets: ids.map((id) => aTicket(id)) } });

async function walk(
  client: AutotaskClient,
  filter?: FilterInput<'Tickets'>,
  options?: QueryOptions<FieldOf<'Tickets'>>,
): Promise<number[]> {
  const ids: number[] = [];
  for await (const record of client.query('Tickets', filter, options)) ids.push(record.id);
  return ids;
}

test('50,000 rows cost as many requests as the walk, two per cent aside, and run three at a time', async () => {
  const { client, tenant, requests } = await connect(
    {},
    {},
    { syntheticRows: { entity: 'Tickets', count: 50_000 }, latencyMs: 2 },
  );

  const records = await client.queryAll('Tickets', undefined, { fields: ['id'] });

  expect(idsOf(records)).toEqual(Array.from({ length: 50_000 }, (_, index) => index + 1));
  const inParallel = requests().length;
  expect(tenant.requests.maxConcurrent('Tickets')).toBe(3);
  await walk(client, undefined, { fields: ['id'] });
  expect(inParallel).toBeLessThanOrEqual(Math.ceil(requests().length * 1.02));
});

test('one page needs no count', async () => {
  const { client, requests } = await connect(withIds([1, 2, 3]));

  expect(await client.queryAll('Tickets')).toHaveLength(3);
  expect(requests()).toEqual(['POST Tickets/query']);
});

test.each([20, 100, 2_000])(
  'with %i rows expected none are counted, and however wrong that is, all 100 are found',
  async (expectedRows) => {
    const ids = Array.from({ length: 100 }, (_, index) => index + 1);
    const { client, requests } = await connect(withIds(ids));

    expect(idsOf(await client.queryAll('Tickets', undefined, { pageSize: 5, expectedRows }))).toEqual(ids);
    expect(requests()).not.toContain('POST Tickets/query/count');
  },
);

test('however the ids lie, the rows are those of the walk', async () => {
  const clusters = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  await fc.assert(
    fc.asyncProperty(clusters, fc.integer({ min: 2, max: 9 }), async (parts, pageSize) => {
      const ids: number[] = [];
      for (const [gap, length, step] of parts) {
        const start = (ids.at(-1) ?? 0) + gap;
        for (let index = 0; index < length; index++) ids.push(start + index * step);
      }
      const { client } = await connect(withIds(ids));

      expect(idsOf(await client.queryAll('Tickets', undefined, { pageSize }))).toEqual(ids);
    }),
    { numRuns: 40 },
  );
});

test('rows that a filter spreads unevenly are all found', async () => {
  const ids = Array.from({ length: 3_000 }, (_, index) => index + 1);
  const rows = ids.map((id) => aTicket(id, { queueID: id < 200 || id > 2_900 || id % 97 === 0 ? 302 : 301 }));
  const { client } = await connect({ rows: { Tickets: rows } });
  const filter = Q({ queueID: 302 });

  const all = idsOf(await client.queryAll('Tickets', filter, { pageSize: 10 }));

  expect(all).toEqual(rows.filter((row) => row['queueID'] === 302).map((row) => row.id));
  expect(all).toEqual(await walk(client, filter));
});

test('rows added meanwhile are found as by the walk', async () => {
  const { client, tenant } = await connect(withIds(Array.from({ length: 200 }, (_, index) => index + 1)));
  let added = 0;
  tenant.faults.add({
    fault: { kind: 'slow', ms: 0 },
    times: Infinity,
    route: 'query',
    when: () => {
      if (added < 25) tenant.store.table('Tickets').put(aTicket(201 + added++));
      return false;
    },
  });

  const records = await client.queryAll('Tickets', undefined, { pageSize: 5 });

  expect(idsOf(records)).toEqual(Array.from({ length: 225 }, (_, index) => index + 1));
});

test('the first failure ends the whole read with its own error', async () => {
  const { client, requests, tenant } = await connect(withIds(Array.from({ length: 300 }, (_, index) => index + 1)));
  const isThird = (body: unknown) => JSON.stringify(body).includes('"value":200');
  tenant.faults.add({
    fault: { kind: 'error', text: 'Broken.' },
    route: 'query',
    when: ({ body }) => isThird(body),
    times: Infinity,
  });
  tenant.faults.add({
    fault: { kind: 'error', text: 'Broken.' },
    route: 'query',
    when: () => requests().length > 8,
    times: Infinity,
  });

  expect(await rejection(client.queryAll('Tickets', undefined, { pageSize: 5 }))).toBeInstanceOf(RejectedError);
  expect(requests().length).toBeLessThan(20);
});

test('cancelling ends every worker with the caller’s reason', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  let pages = 0;
  const { client, requests } = await connect(withIds(Array.from({ length: 300 }, (_, index) => index + 1)), {
    onEvent: (event) => {
      if (event.type === 'request' && ++pages === 6) controller.abort(reason);
    },
  });

  expect(await rejection(client.queryAll('Tickets', undefined, { pageSize: 5, signal: controller.signal }))).toBe(reason);
  expect(requests().length).toBeLessThan(10);
});
