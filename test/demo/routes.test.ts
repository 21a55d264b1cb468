import { describe, expect, test } from 'vitest';
import { ENTITIES, type EntityDescription } from '../../src/autotask/catalogue.js';
import { at, EVERY, startApi, type Answer, type Api } from './support/api.js';
import { aTicket } from './support/small-seed.js';

const WRITES = ['POST', 'PATCH', 'PUT'] as const;
const isHtml404 = (answer: Answer): boolean => answer.status === 404 && answer.text.startsWith('<!DOCTYPE html');

/** 404 or 405 says that there is no such route or verb; anything else was answered by an endpoint. */
async function reaches(api: Api, method: string, path: string): Promise<boolean> {
  const answer = await api.call(method, path, method === 'GET' || method === 'DELETE' ? undefined : {});
  return answer.status !== 404 && answer.status !== 405;
}

describe('every entity of the catalogue (dossier §5)', () => {
  test('is queried, counted and read at the root exactly where it says so', async () => {
    const api = await startApi();
    for (const { name, canQuery } of ENTITIES) {
      const filter = name === 'TicketHistory' ? { Filter: [{ op: 'eq', field: 'ticketID', value: 1 }] } : EVERY;
      const query = await api.post(`${name}/query`, filter);
      const count = await api.post(`${name}/query/count`, filter);
      expect([name, query.status, count.status]).toEqual([name, canQuery ? 200 : 404, canQuery ? 200 : 404]);
    }
    for (const { name } of ENTITIES.filter(({ canGet }) => canGet)) {
      expect((await api.get(`${name}/987654`)).json).toEqual({ item: null });
    }
  });

  test('takes the verbs of its root, and no others', async () => {
    const api = await startApi();
    const found: string[] = [];
    const expected: string[] = [];
    for (const { name, rootMethods, kind } of ENTITIES) {
      if (kind === 'endpoint') continue;
      for (const method of WRITES) {
        if (await reaches(api, method, name)) found.push(`${method} ${name}`);
        if (rootMethods.includes(method)) expected.push(`${method} ${name}`);
      }
      if (await reaches(api, 'DELETE', `${name}/987654`)) found.push(`DELETE ${name}`);
      if (rootMethods.includes('DELETE')) expected.push(`DELETE ${name}`);
    }
    expect(found).toEqual(expected);
  });

  test('takes the verbs of its child route, and no others', async () => {
    const api = await startApi();
    const found: string[] = [];
    const expected: string[] = [];
    for (const entity of ENTITIES.filter(({ childPath }) => childPath !== undefined)) {
      const path = childPathOf(entity);
      for (const method of ['GET', 'POST', 'PATCH', 'PUT']) {
        if (await reaches(api, method, path)) found.push(`${method} ${path}`);
        if (entity.childMethods?.some((known) => known === method)) expected.push(`${method} ${path}`);
      }
      if (await reaches(api, 'DELETE', `${path}/987654`)) found.push(`DELETE ${path}`);
      if (entity.childMethods?.includes('DELETE')) expected.push(`DELETE ${path}`);
    }
    expect(found).toEqual(expected);
  });

  test('describes itself at the root, also where it is written below a parent only', async () => {
    const api = await startApi();
    for (const entity of ENTITIES.filter(({ kind }) => kind !== 'endpoint')) {
      const info = await api.get(`${entity.name}/entityInformation`);
      expect(at(info.json, 'info.name')).toBe(entity.singular);
      const fields = await api.get(`${entity.name}/entityInformation/fields`);
      expect(at(fields.json, 'fields.0.name')).toBe('id');
      expect((await api.get(`${entity.name}/entityInformation/userDefinedFields`)).status).toBe(200);
    }
  });
});

function childPathOf(entity: EntityDescription): string {
  return `${entity.parentPath ?? entity.parent ?? ''}/987654/${entity.childPath ?? ''}`;
}

describe('what is not there', () => {
  test.each(['Contacts', 'TicketNotes', 'Tasks', 'QuoteItems', 'CompanyToDos'])(
    'POST /%s is an IIS page: children are written below',
    async (name) => {
      const api = await startApi();
      expect(isHtml404(await api.post(name, {}))).toBe(true);
      expect(isHtml404(await api.get(name))).toBe(true);
    },
  );

  test('a read-only entity has no collection route either', async () => {
    const api = await startApi();
    expect(isHtml404(await api.post('BillingCodes', {}))).toBe(true);
  });

  test('children have no query', async () => {
    const api = await startApi({ rows: { Tickets: [aTicket(7001)] } });
    expect(isHtml404(await api.post('Tickets/7001/Notes/query', EVERY))).toBe(true);
  });

  test.each([
    'Nonsense/query',
    'Tickets/1/Nonsense',
    'Tickets/1/TicketNotes',
    'WorkflowRules/query',
    'ProjectTemplates/1',
    'constructor',
    'Tickets/1/constructor',
    '',
  ])('/%s is an IIS page', async (path) => {
    const api = await startApi();
    expect(isHtml404(await api.get(path))).toBe(true);
  });

  test('a verb that a route does not know is a JSON 405', async () => {
    const api = await startApi({ rows: { Tickets: [aTicket(7001)] } });
    const message = (method: string): object => ({
      status: 405,
      json: { Message: `The requested resource does not support http method '${method}'.` },
    });
    expect(await api.get('Companies')).toMatchObject(message('GET'));
    expect(await api.patch('Tickets/7001', { title: 'x' })).toMatchObject(message('PATCH'));
    expect(await api.put('Tickets/7001', { title: 'x' })).toMatchObject(message('PUT'));
    expect(await api.del('Tickets/7001')).toMatchObject(message('DELETE'));
    expect(await api.del('Tickets/7001/Notes/1')).toMatchObject(message('DELETE'));
    expect(await api.del('Companies/1101/Contacts')).toMatchObject(message('DELETE'));
    expect(await api.patch('Companies/1101/Contacts/31', { firstName: 'x' })).toMatchObject(message('PATCH'));
    expect(await api.post('Companies/1101/Contacts/31', { firstName: 'x' })).toMatchObject(message('POST'));
    expect(await api.get('Tickets/query')).toMatchObject(message('GET'));
  });

  test('an id that is no number is a 400', async () => {
    const api = await startApi();
    expect((await api.get('Tickets/T20260301.0001')).status).toBe(400);
    expect((await api.get('Tickets/abc/Notes')).status).toBe(400);
  });
});
