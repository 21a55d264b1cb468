import { describe, expect, test } from 'vitest';
import { at, EVERY, ids, isRecord, startApi, type Answer } from './support/api.js';
import { aTicket } from './support/small-seed.js';

const rows = { Tickets: [aTicket(7001), aTicket(7002)] };
const NEW = { companyID: 0, title: 'Printer', status: 1, priority: 2, queueID: 301 };

/** The code of the failure under a failed fetch. */
async function failureOf(request: Promise<Answer>): Promise<unknown> {
  try {
    await request;
    return null;
  } catch (error) {
    return isRecord(error) || error instanceof Error ? at(error, 'cause.code') : error;
  }
}

describe('injected faults', () => {
  test('a lost request was never handled', async () => {
    const api = await startApi({ rows });
    api.tenant.faults.add({ fault: { kind: 'lose-request' }, method: 'POST', entity: 'Tickets' });
    expect(await failureOf(api.post('Tickets', NEW))).toBe('UND_ERR_SOCKET');
    expect(api.tenant.changes.count()).toBe(0);
    expect(api.tenant.requests.all()).toMatchObject([{ method: 'POST', status: null }]);
    expect((await api.post('Tickets', NEW)).status).toBe(200);
  });

  test('a lost response leaves the record behind', async () => {
    const api = await startApi({ rows });
    api.tenant.faults.add({ fault: { kind: 'lose-response' }, route: 'collection' });
    expect(await failureOf(api.post('Tickets', NEW))).toBe('UND_ERR_SOCKET');
    expect(api.tenant.store.row('Tickets', 7003)).toMatchObject({ title: 'Printer' });
  });

  test('a response may break off half-way or end in the middle of its JSON', async () => {
    const api = await startApi({ rows });
    api.tenant.faults.add({ fault: { kind: 'reset-mid-body' } });
    await expect(api.post('Tickets/query', EVERY)).rejects.toThrow('terminated');
    api.tenant.faults.add({ fault: { kind: 'truncated-json' } });
    const answer = await api.post('Tickets/query', EVERY);
    expect(answer.status).toBe(200);
    expect(answer.json).toBeUndefined();
    expect(answer.text).toMatch(/^\{"items":/);
  });

  test('front-end pages, the thread limit, a moved zone and failures of one’s own', async () => {
    const api = await startApi({ rows });
    const { faults } = api.tenant;
    faults.add({ fault: { kind: 'html', status: 503 } });
    expect(await api.get('Tickets/7001')).toMatchObject({ status: 503, json: undefined });
    faults.add({ fault: { kind: 'thread-limit', retryAfterSeconds: 2 } });
    const limited = await api.get('Tickets/7001');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2']);
    faults.add({ fault: { kind: 'thread-limit' } });
    expect((await api.get('Tickets/7001')).headers.get('retry-after')).toBeNull();
    faults.add({ fault: { kind: 'unauthorized' } });
    expect(await api.get('Tickets/7001')).toMatchObject({ status: 401, text: '' });
    faults.add({ fault: { kind: 'error', text: 'Out of order' } });
    expect(await api.get('Tickets/7001')).toMatchObject({ status: 500, json: { errors: ['Out of order'] } });
    expect((await api.get('Tickets/7001')).status).toBe(200);
  });

  test('a slow response is complete', async () => {
    const api = await startApi({ rows });
    api.tenant.faults.add({ fault: { kind: 'slow', ms: 5 } });
    expect(ids(await api.post('Tickets/query', EVERY))).toEqual([7001, 7002]);
  });

  test('strike what they are aimed at, as often as they are told', async () => {
    const api = await startApi({ rows });
    const planned = api.tenant.faults.add({
      fault: { kind: 'html', status: 502 },
      entity: 'Tickets',
      when: ({ body }) => at(body, 'MaxRecords') === 1,
      times: 2,
    });
    const statuses: number[] = [];
    for (const MaxRecords of [1, 2, 1, 1]) statuses.push((await api.post('Tickets/query', { ...EVERY, MaxRecords })).status);
    expect(statuses).toEqual([502, 200, 502, 200]);
    expect(planned.hits).toBe(2);
    expect((await api.post('Companies/query', { ...EVERY, MaxRecords: 1 })).status).toBe(200);
  });

  test('by chance strike the same requests in every run', async () => {
    const run = async (): Promise<number[]> => {
      const api = await startApi({ rows });
      api.tenant.faults.add({ fault: { kind: 'html', status: 502 }, times: Infinity, probability: 0.3 });
      const statuses: number[] = [];
      for (let request = 0; request < 40; request += 1) statuses.push((await api.get('Tickets/7001')).status);
      return statuses;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 502]));
  });

  test('can be taken back', async () => {
    const api = await startApi({ rows });
    const planned = api.tenant.faults.add({ fault: { kind: 'html', status: 502 }, times: Infinity });
    expect((await api.get('Tickets/7001')).status).toBe(502);
    planned.remove();
    expect((await api.get('Tickets/7001')).status).toBe(200);
  });
});
