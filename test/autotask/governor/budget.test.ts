import { expect, test } from 'vitest';
import { isReadingDue } from '../../../src/autotask/governor/budget.js';
import { Governor } from '../../../src/autotask/governor/governor.js';
import { gapMs } from '../../../src/autotask/governor/pace.js';
import { TrailingCounter } from '../../../src/autotask/governor/window.js';
import { LimitError, MemoryState } from '../../../src/autotask/index.js';
import type { AutotaskClient, ClientEvent, ClientOptions } from '../../../src/autotask/index.js';
import type { DemoTenant } from '../../../src/demo/tenant.js';
import { connect, rejection } from '../support/connect.js';
import { VirtualClock } from '../support/virtual-clock.js';

interface Setting {
  /** Requests that others make in the hour. */
  readonly others?: number;
  readonly threshold?: number;
}

/** A client and a tenant that live in the same virtual time. */
async function governed({ others = 0, threshold = 10_000 }: Setting = {}, options: ClientOptions = {}) {
  const clock = new VirtualClock();
  const events: ClientEvent[] = [];
  const connection = await connect(
    { otherRequestsThisHour: others },
    { clock, onEvent: (event) => events.push(event), ...options },
    { clock: () => new Date(clock.now()), hourlyThreshold: threshold },
  );
  const paced = () => events.flatMap((event) => (event.type === 'paced' ? [event.waitMs] : []));
  const readings = () => connection.tenant.requests.count((request) => /ThresholdInformation/.test(request.path));
  return { ...connection, clock, events, paced, readings };
}

async function count(client: AutotaskClient, times: number, priority: 'interactive' | 'bulk' = 'interactive'): Promise<void> {
  for (let index = 0; index < times; index++) await client.count('Tickets', undefined, { priority });
}

test.each([
  [0.49, 0, 0],
  [0.5, 0, 0],
  [0.52, 0.08, 0],
  [0.75, 1, 0],
  [0.8, 2, 0.25],
  [0.9, 4, 0.75],
  [0.95, 4, 1],
])('at %d of the threshold bulk requests keep %d and interactive ones %d steady gaps', (usage, bulk, interactive) => {
  const steady = 360;

  expect(gapMs(usage, 'bulk', 0.95, steady)).toBeCloseTo(bulk * steady);
  expect(gapMs(usage, 'interactive', 0.95, steady)).toBeCloseTo(interactive * steady);
});

test('the age of a reading matters only to who goes on asking', () => {
  const budget = {
    threshold: 10_000,
    windowMs: 3_600_000,
    used: 1_000,
    own: 100,
    usage: 0.1,
    left: 4_000,
    readAt: 0,
    recheckAfterMs: 60_000,
  };
  const limits = { ceiling: 0.95, share: 0.5 };

  expect(isReadingDue(budget, limits, 9, 3_600_000)).toBe(false);
  expect(isReadingDue(budget, limits, 10, 3_600_000)).toBe(true);
});

test('a request that is given up while it waits for its slot is not counted', async () => {
  const governor = new Governor(new MemoryState(), new VirtualClock(), () => undefined, { threads: 1 });
  const request = { endpoint: 'Tickets', priority: 'interactive' } as const;
  const controller = new AbortController();
  await governor.admit(request);

  const waiting = governor.admit({ ...request, signal: controller.signal });
  controller.abort(new Error('never mind'));

  expect(await rejection(waiting)).toMatchObject({ message: 'never mind' });
  expect(await governor.budget()).toMatchObject({ own: 1 });
});

test('slots rest longer after Autotask has complained of too many threads, and less with every request that it takes', async () => {
  const { client, clock, tenant } = await governed();
  tenant.faults.add({ fault: { kind: 'thread-limit' }, entity: 'Tickets' });

  await count(client, 3);

  const retryMs = 250;
  expect(clock.sleeps.filter((ms) => ms < retryMs).map((ms) => Math.round(ms * 10) / 10)).toEqual([1, 10, 9, 8.1]);
});

test('a short session never asks for the usage', async () => {
  const { client, readings } = await governed();

  await count(client, 24);

  expect(readings()).toBe(0);
  expect(await client.budget()).toMatchObject({ used: 24, own: 24, readAt: undefined });
});

test('a long session asks sparingly', async () => {
  const { client, readings } = await governed({ others: 1_000 });

  await count(client, 500);

  expect(readings()).toBe(2);
  expect(await client.budget()).toMatchObject({ threshold: 10_000, used: 1_502, own: 502 });
});

test('at 52 % bulk requests slow down and interactive ones do not', async () => {
  const { client, paced } = await governed({ others: 5_200 });
  await client.threshold();

  await count(client, 5);
  expect(paced()).toEqual([]);

  await count(client, 5, 'bulk');
  // 0.08 of the 360 ms at which a steady stream would use up the hour's budget.
  for (const wait of paced()) expect(wait).toBeGreaterThan(20);
  for (const wait of paced()) expect(wait).toBeLessThan(40);
  expect(paced().length).toBeGreaterThanOrEqual(4);
});

test('at 80 % both slow down, bulk requests more', async () => {
  const { client, events, paced } = await governed({ others: 8_000 });
  await client.threshold();

  await count(client, 4);
  const interactive = Math.max(...paced());
  events.length = 0;
  await count(client, 4, 'bulk');

  expect(interactive).toBeGreaterThan(80);
  expect(interactive).toBeLessThan(100);
  expect(Math.max(...paced())).toBeGreaterThan(700);
});

