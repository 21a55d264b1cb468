import { afterAll, describe, expect, test } from 'vitest';
import { ENTITIES } from '../../src/autotask/catalogue.js';
import { startHost } from '../support/host.js';

const host = await startHost();

afterAll(async () => {
  await host.close();
});

async function read(uri: string): Promise<unknown> {
  const { contents } = await host.client.readResource({ uri });
  const [content] = contents;
  if (contents.length !== 1 || content === undefined || !('text' in content)) throw new Error(`${uri} has no single text.`);
  expect(content).toMatchObject({ uri, mimeType: 'application/json' });
  return JSON.parse(content.text);
}

describe('MCP resources', () => {
  test('are listed: the entities, and a template for each kind of detail', async () => {
    const { resources } = await host.client.listResources();
    const { resourceTemplates } = await host.client.listResourceTemplates();

    expect(resources.map(({ uri }) => uri)).toEqual(['autotask://entities']);
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'autotask://entities/{entity}',
      'autotask://entities/{entity}/fields',
      'autotask://entities/{entity}/picklists/{field}',
      'autotask://{entity}/{id}',
    ]);
  });

  test('hold every entity of the catalogue, without a request', async () => {
    host.requests();

    expect(await read('autotask://entities')).toHaveLength(ENTITIES.length);
    expect(host.requests()).toEqual([]);
  });

  test("hold an entity's place and the API user's rights", async () => {
    expect(await read('autotask://entities/tickets')).toMatchObject({
      name: 'Tickets',
      children: expect.arrayContaining(['TicketNotes', 'TicketCharges']),
      rights: { canQuery: true, canDelete: false },
    });
  });

  test("hold the tenant's own fields and pick lists", async () => {
    expect(await read('autotask://entities/Tickets/fields')).toContainEqual(
      expect.objectContaining({ name: 'title', dataType: 'string' }),
    );
    expect(await read('autotask://entities/Tickets/picklists/status')).toContainEqual(
      expect.objectContaining({ value: 7, label: 'Waiting Customer', isActive: true }),
    );
  });

  test('hold single records, company 0 included', async () => {
    expect(await read('autotask://Companies/0')).toMatchObject({ id: 0, companyName: 'Brightwater Managed IT' });
  });

  test.each([
    ['autotask://entities/Tikets', 'Did you mean "Tickets"'],
    ['autotask://Tickets/999999999', 'does not exist'],
    ['autotask://Tickets/seven', 'must be a whole number'],
    ['autotask://Tickets/%E0%A4%A', 'must be a whole number'],
    ['autotask://entities/Tickets/picklists/title', 'title'],
    ['autotask://entities/Tickets/nothing', 'Resource not found'],
    ['autotask://', 'Resource not found'],
    ['file:///etc/passwd', 'Resource not found'],
  ])('answer %s with a protocol error', async (uri, words) => {
    await expect(host.client.readResource({ uri })).rejects.toThrow(words);
  });

  test('complete entity names and, for an entity, the names of its pick-list fields', async () => {
    const ref = { type: 'ref/resource', uri: 'autotask://entities/{entity}/picklists/{field}' } as const;
    const entities = await host.client.complete({ ref, argument: { name: 'entity', value: 'ticketn' } });
    const fields = await host.client.complete({
      ref,
      argument: { name: 'field', value: 'sta' },
      context: { arguments: { entity: 'Tickets' } },
    });
    const unknown = await host.client.complete({
      ref,
      argument: { name: 'field', value: 'sta' },
      context: { arguments: { entity: 'Tick' } },
    });

    expect(entities.completion.values).toContain('TicketNotes');
    expect(fields.completion.values).toEqual(['status']);
    expect(unknown.completion.values).toEqual([]);
  });
});
