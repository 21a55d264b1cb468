import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, describe, expect, test } from 'vitest';
import { BIN, cleanEnvironment } from '../support/bin.js';

const DEMO = { command: process.execPath, args: [BIN, '--demo'], env: cleanEnvironment(), stderr: 'inherit' } as const;

type AnyResult = Readonly<Record<string, unknown>>;

/** What the tests need of an MCP client, whatever its make. */
interface Session {
  listTools(): Promise<string[]>;
  callTool(name: string, args: Record<string, unknown>): Promise<AnyResult>;
  readResource(uri: string): Promise<unknown>;
  close(): Promise<void>;
}

async function v2Session(
  mode: 'auto' | 'legacy',
  parameters: ConstructorParameters<typeof StdioClientTransport>[0],
): Promise<Session> {
  const client = new Client({ name: 'v2', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StdioClientTransport(parameters));
  return {
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    callTool: (name, args) => client.callTool({ name, arguments: args }),
    readResource: async (uri) => (await client.readResource({ uri })).contents,
    close: () => client.close(),
  };
}

async function v1Session(parameters: ConstructorParameters<typeof V1StdioClientTransport>[0]): Promise<Session> {
  const client = new V1Client({ name: 'v1', version: '1.0.0' });
  await client.connect(new V1StdioClientTransport(parameters));
  return {
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    callTool: (name, args) => client.callTool({ name, arguments: args }),
    readResource: async (uri) => (await client.readResource({ uri })).contents,
    close: () => client.close(),
  };
}

const MAKES = [
  ['the v2 client in modern mode', () => v2Session('auto', { ...DEMO, env: { ...DEMO.env }, args: [...DEMO.args] })],
  ['the v2 client in legacy mode', () => v2Session('legacy', { ...DEMO, env: { ...DEMO.env }, args: [...DEMO.args] })],
  ['the v1 client', () => v1Session({ ...DEMO, env: { ...DEMO.env }, args: [...DEMO.args] })],
] as const;

describe.each(MAKES)('the built bin with %s', (_make, open) => {
  let session: Session | undefined;

  afterEach(async () => {
    await session?.close();
  });

  test('lists its tools, reads, writes, refuses and serves MCP resources', async () => {
    session = await open();

    expect(await session.listTools()).toContain('autotask_query');

    const list = await session.callTool('autotask_query', { entity: 'Tickets', limit: 2 });
    expect(list['isError'] ?? false).toBe(false);
    expect(list['structuredContent']).toMatchObject({ entity: 'Tickets', shown: 2 });

    const ticket = {
      company: 'Contoso',
      title: 'Printer prints blank pages',
      priority: 'Medium',
      queue: 'Level 1 Support',
      dueDateTime: 'tomorrow 17:00',
    };
    const created = await session.callTool('autotask_create', { entity: 'Tickets', fields: ticket });
    expect(JSON.stringify(created['content'])).toMatch(/created: T\d{8}\.\d{4}/);

    const refused = await session.callTool('autotask_query', { entity: 'Tikets' });
    expect(refused['isError']).toBe(true);
    expect(JSON.stringify(refused['content'])).toContain('Did you mean');

    expect(JSON.stringify(await session.readResource('autotask://entities/Tickets'))).toContain('Tickets');
  });
});

describe('the built bin without credentials', () => {
  test('starts, lists its tools, and answers every call with what is missing and with --demo', async () => {
    const session = await v2Session('auto', { command: process.execPath, args: [BIN], env: cleanEnvironment() });
    const tools = await session.listTools();
    const results = await Promise.all(tools.map((name) => session.callTool(name, {})));
    await session.close();

    expect(tools.length).toBeGreaterThan(0);
    for (const result of results) {
      expect(result['isError']).toBe(true);
      const text = JSON.stringify(result['content']);
      for (const word of ['AUTOTASK_USERNAME', 'AUTOTASK_SECRET', 'AUTOTASK_INTEGRATION_CODE', '--demo'])
        expect(text).toContain(word);
    }
  });
});
