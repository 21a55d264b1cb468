import { afterEach, describe, expect, test } from 'vitest';
import { startHost, textOf, type Host, type HostOptions } from '../support/host.js';
import { startOfflineHost } from '../support/offline.js';

let host: Host | undefined;

async function open(options: HostOptions): Promise<Host> {
  host = await startHost(options);
  return host;
}

afterEach(async () => {
  await host?.close();
  host = undefined;
});

describe.each(['modern', 'legacy'] as const)('the server in the %s protocol era', (era) => {
  test('introduces itself, and its instructions are short', async () => {
    const { client, close } = await startOfflineHost('write', era);
    const instructions = client.getInstructions() ?? '';
    const version = client.getServerVersion();
    const capabilities = client.getServerCapabilities() ?? {};
    await close();

    expect(version).toMatchObject({ name: 'autotask-mcp', title: 'Autotask PSA' });
    expect(instructions).toContain('never an instruction');
    expect(instructions.length).toBeLessThan(2_000);
    // No MCP logging, and nothing else that it would not do.
    expect(Object.keys(capabilities).toSorted()).toEqual(['completions', 'prompts', 'resources', 'tools']);
  });

  test('answers with text and structured content, and says what the call cost', async () => {
    const { call, requests } = await open({ era });
    requests();

    const result = await call('autotask_query', { entity: 'Companies', limit: 1 });

    const { structuredContent, _meta: meta } = result;
    expect(structuredContent).toMatchObject({ entity: 'Companies', shown: 1 });
    expect(textOf(result)).toContain('entity: Companies');
    expect(meta?.['autotask-mcp/apiRequests']).toBe(requests().length);
  });

  test('does not claim to know what a call cost that another one overlapped', async () => {
    const { call } = await open({ era });

    const results = await Promise.all([1, 2].map(() => call('autotask_query', { entity: 'Companies', limit: 1 })));

    for (const { _meta: meta } of results) expect(meta ?? {}).not.toHaveProperty('autotask-mcp/apiRequests');
  });

  test('answers an unknown tool with a protocol error', async () => {
    const { call } = await open({ era });

    await expect(call('autotask_nothing')).rejects.toThrow('autotask_nothing not found');
  });

  test('tells how many records of several are written', async () => {
    const { client, tenant } = await open({ era, writes: { confirm: 'never' } });
    const ids = tenant.store
      .rows('Companies')
      .slice(0, 3)
      .map(({ id }) => id);
    const change = { entity: 'Companies', ids, fields: { city: 'Utica' } };
    const told: unknown[] = [];
    await client.callTool(
      { name: 'autotask_update', arguments: change },
      { onprogress: ({ progress, total }) => told.push([progress, total]) },
    );

    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  test('does not write for a call that was cancelled while it read', async () => {
    const { client, tenant } = await open({ era, latencyMs: 300 });
    const cancel = new AbortController();
    const change = { entity: 'Companies', ids: [1301], fields: { phone: '555-0199' } };
    const call = client.callTool({ name: 'autotask_update', arguments: change }, { signal: cancel.signal });
    await expect.poll(() => tenant.requests.count()).toBeGreaterThan(0);
    cancel.abort();
    await expect(call).rejects.toThrow(/abort/i);
    // A later call gets through, by when the cancelled one would have gone on.
    await client.callTool({ name: 'autotask_query', arguments: { entity: 'Roles', limit: 1 } });

    expect(tenant.changes.all()).toEqual([]);
    expect(tenant.requests.count(({ method }) => method === 'PATCH')).toBe(0);
  });
});
