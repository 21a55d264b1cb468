import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RecentLog } from '../../src/demo/recent-log.js';
import { EVERY, startApi } from './support/api.js';
import { aTicket, MAYA } from './support/small-seed.js';

const rows = { Tickets: [aTicket(7001)] };

describe('a log', () => {
  test('forgets its oldest entries once it is full, and marks still mean what came after them', () => {
    const log = new RecentLog<number>(3);
    const start = log.mark();
    for (const entry of [1, 2]) log.add(entry);
    const mark = log.mark();
    for (const entry of [3, 4, 5]) log.add(entry);

    expect(log.all()).toEqual([3, 4, 5]);
    expect(log.since(start)).toEqual([3, 4, 5]);
    expect(log.since(mark)).toEqual([3, 4, 5]);
    log.add(6);
    expect(log.since(mark)).toEqual([4, 5, 6]);
    expect(log.since(log.mark())).toEqual([]);
  });
});

describe('the request log', () => {
  test('tells what was sent, where it went and how it ended', async () => {
    const api = await startApi({ rows });
    await api.patch('Tickets', { id: 7001, status: 8 }, { ...api.credentials, ImpersonationResourceId: String(MAYA) });
    await api.get('nowhere', {});
    expect(api.tenant.requests.all()).toMatchObject([
      {
        method: 'PATCH',
        path: '/ATServicesRest/V1.0/Tickets',
        entity: 'Tickets',
        kind: 'collection',
        body: { id: 7001, status: 8 },
        hasCredentials: true,
        impersonationResourceId: '501',
        status: 500,
      },
      { method: 'GET', entity: null, kind: 'unknown', hasCredentials: false, impersonationResourceId: null, status: 404 },
    ]);
    expect(api.tenant.requests.all()[0]?.headers).toEqual(
      expect.arrayContaining(['username', 'secret', 'impersonationresourceid']),
    );
  });

  test('never holds a secret or a tracking identifier', async () => {
    const api = await startApi({ rows });
    await api.post('Tickets/query', EVERY);
    const shown = inspect(api.tenant.requests.all(), { depth: 9 });
    expect(shown).not.toContain(api.tenant.users.full.secret);
    expect(shown).not.toContain(api.tenant.integrationCode);
  });

  test('counts, marks and clears', async () => {
    const api = await startApi({ rows });
    const { requests } = api.tenant;
    await api.get('Tickets/7001');
    const mark = requests.mark();
    await api.post('Companies/query', EVERY);
    expect(requests.count()).toBe(2);
    expect(requests.count(({ method }) => method === 'POST')).toBe(1);
    expect(requests.since(mark).map(({ entity }) => entity)).toEqual(['Companies']);
    requests.clear();
    expect(requests.count()).toBe(0);
    await api.get('Tickets/7001');
    expect(requests.since(0)).toHaveLength(1);
  });
});

describe('the change log', () => {
  test('holds rows before and after, and who changed them when', async () => {
    const api = await startApi({ rows });
    const mark = api.tenant.changes.mark();
    await api.patch('Tickets', { id: 7001, status: 8 });
    await api.patch('Tickets', { id: 7001, status: 99 });
    expect(api.tenant.changes.since(mark)).toMatchObject([
      {
        entity: 'Tickets',
        id: 7001,
        kind: 'update',
        before: { status: 1 },
        after: { status: 8 },
        by: { kind: 'user', resourceId: 590, impersonated: null },
        at: new Date('2026-03-10T02:30:00Z'),
      },
    ]);
    api.tenant.changes.clear();
    expect(api.tenant.changes.count()).toBe(0);
  });
});
