import { expect, test } from 'vitest';
import {
  AutotaskError,
  ENTITIES,
  InvalidRequestError,
  NotFoundError,
  UnexpectedResponseError,
} from '../../src/autotask/index.js';
import { STANDARD_FIELDS } from '../../src/autotask/field-data.js';
import { childPath, resolveEntity, writeRoute } from '../../src/autotask/routes.js';
import { connect, rejection } from './support/connect.js';

test('the shipped catalogue has the shape that the code relies on', () => {
  expect(ENTITIES).toHaveLength(236);
  for (const entity of ENTITIES) {
    expect(typeof entity.name).toBe('string');
    expect(Array.isArray(entity.rootMethods)).toBe(true);
    expect(entity.parent === undefined || resolveEntity(entity.parent).name === entity.parent).toBe(true);
  }
  for (const [name, fields] of Object.entries(STANDARD_FIELDS)) {
    expect(resolveEntity(name).name).toBe(name);
    for (const field of fields) expect([typeof field.name, typeof field.dataType]).toEqual(['string', 'string']);
  }
});

test('every entity is found by its plural, its singular and its name in the documentation', () => {
  for (const entity of ENTITIES) {
    expect(resolveEntity(entity.name.toUpperCase())).toBe(entity);
    const singular = resolveEntity(entity.singular);
    expect(singular.name === entity.name || singular.name.toLowerCase() === entity.singular.toLowerCase()).toBe(true);
  }
});

test('every entity that can be queried is, by name alone', async () => {
  const { client } = await connect();
  const names = ENTITIES.filter((entity) => entity.canQuery && entity.name !== 'TicketHistory').map((entity) => entity.name);
  const read: string[] = [];
  for (const name of names) {
    await client.queryPage(name, undefined, { pageSize: 1 });
    read.push(name);
  }

  expect(read).toHaveLength(221);
});

test.each(['POST', 'PATCH', 'DELETE'] as const)(
  'every %s that the catalogue allows reaches a route of the API',
  async (method) => {
    const { tenant } = await connect();
    const { username, secret } = tenant.users.full;
    const headers = {
      UserName: username,
      Secret: secret,
      ApiIntegrationCode: tenant.integrationCode,
      'Content-Type': 'application/json',
    };
    const allowed = { POST: 'canCreate', PATCH: 'canUpdate', DELETE: 'canDelete' } as const;
    const missing: string[] = [];
    const entities = ENTITIES.filter((entity) => entity[allowed[method]]);
    for (const entity of entities) {
      const route = writeRoute(entity, method);
      const path = route.kind === 'root' ? entity.name : childPath(entity, 987_654);
      const url = `${tenant.apiUrl}V1.0/${path}${method === 'DELETE' ? '/987654' : ''}`;
      const response = await fetch(url, { method, headers, ...(method === 'DELETE' ? {} : { body: '{}' }) });
      await response.arrayBuffer();
      if (response.status === 404 || response.status === 405) missing.push(`${method} ${path}`);
    }

    expect(missing).toEqual([]);
    expect(entities.length).toBeGreaterThan(50);
  },
);

test('every write that the catalogue does not allow is refused before the wire', async () => {
  const { client, requests } = await connect();
  const without = (verb: 'canCreate' | 'canUpdate' | 'canDelete') =>
    ENTITIES.filter((entity) => !entity[verb]).map(({ name }) => name);
  const refused = [
    ...without('canCreate').map((name) => () => client.create(name, {})),
    ...without('canUpdate').map((name) => () => client.update(name, { id: 1, x: 1 })),
    ...without('canDelete').map((name) => () => client.delete(name, 1)),
  ];

  for (const call of refused) expect(await rejection(call())).toBeInstanceOf(InvalidRequestError);
  expect(refused.length).toBeGreaterThan(200);
  expect(requests()).toEqual([]);
});

test('every entity that can be read by id answers, if only that there is none', async () => {
  const { client } = await connect();

  for (const { name } of ENTITIES.filter((entity) => entity.canGet)) {
    expect(await rejection(client.get(name, 987_654))).toBeInstanceOf(NotFoundError);
  }
});

test('no secret shows in any error, event or stack, even where Autotask echoes it', async () => {
  const secret = 'marker-secret$#';
  const code = 'marker-code';
  const events: unknown[] = [];
  const { client, tenant } = await connect(
    { integrationCode: code, full: { secret } },
    { onEvent: (event) => events.push(event), retry: { attempts: 2, baseMs: 1 } },
  );
  const texts: string[] = [];
  for (const fault of [
    { kind: 'error', text: `You sent ${secret} and ${code}.` },
    { kind: 'lose-response' },
    { kind: 'truncated-json' },
    { kind: 'html', status: 502 },
    { kind: 'unauthorized' },
    { kind: 'thread-limit' },
  ] as const) {
    tenant.faults.add({ fault, times: 2 });
    const error = await rejection(client.count('Tickets'));
    tenant.faults.clear();
    expect(error).toBeInstanceOf(AutotaskError);
    expect(error).not.toBeInstanceOf(UnexpectedResponseError);
    texts.push(deepText(error));
  }
  texts.push(...events.map(deepText));

  expect(events.length).toBeGreaterThan(6);
  for (const text of texts) expect(text).not.toMatch(/marker-/);
});

/** Everything that a logger could print of a value: message, stack, causes, properties. */
function deepText(value: unknown): string {
  if (!(value instanceof Error))
    return JSON.stringify(value, (_, part: unknown) => (part instanceof Error ? deepText(part) : part));
  return [value.stack ?? '', JSON.stringify(Object.entries(value)), value.cause === undefined ? '' : deepText(value.cause)].join(
    '\n',
  );
}
