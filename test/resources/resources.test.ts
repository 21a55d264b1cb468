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

  test('say the size of what is listed, and how long it holds good', async () => {
    const [listed] = (await host.client.listResources()).resources;
    const answers = await Promise.all(
      ['autotask://entities', 'autotask://entities/Tickets/fields', 'autotask://Companies/0'].map((uri) =>
        host.client.readResource({ uri }),
      ),
    );
    const [entities] = answers;
    const content = entities?.contents[0];

    expect(listed?.size).toBe(content !== undefined && 'text' in content ? Buffer.byteLength(content.text) : 0);
    expect(answers.map(({ ttlMs, cacheScope }) => [ttlMs, cacheScope])).toEqual([
      [86_400_000, 'public'],
      [600_000, 'private'],
      [0, 'private'],
    ]);
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

  test('hold tickets by their number too, with the time of their last change', async () => {
    const byNumber = await host.client.readResource({ uri: 'autotask://tickets/t20260304.0007' });
    const stored = host.tenant.store.rows('Tickets').find(({ ticketNumber }) => ticketNumber === 'T20260304.0007');
    const record = byNumber.contents.map((content): unknown => ('text' in content ? JSON.parse(content.text) : undefined));

    expect(record).toEqual([expect.objectContaining({ id: stored?.id })]);
    expect(byNumber.contents).toEqual([
      expect.objectContaining({ _meta: { 'autotask-mcp/lastModified': stored?.['lastActivityDate'] } }),
    ]);
  });

  test.each([
    ['autotask://Tickets/T20990101.0001', 'does not exist'],
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

  test('complete nothing for a variable that no address has', async () => {
    const { completion } = await host.client.complete({
      ref: { type: 'ref/resource', uri: 'autotask://{entity}/{id}' },
      argument: { name: '__proto__', value: '' },
    });

    expect(completion.values).toEqual([]);
  });

  describe('complete ids', () => {
    async function ids(entity: string | undefined, typed: string): Promise<readonly string[]> {
      const { completion } = await host.client.complete({
        ref: { type: 'ref/resource', uri: 'autotask://{entity}/{id}' },
        argument: { name: 'id', value: typed },
        ...(entity === undefined ? {} : { context: { arguments: { entity } } }),
      });
      return completion.values;
    }

    test.each(['', '1', '12', '0'])('that begin with "%s"', async (typed) => {
      const stored = host.tenant.store.rows('Companies').map(({ id }) => id);
      const expected = stored
        .sort((left, right) => left - right)
        .map(String)
        .filter((id) => id.startsWith(typed));

      expect(await ids('companies', typed)).toEqual(expected.slice(0, 50));
    });

    test('by ticket number', async () => {
      expect(await ids('Tickets', 't20260304.0007')).toContain('T20260304.0007');
    });

    test.each([
      ['while the entity is not known', undefined, '1'],
      ['while the entity is half written', 'Tick', '1'],
      ['for what is no id', 'Companies', 'seven'],
      ['for an entity without records of its own', 'ContractServiceAdjustments', '1'],
    ])('to nothing %s', async (_when, entity, typed) => {
      expect(await ids(entity, typed)).toEqual([]);
    });
  });
});
