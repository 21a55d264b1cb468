import type { Tool } from '@modelcontextprotocol/client';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, describe, expect, test } from 'vitest';
import { TOOLS } from '../../src/tools/catalogue.js';
import { startOfflineHost } from '../support/offline.js';

const host = await startOfflineHost('full');
const { tools } = await host.client.listTools();

afterAll(async () => {
  await host.close();
});

function tokensOf({ name, description, inputSchema }: Tool): number {
  return encode(JSON.stringify({ name, description, inputSchema })).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

describe('the tool list', () => {
  test.each(tools.map((tool) => [tool.name, tool] as const))('shows %s as reviewed', async (name, tool) => {
    await expect(`${JSON.stringify(tool, null, 2)}\n`).toMatchFileSnapshot(`../snapshots/${name}.json`);
  });

  test('costs a model at most 3,500 tokens in default mode, and no tool more than 450', () => {
    const costs = tools.map(tokensOf);
    const byDefault = tools.filter(({ name }) => name !== 'autotask_delete').map(tokensOf);

    expect(Math.max(...costs)).toBeLessThanOrEqual(450);
    expect(sum(byDefault)).toBeLessThanOrEqual(3_500);
  });

  test('costs at most 2,500 tokens for the seven tools that reach every entity', () => {
    const generic = ['query', 'get', 'create', 'update', 'entity_info', 'list_fields', 'whoami'].map(
      (name) => `autotask_${name}`,
    );
    const costs = tools.filter(({ name }) => generic.includes(name)).map(tokensOf);

    expect(costs).toHaveLength(7);
    expect(sum(costs)).toBeLessThanOrEqual(2_500);
  });

  test('is the same, in the same order, in both protocol eras', async () => {
    const legacy = await startOfflineHost('full', 'legacy');
    const { tools: legacyTools } = await legacy.client.listTools();
    await legacy.close();

    expect(legacyTools.map(({ name, inputSchema }) => ({ name, inputSchema }))).toEqual(
      tools.map(({ name, inputSchema }) => ({ name, inputSchema })),
    );
    expect(legacyTools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  });

  test('hides the tools that the access mode forbids', async () => {
    const names = async (access: 'read' | 'write' | 'full') => {
      const limited = await startOfflineHost(access);
      const list = await limited.client.listTools();
      await limited.close();
      return list.tools.map(({ name }) => name);
    };
    const allowed = (effects: readonly string[]) =>
      TOOLS.filter(({ effect }) => effects.includes(effect)).map(({ name }) => name);

    expect(await names('read')).toEqual(allowed(['read']));
    expect(await names('write')).toEqual(allowed(['read', 'create', 'update']));
    expect(await names('full')).toEqual(allowed(['read', 'create', 'update', 'delete']));
  });

  test('marks reading tools as such and no other', () => {
    const hints = tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.destructiveHint]);

    expect(hints).toEqual(TOOLS.map(({ name, effect }) => [name, effect === 'read', effect === 'update' || effect === 'delete']));
  });

  test.each(tools.map((tool) => [tool.name, tool] as const))('lets %s take no argument that it does not name', (_name, tool) => {
    expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  test('shows the same picture for tools of the same effect, another one for each effect', () => {
    const pictures = new Map(TOOLS.map(({ effect, name }) => [effect, tools.find((tool) => tool.name === name)?.icons]));

    expect(tools.map(({ name, icons }) => [name, icons])).toEqual(TOOLS.map(({ name, effect }) => [name, pictures.get(effect)]));
    expect(new Set([...pictures.values()].map((icons) => icons?.[0]?.src)).size).toBe(4);
    // What an address may consist of (RFC 3986); hosts and the protocol's own schema check it.
    for (const { icons } of tools) expect(icons?.[0]?.src).toMatch(/^data:image\/svg\+xml,[\w\-.~!$&'()*+,;=:@%/]+$/);
  });

  // Clients refuse an answer with a key that a closed schema does not list.
  test.each(tools.map((tool) => [tool.name, tool] as const))('lets %s answer with more than its schema lists', (_name, tool) => {
    expect(tool.outputSchema).toMatchObject({ type: 'object' });
    expect(tool.outputSchema?.['additionalProperties']).not.toBe(false);
  });
});
