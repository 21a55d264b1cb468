import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { at, startApi, type Api } from './support/api.js';
import { aTicket, ENGINEER, MAYA } from './support/small-seed.js';

/**
 * A client written by others, `@apigrate/autotask-restapi`, against the tenant. It finds its zone through the option
 * `base_url`, which its README documents as the place of zone information: nothing of it is patched or mocked.
 */
type Entity = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;
type Client = Readonly<Record<string, Entity>>;

// The package has no types.
const library: unknown = createRequire(import.meta.url)('@apigrate/autotask-restapi');
const { AutotaskRestApi } = z
  .object({ AutotaskRestApi: z.custom<new (user: string, secret: string, code: string, options: object) => Client>() })
  .parse(library);

const rows = { Tickets: [aTicket(7001), aTicket(7002, { status: 5 })] };

function clientOf(api: Api): (entity: string, method: string, ...args: unknown[]) => Promise<unknown> {
  const { users, integrationCode, apiUrl } = api.tenant;
  const client = new AutotaskRestApi(users.full.username, users.full.secret, integrationCode, { base_url: apiUrl });
  return async (entity, method, ...args) => {
    const call = client[entity]?.[method];
    if (call === undefined) throw new Error(`the library has no ${entity}.${method}`);
    return call(...args);
  };
}

describe('@apigrate/autotask-restapi', () => {
  test('discovers its zone without credentials, then queries, counts and reads', async () => {
    const api = await startApi({ rows });
    const call = clientOf(api);
    const filter = [{ op: 'noteq', field: 'Status', value: 5 }];
    const page = await call('Tickets', 'query', { filter, includeFields: ['Id', 'title'] });
    expect(page).toEqual({
      items: [{ id: 7001, title: 'Ticket 7001', userDefinedFields: [] }],
      pageDetails: { count: 1, requestCount: 500, prevPageUrl: null, nextPageUrl: null },
    });
    expect(await call('Tickets', 'count', { filter })).toEqual({ queryCount: 1 });
    expect(at(await call('Companies', 'get', 0), 'item.companyName')).toBe('Brightwater');
    expect(await call('Companies', 'get', 999)).toEqual({ item: null });
    expect(api.tenant.requests.all()[0]).toMatchObject({ kind: 'zone', hasCredentials: false });
  });

  test('creates, updates, replaces and deletes', async () => {
    const api = await startApi({ rows });
    const call = clientOf(api);
    const company = { CompanyName: 'Sirius Cybernetics', CompanyType: 3, Phone: '8005551212', OwnerResourceID: MAYA };
    const id = at(await call('Companies', 'create', company), 'itemId');
    expect(await call('Companies', 'update', { id, city: 'Sirius Tau' })).toEqual({ itemId: id });
    expect(at(await call('Companies', 'get', id), 'item')).toMatchObject({
      companyName: 'Sirius Cybernetics',
      city: 'Sirius Tau',
    });
    await call('Companies', 'replace', { id, ...company });
    expect(at(await call('Companies', 'get', id), 'item.city')).toBeNull();
    const entry = {
      resourceID: MAYA,
      roleID: ENGINEER,
      ticketID: 7001,
      startDateTime: '2026-03-09T13:00:00Z',
      endDateTime: '2026-03-09T14:00:00Z',
    };
    const time = at(await call('TimeEntries', 'create', entry), 'itemId');
    expect(await call('TimeEntries', 'delete', time)).toEqual({ itemId: time });
  });

  test('writes children below their parent', async () => {
    const api = await startApi({ rows });
    const call = clientOf(api);
    const note = { title: 'Call', description: 'Done', noteType: 1, publish: 2 };
    const id = at(await call('TicketNotes', 'create', 7001, note), 'itemId');
    expect(await call('TicketNotes', 'update', 7001, { id, ...note, title: 'Again' })).toEqual({ itemId: id });
    expect(at(await call('TicketNotes', 'get', id), 'item.title')).toBe('Again');
    const file = { attachmentType: 'FILE_ATTACHMENT', title: 'log', fullPath: 'log.txt', publish: 1, data: 'aGVsbG8=' };
    const attachment = at(await call('TicketAttachments', 'create', 7001, file), 'itemId');
    expect(at(await call('TicketAttachments', 'get', 7001, attachment), 'items.0.data')).toBe('aGVsbG8=');
    expect(await call('TicketAttachments', 'delete', 7001, attachment)).toEqual({ itemId: attachment });
  });

  test('reads metadata and the services', async () => {
    const api = await startApi({ rows });
    const call = clientOf(api);
    expect(at(await call('Tickets', 'info'), 'info.name')).toBe('Ticket');
    expect(at(await call('Tickets', 'fieldInfo'), 'fields.0.name')).toBe('id');
    expect(at(await call('Tickets', 'udfInfo'), 'fields.0.name')).toBe('Site Code');
    expect(at(await call('Modules', 'get'), 'modules.0.key')).toBe(1);
  });

  test('gets failures with their status and reasons', async () => {
    const api = await startApi({ rows });
    const call = clientOf(api);
    await expect(call('Tickets', 'create', { title: 'x', companyID: 0, status: 1, queueID: 301 })).rejects.toMatchObject({
      status: 500,
      details: { errors: ['Missing Required Field: priority. ; on record number [1].'] },
    });
    const { users, integrationCode, apiUrl } = api.tenant;
    const wrong = new AutotaskRestApi(users.full.username, 'wrong', integrationCode, { base_url: apiUrl });
    await expect(wrong['Tickets']?.['get']?.(7001)).rejects.toMatchObject({ status: 401 });
  });
});
