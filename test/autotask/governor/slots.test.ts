import { expect, test } from 'vitest';
import { SlotQueue } from '../../../src/autotask/governor/slots.js';
import type { Release } from '../../../src/autotask/governor/slots.js';
import type { Priority } from '../../../src/autotask/index.js';
import { aTicket } from '../../demo/support/small-seed.js';
import { connect, rejection } from '../support/connect.js';

/** Takes the only slot and queues the others behind it; the returned function lets them pass and tells their order. */
async function order(waiting: readonly [string, Priority][]): Promise<string[]> {
  const queue = new SlotQueue(1);
  const first = await queue.acquire('interactive');
  const granted: string[] = [];
  const rest = waiting.map(async ([name, priority]) => {
    const release = await queue.acquire(priority);
    granted.push(name);
    release();
  });
  first();
  await Promise.all(rest);
  return granted;
}

test('interactive requests overtake bulk ones, each kind in its own order', async () => {
  const granted = await order([
    ['bulk 1', 'bulk'],
    ['bulk 2', 'bulk'],
    ['call 1', 'interactive'],
    ['call 2', 'interactive'],
  ]);

  expect(granted).toEqual(['call 1', 'call 2', 'bulk 1', 'bulk 2']);
});

test('a bulk request gets its turn after four interactive ones', async () => {
  const calls = Array.from({ length: 6 }, (_, index): [string, Priority] => [`call ${index + 1}`, 'interactive']);

  expect(await order([['bulk', 'bulk'], ...calls])).toEqual(['call 1', 'call 2', 'call 3', 'call 4', 'bulk', 'call 5', 'call 6']);
});

test('who gives up waiting leaves the queue and takes no slot', async () => {
  const queue = new SlotQueue(1);
  const release = await queue.acquire('interactive');
  const controller = new AbortController();
  const abandoned = queue.acquire('interactive', controller.signal);
  const next = queue.acquire('bulk');
  const reason = new Error('never mind');

  controller.abort(reason);

  expect(await rejection(abandoned)).toBe(reason);
  release();
  (await next)();
  expect([queue.inUse, queue.waiting]).toEqual([0, 0]);
});

test('a slot given back twice is free once', async () => {
  const queue = new SlotQueue(2);
  const releases: Release[] = [await queue.acquire('bulk'), await queue.acquire('bulk')];

  releases[0]?.();
  releases[0]?.();

  expect(queue.inUse).toBe(1);
});

test('never more than three requests per entity are under way, metadata included', async () => {
  const { client, tenant } = await connect({ rows: { Tickets: [aTicket(1)] } }, {}, { latencyMs: 5, slotReleaseMs: 1 });

  await Promise.all([
    ...Array.from({ length: 20 }, () => client.count('Tickets')),
    ...Array.from({ length: 5 }, () => client.get('Tickets', 1)),
    client.fields('Tickets'),
    client.userDefinedFields('Tickets'),
    client.entityInfo('Tickets'),
  ]);

  expect(tenant.requests.maxConcurrent('Tickets')).toBe(3);
  expect(tenant.requests.count((request) => request.status === 429)).toBe(0);
});

test('entities do not wait for one another', async () => {
  const { client, tenant } = await connect();
  let answer = () => {};
  const until = new Promise<void>((resolve) => {
    answer = resolve;
  });
  tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Tickets', times: 3 });

  const held = Array.from({ length: 3 }, () => client.count('Tickets'));
  expect(await client.count('Companies')).toBe(3);
  answer();

  expect(await Promise.all(held)).toEqual([0, 0, 0]);
});
