import { describe, expect, test } from 'vitest';
import { at, failure, startApi } from './support/api.js';

const NO_CREDENTIALS = {};

describe('zone information (dossier §1)', () => {
  test('answers a known user without credentials', async () => {
    const api = await startApi();
    const answer = await api.get('zoneInformation?user=api%40msp.example', NO_CREDENTIALS);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      zoneName: expect.any(String),
      url: api.tenant.apiUrl,
      webUrl: expect.stringMatching(/^http:.*\/$/),
      ci: expect.any(Number),
    });
    expect(api.tenant.apiUrl).toMatch(/\/ATServicesRest\/$/);
  });

  test.each(['zoneInformation?user=nobody%40msp.example', 'zoneInformation?user=', 'zoneInformation'])(
    '%s is a 500',
    async (path) => {
      const api = await startApi();
      expect(await api.get(path, NO_CREDENTIALS)).toMatchObject(failure('Zone information could not be determined'));
    },
  );

  test('knows a user whatever the case', async () => {
    const api = await startApi();
    expect((await api.get('zoneInformation?user=API%40msp.example', NO_CREDENTIALS)).status).toBe(200);
  });

  test('the log tells whether credentials were sent all the same', async () => {
    const api = await startApi();
    await api.get('zoneInformation?user=api%40msp.example', NO_CREDENTIALS);
    await api.get('zoneInformation?user=api%40msp.example', api.credentials);
    expect(api.tenant.requests.all().map(({ kind, hasCredentials }) => [kind, hasCredentials])).toEqual([
      ['zone', false],
      ['zone', true],
    ]);
  });
});

describe('services (dossier §1)', () => {
  test('VersionInformation needs no version segment and no credentials', async () => {
    const api = await startApi();
    const answer = await api.get(`${api.tenant.apiUrl}VersionInformation`, NO_CREDENTIALS);
    expect(answer.json).toEqual({ apiVersions: ['V1.0'] });
  });

  test('Version is a credential probe and answers in strings', async () => {
    const api = await startApi();
    expect((await api.get('Version', NO_CREDENTIALS)).status).toBe(401);
    expect((await api.get('Version')).json).toEqual({
      majorVersion: expect.any(String),
      minorVersion: expect.any(String),
      build: expect.any(String),
      customerType: expect.any(String),
    });
  });

  test('EntityInformation describes all entities, Modules lists keys', async () => {
    const api = await startApi();
    const entities = at((await api.get('EntityInformation')).json, 'entityDescriptions');
    expect(Array.isArray(entities) && entities.length).toBeGreaterThan(230);
    expect(entities).toContainEqual({ info: expect.objectContaining({ name: 'Ticket', canCreate: true, canDelete: false }) });
    expect(at((await api.get('Modules')).json, 'modules.0')).toEqual({ key: 1, value: true });
  });

  test('Authenticate gives a token that holds none of the credentials and is of no use elsewhere', async () => {
    const api = await startApi();
    expect((await api.get('Authenticate', NO_CREDENTIALS)).status).toBe(401);
    const { json, text } = await api.get('Authenticate');
    expect(json).toEqual({ authToken: expect.any(String), expiration: '2026-03-10T03:30:00Z' });
    for (const secret of Object.values(api.credentials)) expect(text).not.toContain(secret);
    const bearer = { Authorization: `Bearer ${String(at(json, 'authToken'))}` };
    expect((await api.get('Companies/1101', bearer)).status).toBe(401);
  });

  test('paths are case-insensitive, also in the application name and the version', async () => {
    const api = await startApi();
    const answer = await api.get(`${api.tenant.origin}/atservicesrest/v1.0/companies/1101`);
    expect(at(answer.json, 'item.companyName')).toBe('Harbor Dental');
  });
});