test('near the ceiling bulk stops first, then everything, with the time to try again', async () => {
  const bulk = await governed({ others: 9_100 });
  await bulk.client.threshold();
  bulk.requests();

  expect(await rejection(bulk.client.count('Tickets', undefined, { priority: 'bulk' }))).toBeInstanceOf(LimitError);
  expect(bulk.requests()).toEqual([]);
  expect(await bulk.client.count('Tickets')).toBe(0);

  const all = await governed({ others: 9_600 });
  await all.client.threshold();
  all.requests();
  const error = await rejection(all.client.count('Tickets'));
  expect(error).toBeInstanceOf(LimitError);
  expect(error).toMatchObject({ limit: 'hour', retryAfterMs: 60_000, status: undefined });
  expect(all.requests()).toEqual([]);
});

test('goes on by itself once others use less', async () => {
  const { client, clock, tenant } = await governed({ threshold: 100 }, { share: 1 });
  await spendElsewhere(tenant, 96);
  await client.threshold();
  expect(await rejection(client.count('Tickets'))).toBeInstanceOf(LimitError);

  clock.pass(60 * 60 * 1_000 + 1);

  expect(await client.count('Tickets')).toBe(0);
});

/** Another integration that spends so many requests now. */
async function spendElsewhere(tenant: DemoTenant, times: number): Promise<void> {
  const { username, secret } = tenant.users.full;
  const headers = { UserName: username, Secret: secret, ApiIntegrationCode: tenant.integrationCode };
  for (let index = 0; index < times; index++) await (await fetch(`${tenant.apiUrl}V1.0/Version`, { headers })).arrayBuffer();
}

test('uses no more than its share of the hour, and says when that frees', async () => {
  const { client, clock, tenant } = await governed({ threshold: 200 }, { share: 0.25 });
  await client.threshold();

  const error = await rejection(count(client, 60));

  expect(error).toBeInstanceOf(LimitError);
  expect(error).toMatchObject({ message: expect.stringContaining('its share, 25 %') });
  const retryAfterMs = error instanceof LimitError ? error.retryAfterMs : 0;
  expect(retryAfterMs).toBeGreaterThan(3_500_000);
  expect(tenant.requests.count()).toBe(50);
  clock.pass(retryAfterMs);
  expect(await client.count('Tickets')).toBe(0);
});

test("Autotask's own refusal is not repeated, and the next calls spare it", async () => {
  const { client, clock, requests, tenant } = await governed();
  const text = 'The Autotask API request threshold of 10000 requests per 60 minutes has been exceeded.';
  tenant.faults.add({ fault: { kind: 'error', text, status: 429 }, entity: 'Tickets' });

  const refused = await rejection(client.count('Tickets'));
  expect(refused).toMatchObject({ limit: 'hour', status: 429 });
  expect(await rejection(client.count('Tickets'))).toMatchObject({ limit: 'hour', status: undefined });
  expect(requests()).toEqual(['POST Tickets/query/count']);

  clock.pass(60_000);
  expect(await client.count('Tickets')).toBe(0);
});

test('three clients that share a tenant all get through, and together stay below its threshold', async () => {
  const threshold = 400;
  const { client, clock, tenant, another } = await governed({ threshold });
  const clients = [client, another({ clock }), another({ clock })];

  const done = await Promise.all(
    clients.map(async (each) => {
      let succeeded = 0;
      for (let index = 0; index < 200; index++) {
        const error = await each.count('Tickets', undefined, { priority: 'bulk' }).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) succeeded++;
        else if (error instanceof LimitError) await clock.sleep(error.retryAfterMs);
        else throw error;
      }
      return succeeded;
    }),
  );

  expect(tenant.requests.count((request) => request.status === 429)).toBe(0);
  for (const succeeded of done) expect(succeeded).toBeGreaterThan(100);
});

test('a caller can stop waiting for its turn', async () => {
  const controller = new AbortController();
  const reason = new Error('too slow');
  const clock = new VirtualClock();
  const { client, requests } = await connect(
    { otherRequestsThisHour: 8_900 },
    { clock, onEvent: (event) => event.type === 'paced' && queueMicrotask(() => controller.abort(reason)) },
    { clock: () => new Date(clock.now()) },
  );
  await client.threshold();
  await client.count('Tickets');
  requests();

  const waiting = client.count('Tickets', undefined, { priority: 'bulk', signal: controller.signal });

  expect(await rejection(waiting)).toBe(reason);
  expect(requests()).toEqual([]);
});

test('a usage that cannot be read does not stop the work', async () => {
  const { client, events, tenant } = await governed();
  tenant.faults.add({
    fault: { kind: 'error', text: 'No.' },
    when: ({ path }) => path.includes('ThresholdInformation'),
    times: Infinity,
  });

  await count(client, 60);

  expect(events.some((event) => event.type === 'usage-unknown')).toBe(true);
  expect(events.filter((event) => event.type === 'usage-unknown')).toHaveLength(2);
});

test('who gives up does not wait for a reading of the usage', async () => {
  const { client, tenant } = await governed();
  await count(client, 25);
  let answer = (): void => undefined;
  const until = new Promise<void>((resolve) => (answer = resolve));
  tenant.faults.add({ fault: { kind: 'hold', until }, route: 'threshold' });
  const stop = new AbortController();

  const given = rejection(client.count('Tickets', undefined, { signal: stop.signal }));
  stop.abort(new Error('enough'));

  expect(await given).toMatchObject({ message: 'enough' });
  answer();
});

test('the trailing window forgets what is older than an hour', () => {
  const hour = 3_600_000;
  const counter = new TrailingCounter();
  counter.add(0, 3);
  counter.add(1_800_000, 2);

  expect(counter.count(3_000_000, hour)).toBe(5);
  expect(counter.msUntilFreed(3_000_000, hour, 3)).toBe(610_000);
  expect(counter.msUntilFreed(3_000_000, hour, 6)).toBeUndefined();
  expect(counter.count(hour + 20_000, hour)).toBe(2);
});
