import { InMemoryTransport, type JSONRPCMessage } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { withInvalidParamsNamed } from '../../src/invalid-params.js';
import { createServer } from '../../src/server.js';
import { createServices } from '../../src/services.js';
import { startHttpServer, type RunningHttpServer } from '../support/http-server.js';

const MISSHAPEN = [
  ['resources/read', {}, 'Invalid params: uri: expected string, received undefined'],
  [
    'prompts/get',
    { name: 'my_day', arguments: { person: 501 } },
    'Invalid params: arguments.person: expected string, received number',
  ],
  [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'my_day' } },
    'Invalid params: argument: expected object, received undefined',
  ],
  ['tools/call', {}, 'Invalid params: name: expected string, received undefined'],
] as const;

const MODERN = '2026-07-28';
const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

const ERAS = ['legacy', 'modern'] as const;
const WAYS = ERAS.flatMap((era) => MISSHAPEN.map((request) => [era, ...request] as const));

let http: RunningHttpServer;
beforeAll(async () => {
  http = await startHttpServer();
});
afterAll(() => http.close());

describe('params of a wrong shape are called that, with what is wrong', () => {
  test.each(WAYS)('over stdio, %s, %s', async (era, method, params, message) => {
    const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
    const services = createServices(readConfig({ help: false, version: false, demo: false }, {}));
    const server = serveStdio(() => createServer(services), { transport: serverSide });
    onTestFinished(() => server.close());
    const answered = new Promise<JSONRPCMessage>((resolve) => Object.assign(clientSide, { onmessage: resolve }));
    await clientSide.start();
    const sent = era === 'modern' ? { ...params, _meta: ENVELOPE } : params;
    await clientSide.send({ jsonrpc: '2.0', id: 7, method, params: sent });

    expect(await answered).toEqual({ jsonrpc: '2.0', id: 7, error: { code: -32_602, message } });
  });

  test.each(WAYS)('over HTTP, %s, %s', async (era, method, params, message) => {
    const isModern = era === 'modern';
    const answer = await fetch(http.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(isModern ? { 'mcp-protocol-version': MODERN, 'mcp-method': method } : {}),
        ...(isModern && 'name' in params ? { 'mcp-name': params.name } : {}),
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 7, method, params: isModern ? { ...params, _meta: ENVELOPE } : params }),
    });

    expect(await answer.text()).toContain(JSON.stringify({ code: -32_602, message }));
  });
});

describe('an error', () => {
  test('of many problems tells the first ones, at no great length', () => {
    const issues = Array.from({ length: 1_000 }, (_, index) => ({
      path: ['params', 'arguments', `${'x'.repeat(10_000)}${String(index)}`],
      message: 'Invalid input: expected string, received number',
    }));
    const { message } = withInvalidParamsNamed({ code: -32_603, message: JSON.stringify(issues, undefined, 2) });

    expect(message.length).toBeLessThan(1_000);
  });

  test.each([
    [-32_603, 'Autotask is not available.'],
    [-32_602, '[{"path":[]}] is no list of problems'],
    [-32_602, '[{"broken"}]'],
    [-32_602, '[{"other":1}]'],
    [-32_601, '[{"path":["a"],"message":"b"}]'],
  ])('with other words keeps them: %i %s', (code, message) => {
    expect(withInvalidParamsNamed({ code, message })).toEqual({ code, message });
  });
});
