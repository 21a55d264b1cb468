import { describe, expect, test } from 'vitest';
import { HourlyUsage } from '../../src/demo/http/usage.js';
import { at, EVERY, startApi, type Api } from './support/api.js';
import { aTicket } from './support/small-seed.js';

const rows = { Tickets: [aTicket(7001)] };
const THREADS = 'The Autotask API thread threshold of 3 threads has been exceeded.';

interface Held {
  /** Waits until so many requests are inside. */
  full(count: number): Promise<void>;
  release(): void;
}

/** Keeps the requests that come now inside the tenant until they are let go. */
function hold(api: Api): Held {
  let release = (): void => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const planned = api.tenant.faults.add({ fault: { kind: 'hold', until }, times: Infinity });
  return {
    full: async (count) => {
      while (planned.hits < count) await new Promise((resolve) => setImmediate(resolve));
      planned.remove();
    },
    release,
  };
}

describe('threads (dossier §3)', () => {
  test('a fourth request at a time for one entity is a 429 with the text; a slot freed is a slot to use', async () => {
    const api = await startApi({ rows });
    const held = hold(api);
    const three = [api.get('Tickets/7001'), api.post('Tickets/query', EVERY), api.get('Tickets/entityInformation/fields')];
    await held.full(3);
    expect(await api.get('Tickets/7001')).toMatchObject({ status: 429, json: { errors: [THREADS] } });
    held.release();
    expect((await Promise.all(three)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await api.get('Tickets/7001')).status).toBe(200);
    expect(api.tenant.requests.maxConcurrent('Tickets')).toBe(4);
  });

  test('the refusal has no Retry-After and nothing tells the usage', async () => {
    const api = await startApi({ rows });
    const held = hold(api);
    const three = [1, 2, 3].map(() => api.get('Tickets/7001'));
    await held.full(3);
    const { headers } = await api.get('Tickets/7001');
    expect([...headers.keys()].filter((name) => /retry|ratelimit/i.test(name))).toEqual([]);
    held.release();
    await Promise.all(three);
  });

  test('a child URL counts for the child, other entities have slots of their own', async () => {
    const api = await startApi({ rows });
    const held = hold(api);
    const three = [1, 2, 3].map(() => api.get('Tickets/7001/Notes'));
    await held.full(3);
    expect((await api.post('TicketNotes/query', EVERY)).status).toBe(429);
    expect((await api.get('Tickets/7001')).status).toBe(200);
    expect((await api.get('ThresholdInformation')).status).toBe(200);
    held.release();
    await Promise.all(three);
  });

  test('threshold information is an object of its own, zone information is exempt', async () => {
    const api = await startApi({ rows });
    const held = hold(api);
    const three = [1, 2, 3].map(() => api.get('ThresholdInformation'));
    const zones = [1, 2, 3, 4].map(() => api.get('zoneInformation?user=api%40msp.example', {}));
    await held.full(7);
    expect((await api.get('ThresholdInformation')).status).toBe(429);
    held.release();
    expect((await Promise.all([...three, ...zones])).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 200]);
  });

  test('the slots are shared by all users of a tracking identifier', async () => {
    const api = await startApi({ rows });
    const held = hold(api);
    const three = [1, 2, 3].map(() => api.get('Tickets/7001'));
    await held.full(3);
    expect((await api.get('Tickets/7001', api.credentialsOf(api.tenant.users.restricted))).status).toBe(429);
    held.release();
    await Promise.all(three);
  });
});

describe('the hour (dossier §3)', () => {
  const usage = async (api: Api): Promise<unknown> =>
    at((await api.get('ThresholdInformation')).json, 'currentTimeframeRequestCount');

  test('threshold information counts itself and the other integrations', async () => {
    const api = await startApi({ otherRequestsThisHour: 5200 });
    expect((await api.get('ThresholdInformation')).json).toEqual({
      externalRequestThreshold: 10_000,
      requestThresholdTimeframe: 60,
      currentTimeframeRequestCount: 5201,
    });
    await api.get('Companies/0');
    expect(await usage(api)).toBe(5203);
  });

  test('what needs no credentials, and what fails on them, does not count', async () => {
    const api = await startApi();
    await api.get('zoneInformation?user=api%40msp.example', {});
    await api.get('Companies/0', {});
    expect(await usage(api)).toBe(1);
  });

  test('at 100 % requests are refused until the oldest are an hour old', async () => {
    let now = Date.parse('2026-03-10T02:30:00Z');
    const api = await startApi({ otherRequestsThisHour: 8 }, { hourlyThreshold: 10, clock: () => new Date(now) });
    expect((await api.get('Companies/0')).status).toBe(200);
    now += 30 * 60_000;
    expect((await api.get('Companies/0')).status).toBe(200);
    const refused = await api.get('Companies/0');
    expect(refused.status).toBe(429);
    expect(at(refused.json, 'errors.0')).toEqual(expect.any(String));
    expect((await api.get('ThresholdInformation')).status).toBe(429);
    now += 31 * 60_000;
    expect((await api.get('Companies/0')).status).toBe(200);
    expect((await api.get('Companies/0')).status).toBe(429);
  });
});

describe('usage latency (dossier §3)', () => {
  test.each([
    [4999, 0],
    [5000, 500],
    [7499, 500],
    [7500, 1000],
  ])('with %i of 10,000 requests every further one takes %i ms more', (others, delay) => {
    expect(new HourlyUsage(10_000, others, () => 0).latencyMs()).toBe(delay);
  });
});

describe('addresses (dossier §3)', () => {
  test('beyond 2,048 characters a GET is lost in front of the API; POST takes the same query', async () => {
    const api = await startApi({ rows });
    const body = { Filter: [{ op: 'noteq', field: 'title', value: 'x'.repeat(2048) }] };
    const answer = await api.get(`Tickets/query?search=${encodeURIComponent(JSON.stringify(body))}`);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('<html');
    expect((await api.post('Tickets/query', body)).status).toBe(200);
  });
});
