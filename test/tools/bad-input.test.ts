import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startHost, textOf } from '../support/host.js';

const host = await startHost();

afterAll(async () => {
  await host.close();
});

beforeEach(() => {
  host.requests();
});

/** Reading metadata is how the client knows what is valid; nothing else may have been sent. */
function requestsBesidesMetadata(): string[] {
  return host.requests().filter((request) => !request.includes('entityInformation'));
}

const API_FILTER = { entity: 'Tickets', limit: 1 };

const BAD_CALLS: readonly (readonly [what: string, tool: string, args: Record<string, unknown>, words: readonly string[]])[] = [
  ['an unknown entity', 'autotask_query', { entity: 'Tikets' }, ['Tikets', 'Did you mean', 'Tickets']],
  [
    'a misspelt operator',
    'autotask_query',
    { ...API_FILTER, filter: [{ op: 'noteExist', field: 'status' }] },
    ['noteExist', 'notExist'],
  ],
  [
    'an unknown field in a filter',
    'autotask_query',
    { ...API_FILTER, filter: [{ op: 'eq', field: 'statuss', value: 5 }] },
    ['statuss', 'status'],
  ],
  [
    "a word that is only an object's own in JavaScript",
    'autotask_query',
    { ...API_FILTER, filter: { constructor: 1 } },
    ['no field'],
  ],
  [
    'a word that zod does not read',
    'autotask_query',
    { ...API_FILTER, filter: JSON.parse('{"__proto__":{"status":5}}') },
    ['no field "__proto__"'],
  ],
  ['the same in a list sent as text', 'autotask_query', { ...API_FILTER, filter: '[{"__proto__":5}]' }, ['no field "__proto__"']],
  [
    'the same among fields to write',
    'autotask_create',
    { entity: 'Companies', fields: JSON.parse('{"__proto__":5}') },
    ['no field'],
  ],
  ['such a word for a date', 'autotask_query', { ...API_FILTER, filter: { createDate: 'constructor' } }, ['constructor']],
  [
    'an order that is none',
    'autotask_query',
    { ...API_FILTER, order: [['-createDate']] },
    ['order: Invalid input: expected string'],
  ],
  ['an unknown field to show', 'autotask_query', { ...API_FILTER, fields: ['titel'] }, ['titel', 'title']],
  ['a page that is too large', 'autotask_query', { entity: 'Tickets', limit: 501 }, ['limit', '500']],
  ['an id that is no number', 'autotask_update', { entity: 'Tickets', ids: ['seven'], fields: { title: 'x' } }, ['id']],
  ['a missing argument', 'autotask_get', { entity: 'Tickets' }, ['ids is missing', 'It takes: entity*, ids*']],
  ['a wrong kind of argument', 'autotask_get', { entity: 'Tickets', ids: {} }, ['ids: Invalid input: expected array']],
  ['a filter that is none', 'autotask_query', { entity: 'Tickets', filter: 'open' }, ['filter: must be an object such as']],
  [
    'an argument that does not exist',
    'autotask_query',
    { entity: 'Tickets', criteria: [] },
    ['there is no argument "criteria"', 'It takes: entity*, filter'],
  ],
  [
    'a missing parent',
    'autotask_create',
    { entity: 'TicketNotes', fields: { title: 'x', description: 'y', noteType: 1, publish: 2 } },
    ['ticket'],
  ],
  ['an unknown field on a write', 'autotask_create', { entity: 'Tickets', fields: { titel: 'x' } }, ['titel', 'title']],
  [
    'a read-only field on a write',
    'autotask_create',
    { entity: 'Tickets', fields: { createDate: '2026-03-09' } },
    ['createDate'],
  ],
  [
    'an entity that takes no writes',
    'autotask_create',
    { entity: 'TicketHistory', fields: {} },
    ['TicketHistory', 'cannot be created'],
  ],
];

describe('the tools refuse before the wire', () => {
  test.each(BAD_CALLS)('%s', async (_what, tool, args, words) => {
    const result = await host.call(tool, args);

    expect(result.isError).toBe(true);
    for (const word of words) expect(textOf(result)).toContain(word);
    expect(requestsBesidesMetadata()).toEqual([]);
    expect(textOf(result).includes('Nothing was changed.')).toBe(tool === 'autotask_create' || tool === 'autotask_update');
  });

  test('and leave nothing changed', () => {
    expect(host.tenant.changes.all()).toEqual([]);
  });
});
