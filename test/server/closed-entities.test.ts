import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../src/demo/data/facts.js';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { DEFAULT_WRITES } from '../../src/write-config.js';
import { startHost, textOf, type Host } from '../support/host.js';

const CLOSED = ['Contacts', 'Companies', 'Resources', 'TimeEntries'];

let tenant: DemoTenant;
let host: Host;

beforeAll(async () => {
  tenant = await startTenant();
  host = await startHost({
    tenant,
    writes: { ...DEFAULT_WRITES, entities: { deny: ['contact', 'Companies', 'Resources', 'TimeEntries'] } },
  });
});
afterAll(async () => {
  await host.close();
  await tenant.close();
});

async function values(uri: string, name: string, value: string, entity?: string): Promise<readonly string[]> {
  const context = entity === undefined ? {} : { context: { arguments: { entity } } };
  const { completion } = await host.client.complete({
    ref: { type: 'ref/resource', uri },
    argument: { name, value },
    ...context,
  });
  return completion.values;
}

async function suggested(prompt: string, name: string, value: string): Promise<readonly string[]> {
  const { completion } = await host.client.complete({ ref: { type: 'ref/prompt', name: prompt }, argument: { name, value } });
  return completion.values;
}

describe('an entity that the operator denies', () => {
  test.each([
    'autotask://entities/Contacts',
    'autotask://entities/contact',
    'autotask://entities/CONTACTS/fields',
    'autotask://entities/C%6Fntacts/picklists/isActive',
    'autotask://Contacts/31',
    'autotask://contact/31',
    'autotask://%43ontacts/31',
  ])('is no MCP resource: %s', async (uri) => {
    host.requests();

    await expect(host.client.readResource({ uri })).rejects.toThrow('keeps Contacts closed');
    expect(host.requests()).toEqual([]);
  });

  test('is described by no tool', async () => {
    host.requests();

    for (const tool of ['autotask_entity_info', 'autotask_list_fields']) {
      expect(textOf(await host.call(tool, { entity: 'contact' }))).toContain('keeps Contacts closed');
    }
    expect(host.requests()).toEqual([]);
  });

  test('is absent from the lists of entities', async () => {
    const { contents } = await host.client.readResource({ uri: 'autotask://entities' });
    const listed = textOf(await host.call('autotask_entity_info'));
    const searched = textOf(await host.call('autotask_entity_info', { search: 'contact' }));

    for (const entity of CLOSED) {
      expect(JSON.stringify(contents)).not.toContain(`\\"name\\":\\"${entity}\\"`);
      expect(listed.split(/\W+/)).not.toContain(entity);
      expect(searched.split('\n').filter((line) => line.startsWith(`${entity} |`))).toEqual([]);
    }
    expect(listed.split(/\W+/)).toContain('Tickets');
  });

  test('is not suggested, nor is anything of it', async () => {
    host.requests();

    expect(await values('autotask://{entity}/{id}', 'entity', 'Cont')).not.toContain('Contacts');
    expect(await values('autotask://{entity}/{id}', 'entity', 'Cont')).toContain('Contracts');
    expect(await values('autotask://{entity}/{id}', 'id', '3', 'Contacts')).toEqual([]);
    expect(await values('autotask://entities/{entity}/picklists/{field}', 'field', '', 'contact')).toEqual([]);
    expect(await suggested('client_brief', 'company', 'Con')).toEqual([]);
    expect(await suggested('hand_over', 'to', 'ines')).toEqual([]);
    expect(host.requests()).toEqual([]);
  });

  test('is not read for the names in other records either, which then show ids', async () => {
    host.requests();
    const { structuredContent } = await host.call('autotask_query', {
      entity: 'Tickets',
      filter: { ticketNumber: FACTS.tickets.raid },
      fields: ['company', 'contact', 'assignedResource'],
    });

    expect(structuredContent).toMatchObject({ shown: 1, rows: [[expect.any(Number), expect.any(Number), expect.any(Number)]] });
    expect(host.requests().filter((request) => CLOSED.some((entity) => request.includes(`${entity}/`)))).toEqual([]);
  });

  test.each([
    ['a name in a filter', { company: 'Contoso' }],
    ['a field of what a reference points to', { 'company.phone__contains': '555' }],
    ['"me"', { assignedResource: 'me' }],
  ])('cannot be reached by %s', async (_what, filter) => {
    host.requests();
    const answer = await host.call('autotask_query', { entity: 'Tickets', filter });

    expect(answer.isError).toBe(true);
    expect(host.requests().filter((request) => CLOSED.some((entity) => request.includes(`${entity}/`)))).toEqual([]);
  });

  test("is left out of a ticket's timeline, which says so", async () => {
    const { structuredContent } = await host.call('autotask_ticket_timeline', { ticket: FACTS.tickets.raid });

    expect(structuredContent).toMatchObject({
      notes: expect.arrayContaining([expect.stringContaining('keeps TimeEntries closed')]),
    });
  });
});

test('names of entities that are merely not among the allowed ones are still shown', async () => {
  const allowing = await startHost({ tenant, writes: { ...DEFAULT_WRITES, entities: { allow: ['Tickets'] } } });
  const { structuredContent } = await allowing.call('autotask_query', {
    entity: 'Tickets',
    filter: { ticketNumber: FACTS.tickets.raid },
    fields: ['company'],
  });
  await allowing.close();

  expect(structuredContent).toMatchObject({ rows: [[expect.any(String)]] });
});
