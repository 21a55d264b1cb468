import { describe, expect, test } from 'vitest';
import { at, EVERY, failure, ids, itemId, startApi, stored, isRefused } from './support/api.js';
import { API_USER, aTicket, GONE, MAYA } from './support/small-seed.js';

const QUERY_DENIED = 'The logged in Resource does not have the adequate permissions to query this entity type.';
const rows = { Tickets: [aTicket(7001), aTicket(7002, { companyID: 1101 })] };

describe('credentials (dossier §2)', () => {
  test.each(['UserName', 'Secret', 'ApiIntegrationCode'])('without %s: an empty 401 with a challenge', async (missing) => {
    const api = await startApi();
    const { [missing]: _dropped, ...rest } = api.credentials;
    const answer = await api.get('Companies/0', rest);
    expect(answer.status).toBe(401);
    expect(answer.text).toBe('');
    expect(answer.headers.get('content-length')).toBe('0');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic Realm="/);
  });

  test.each([
    ['a wrong secret', { Secret: 'wrong' }],
    ['an unknown user', { UserName: 'nobody@msp.example' }],
    ['a made-up code with them', { Secret: 'wrong', ApiIntegrationCode: 'made-up' }],
  ])('%s: an empty 401', async (_, wrong) => {
    const api = await startApi();
    expect(await api.get('Companies/0', { ...api.credentials, ...wrong })).toMatchObject({ status: 401, text: '' });
  });

  test('a good login with a bad integration code is a 500', async () => {
    const api = await startApi();
    const answer = await api.get('Companies/0', { ...api.credentials, ApiIntegrationCode: 'made-up' });
    expect(answer).toMatchObject(failure('IntegrationCode is invalid'));
  });

  test('header names are case-insensitive', async () => {
    const api = await startApi();
    const lower = Object.fromEntries(Object.entries(api.credentials).map(([name, value]) => [name.toUpperCase(), value]));
    expect((await api.get('Companies/0', lower)).status).toBe(200);
  });
});

describe('rights (dossier §2)', () => {
  const restricted = {
    access: { Invoices: { query: 'None' as const }, Companies: { create: 'None' as const, update: 'None' as const } },
    hides: (entity: string, row: Record<string, unknown>) => entity === 'Tickets' && row['companyID'] === 1101,
  };

  test('no access to an entity is a 500 with its text, for every verb', async () => {
    const api = await startApi({ rows, restricted });
    const limited = api.credentialsOf(api.tenant.users.restricted);
    expect(await api.post('Invoices/query', EVERY, limited)).toMatchObject(failure(QUERY_DENIED));
    expect(await api.post('Invoices/query/count', EVERY, limited)).toMatchObject(failure(QUERY_DENIED));
    expect(await api.get('Invoices/1', limited)).toMatchObject(failure(QUERY_DENIED));
    expect(await api.post('Companies', {}, limited)).toMatchObject(failure(QUERY_DENIED.replace('query', 'create')));
    expect(await api.patch('Companies', { id: 0 }, limited)).toMatchObject(failure(QUERY_DENIED.replace('query', 'update')));
    expect((await api.post('Companies/query', EVERY, limited)).status).toBe(200);
  });

  test('metadata says None, and stays readable', async () => {
    const api = await startApi({ restricted });
    const limited = api.credentialsOf(api.tenant.users.restricted);
    expect(at((await api.get('Invoices/entityInformation', limited)).json, 'info.userAccessForQuery')).toBe('None');
    expect(at((await api.get('Invoices/entityInformation')).json, 'info.userAccessForQuery')).toBe('All');
  });

  test('hidden rows are silently missing from lists, counts and reads, and cannot be changed', async () => {
    const api = await startApi({ rows, restricted });
    const limited = api.credentialsOf(api.tenant.users.restricted);
    expect(ids(await api.post('Tickets/query', EVERY, limited))).toEqual([7001]);
    expect((await api.post('Tickets/query/count', EVERY, limited)).json).toEqual({ queryCount: 1 });
    expect((await api.get('Tickets/7002', limited)).json).toEqual({ item: null });
    expect(isRefused(await api.patch('Tickets', { id: 7002, title: 'x' }, limited))).toBe(true);
    expect(stored(api, 'Tickets', 7002)['title']).toBe('Ticket 7002');
    expect(ids(await api.post('Tickets/query', EVERY))).toEqual([7001, 7002]);
  });
});

describe('impersonation (dossier §2)', () => {
  const note = { title: 'Call', description: 'Done', noteType: 1, publish: 2 };

  test('a created row shows the target as creator and the caller as impersonator', async () => {
    const api = await startApi({ rows });
    const headers = { ...api.credentials, ImpersonationResourceId: String(MAYA) };
    const id = itemId(await api.post('Tickets/7001/Notes', note, headers));
    expect(at((await api.get(`TicketNotes/${id}`)).json, 'item')).toMatchObject({
      creatorResourceID: MAYA,
      impersonatorCreatorResourceID: API_USER,
    });
    await api.patch('Tickets/7001/Notes', { id, ...note, title: 'Again' }, headers);
    expect(stored(api, 'TicketNotes', id)['impersonatorUpdaterResourceID']).toBe(API_USER);
  });

  test('without the header the API user is the creator', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('Tickets/7001/Notes', { ...note, creatorResourceID: MAYA }));
    expect(stored(api, 'TicketNotes', id)).toMatchObject({ creatorResourceID: API_USER });
    expect(stored(api, 'TicketNotes', id)).not.toHaveProperty('impersonatorCreatorResourceID');
  });

  test('an entity off the list ignores the header', async () => {
    const api = await startApi({ rows: { Tasks: [{ id: 81, projectID: 61, title: 'Move', status: 1, taskType: 1 }] } });
    const headers = { ...api.credentials, ImpersonationResourceId: String(MAYA) };
    const id = itemId(await api.post('Projects/61/Tasks', { title: 'Pack', status: 1, taskType: 1 }, headers));
    expect(stored(api, 'Tasks', id)['creatorResourceID']).toBe(API_USER);
  });

  test('a missing grant is a permission failure of its verb', async () => {
    const api = await startApi({ rows });
    const headers = { ...api.credentials, ImpersonationResourceId: String(MAYA) };
    // Tickets: add only; TimeEntries: nothing.
    expect(await api.post('Tickets/query', EVERY, headers)).toMatchObject(failure(QUERY_DENIED));
    expect(await api.get('Tickets/7001', headers)).toMatchObject(failure(QUERY_DENIED));
    expect(await api.patch('Tickets', { id: 7001, title: 'x' }, headers)).toMatchObject(
      failure(QUERY_DENIED.replace('query', 'update')),
    );
    expect(await api.post('TimeEntries', {}, headers)).toMatchObject(failure(QUERY_DENIED.replace('query', 'create')));
    expect((await api.post('TicketNotes/query', EVERY, headers)).status).toBe(200);
  });

  test.each([GONE, API_USER, 99_999])('resource %i cannot be impersonated', async (target) => {
    const api = await startApi({ rows });
    const headers = { ...api.credentials, ImpersonationResourceId: String(target) };
    expect(await api.post('Tickets/7001/Notes', note, headers)).toMatchObject(failure(QUERY_DENIED.replace('query', 'create')));
    expect(api.tenant.changes.count()).toBe(0);
  });
});
