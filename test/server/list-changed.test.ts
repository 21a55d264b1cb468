import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSeed } from '../../src/demo/data/index.js';
import { FROZEN_NOW, startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import type { UdfDefinition } from '../../src/demo/types.js';
import { startHost, textOf } from '../support/host.js';
import { startHttpServer } from '../support/http-server.js';

const seed = createSeed({ seed: 1, skin: 'standard', now: FROZEN_NOW });
const ticketUdfs: UdfDefinition[] = [...(seed.skin.udfs['Tickets'] ?? [])];
const PATIENCE = { timeout: 10_000, interval: 50 };

let tenant: DemoTenant;
let folder: string;
let accessFile: string;
const onTools = vi.fn<() => void>();
const onResources = vi.fn<() => void>();
const listChanged: NonNullable<ClientOptions['listChanged']> = {
  tools: { autoRefresh: false, debounceMs: 0, onChanged: onTools },
  resources: { autoRefresh: false, debounceMs: 0, onChanged: onResources },
};

beforeAll(async () => {
  const skin = { ...seed.skin, udfs: { ...seed.skin.udfs, Tickets: ticketUdfs } };
  tenant = await startTenant({ seed: { ...seed, skin } });
});
afterAll(() => tenant.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autotask-access-'));
  accessFile = join(folder, 'access');
  await writeFile(accessFile, 'full');
  vi.clearAllMocks();
});
afterEach(() => rm(folder, { recursive: true }));

const ERAS = ['modern', 'legacy'] as const;
const CHANGE = { entity: 'Tickets', ids: 'T20260309.0012', fields: { title: 'Changed' } };

/** What an administrator does while the server runs. */
function addTicketUdf(name: string): void {
  ticketUdfs.push({ name, label: name, type: 'string', length: 50, description: '', isRequired: false, picklistValues: null });
}

async function toolsOf(client: Client): Promise<readonly string[]> {
  const { tools } = await client.listTools();
  return tools.map(({ name }) => name);
}

describe.each(ERAS)('a host of the %s protocol on a lasting connection', (era) => {
  test('hears of a narrower access mode, sees fewer tools, and gets them back', async () => {
    const host = await startHost({ tenant, era, access: 'full', accessFile, listChanged });
    const before = await toolsOf(host.client);
    await writeFile(accessFile, 'read');
    await vi.waitFor(() => expect(onTools).toHaveBeenCalledTimes(1), PATIENCE);
    const narrowed = await toolsOf(host.client);
    await writeFile(accessFile, 'full');
    await vi.waitFor(() => expect(onTools).toHaveBeenCalledTimes(2), PATIENCE);
    const after = await toolsOf(host.client);
    await host.close();

    expect(before).toContain('autotask_delete');
    expect(narrowed).toContain('autotask_query');
    expect(narrowed).not.toContain('autotask_update');
    expect(after).toEqual(before);
  });

  test("hears of the tenant's metadata when they are read again and differ", async () => {
    const host = await startHost({ tenant, era, listChanged });
    const { client } = await host.services.connect();
    const readAgain = async () => {
      client.refreshMetadata('Tickets');
      await client.allFields('Tickets');
    };
    await client.allFields('Tickets');
    await readAgain();
    addTicketUdf(`Building, ${era}`);
    expect(onResources).not.toHaveBeenCalled();
    await readAgain();
    await vi.waitFor(() => expect(onResources).toHaveBeenCalledTimes(1), PATIENCE);
    await readAgain();
    await client.threshold();
    await host.close();

    expect(onResources).toHaveBeenCalledTimes(1);
    expect(onTools).not.toHaveBeenCalled();
  });
});

test.each([
  ['any moment where there is a file that can narrow it', true, 0],
  ['a new version only where there is none', false, 300_000],
])('the list of tools is said to change with %s', async (_when, hasFile, ttlMs) => {
  const host = await startHost({ tenant, ...(hasFile ? { accessFile } : {}) });
  const list = await host.client.listTools();
  await host.close();

  expect(list).toMatchObject({ ttlMs, cacheScope: 'public' });
});

describe('a write that the owner has just forbidden', () => {
  test('is refused before the host has noticed, and nothing is asked of Autotask', async () => {
    const host = await startHost({ tenant, access: 'full', accessFile });
    await host.call('autotask_whoami');
    host.requests();
    await writeFile(accessFile, 'read');
    const mark = tenant.changes.mark();
    const answer = await host.call('autotask_update', CHANGE);
    const asked = host.requests();
    await host.close();

    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toBe(
      'autotask_update is switched off: the owner of this server has set it to "read". Nothing was changed.',
    );
    expect(asked).toEqual([]);
    expect(tenant.changes.since(mark)).toEqual([]);
  });

  test.each(ERAS)('is not carried out although a person has agreed to it, %s', async (era) => {
    const host = await startHost({
      tenant,
      era,
      access: 'write',
      accessFile,
      writes: { confirm: 'always' },
      person: async () => {
        await writeFile(accessFile, 'read');
        return { action: 'accept', content: { approve: true } };
      },
    });
    const mark = tenant.changes.mark();
    const answer = await host.call('autotask_update', CHANGE);
    await host.close();

    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toContain('switched off');
    expect(tenant.changes.since(mark)).toEqual([]);
  });

  test('is explained by whoami', async () => {
    await writeFile(accessFile, 'reed');
    const host = await startHost({ tenant, access: 'full', accessFile });
    const { structuredContent } = await host.call('autotask_whoami');
    await host.close();

    expect(structuredContent).toMatchObject({
      access: 'read',
      accessProblem: 'AUTOTASK_ACCESS_FILE holds none of read, write, full, so nothing may be written.',
    });
  });
});

test.each([
  ['modern', true],
  ['legacy', false],
] as const)('over HTTP a host of the %s protocol is promised what it can hear: %s', async (era, isPromised) => {
  const server = await startHttpServer({ tenant });
  const mode = era === 'modern' ? 'auto' : 'legacy';
  const client = new Client({ name: 'listener', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
  const capabilities = client.getServerCapabilities();
  await client.close();
  await server.close();

  expect(capabilities).toMatchObject({
    tools: { listChanged: isPromised },
    resources: { listChanged: isPromised },
    prompts: { listChanged: false },
  });
});

test('over HTTP a listening host hears of both, and every request meets the mode in force', async () => {
  const server = await startHttpServer({ tenant, environment: { AUTOTASK_ACCESS_FILE: accessFile } });
  const client = new Client({ name: 'listener', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' }, listChanged });
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
  const before = await toolsOf(client);
  await writeFile(accessFile, 'read');
  await vi.waitFor(() => expect(onTools).toHaveBeenCalledTimes(1), PATIENCE);
  const narrowed = await toolsOf(client);
  const { client: autotask } = await server.services.connect();
  await autotask.allFields('Tickets');
  addTicketUdf('Floor');
  autotask.refreshMetadata('Tickets');
  await autotask.allFields('Tickets');
  await vi.waitFor(() => expect(onResources).toHaveBeenCalledTimes(1), PATIENCE);
  await client.close();
  await server.close();

  expect(before).toContain('autotask_update');
  expect(narrowed).not.toContain('autotask_update');
});
