import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { VERSION_OF_PACKAGE } from '../support/package.js';
import { BIN, cleanEnvironment, initialize, startBin } from '../support/bin.js';

function environmentFor(tenant: DemoTenant): Record<string, string> {
  const { username, secret } = tenant.users.full;
  return cleanEnvironment({
    AUTOTASK_USERNAME: username,
    AUTOTASK_SECRET: secret,
    AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
    AUTOTASK_API_URL: tenant.apiUrl,
  });
}

describe('the bin as a process', () => {
  test('ends with 0 when the host closes its input', async () => {
    const bin = startBin(['--demo']);
    await initialize(bin);
    bin.closeInput();

    expect(await bin.exit).toMatchObject({ code: 0, signal: null });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s, also in the middle of a call', async (signal) => {
    const bin = startBin(['--demo']);
    await initialize(bin);
    bin.send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'autotask_whoami', arguments: {} } });
    bin.kill(signal);

    expect(await bin.exit).toMatchObject({ code: 0, signal: null });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('finishes a write also when %s comes twice', async (signal) => {
    const tenant = await startTenant({ clock: 'frozen' });
    onTestFinished(() => tenant.close());
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    tenant.faults.add({ fault: { kind: 'hold', until }, method: 'PATCH', entity: 'Companies' });
    const bin = startBin([], environmentFor(tenant));
    await initialize(bin);
    const answer = bin.response(2);
    const params = { name: 'autotask_update', arguments: { entity: 'Companies', ids: [1301], fields: { phone: '555-0199' } } };
    bin.send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params });
    await vi.waitUntil(() => tenant.requests.count(({ method }) => method === 'PATCH') > 0, { interval: 5, timeout: 20_000 });
    bin.kill(signal);
    // Two signals that come at once may be one by the time they arrive.
    setTimeout(() => bin.kill(signal), 200);
    setTimeout(release, 400);

    expect(JSON.stringify(await answer)).toContain('555-0199');
    expect(await bin.exit).toMatchObject({ code: 0, signal: null });
    expect(tenant.changes.all()).toHaveLength(1);
  });

  test('answers what was asked before its input ended', async () => {
    const bin = startBin(['--demo']);
    await initialize(bin);
    const params = { name: 'autotask_query', arguments: { entity: 'Departments', limit: 1 } };
    // The first call starts the demo tenant, which may take as long on a busy computer as an ending server waits.
    const first = bin.response(2);
    bin.send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params });
    await first;
    const answer = bin.response(3);
    bin.send({ jsonrpc: '2.0', id: 3, method: 'tools/call', params });
    bin.closeInput();

    expect(await answer).toMatchObject({ result: { structuredContent: { entity: 'Departments', shown: 1 } } });
    expect(await bin.exit).toMatchObject({ code: 0 });
  });

  test.each([
    ['params that are no object', { params: 7 }],
    ['params that are a list', { params: [] }],
    ['_meta that is no object', { params: { _meta: 5 } }],
    ['a method that is no name', { method: 5 }],
    ['another version of JSON-RPC', { jsonrpc: '1.0' }],
    ['a key too many', { extra: 1 }],
  ])('refuses a request with %s, and works on', async (_what, malformed) => {
    const bin = startBin(['--demo']);
    await initialize(bin);
    const [refused, pong] = [bin.response(7), bin.response(8)];
    bin.send({ jsonrpc: '2.0', id: 7, method: 'tools/list', ...malformed });
    bin.send({ jsonrpc: '2.0', id: 8, method: 'ping' });

    expect(await refused).toMatchObject({ error: { code: -32_600 } });
    expect(await pong).toMatchObject({ result: {} });
    bin.closeInput();
    expect(await bin.exit).toMatchObject({ code: 0 });
  });

  test('ends although Autotask does not say which fields there are', async () => {
    const tenant = await startTenant({ clock: 'frozen' });
    onTestFinished(() => tenant.close());
    let release = (): void => undefined;
    onTestFinished(() => release());
    const until = new Promise<void>((resolve) => (release = resolve));
    const held = tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Invoices', times: Infinity });
    const bin = startBin([], environmentFor(tenant));
    await initialize(bin);
    const answer = bin.response(2);
    const params = { name: 'autotask_query', arguments: { entity: 'Invoices' } };
    bin.send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params });
    await vi.waitUntil(() => held.hits > 0, { interval: 5, timeout: 20_000 });
    bin.kill('SIGTERM');

    expect(JSON.stringify(await answer)).toContain('The server is being shut down');
    expect(await bin.exit).toMatchObject({ code: 0, signal: null });
  });

  test('ends when the host has stopped reading what it says', async () => {
    const child = spawn(process.execPath, [BIN], { env: cleanEnvironment(), stdio: 'pipe' });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'deaf', version: '1.0.0' } };
    const requests = Array.from({ length: 60 }, (_, index) => ({ jsonrpc: '2.0', id: index + 2, method: 'tools/list' }));
    // Far more than a pipe holds.
    for (const message of [{ jsonrpc: '2.0', id: 1, method: 'initialize', params }, ...requests])
      child.stdin.write(`${JSON.stringify(message)}\n`);
    child.stdin.end();

    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(stderr).toBe('');
    child.stdout.destroy();
  });

  test('works on when nobody reads its log any more', async () => {
    const child = spawn(process.execPath, [BIN, '--demo'], { env: cleanEnvironment(), stdio: 'pipe' });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.destroy();
    for (const id of [1, 2, 3]) {
      child.stdin.write(`no JSON\n{"jsonrpc":"2.0","id":${String(id)},"method":"ping"}\n`);
      await vi.waitUntil(() => stdout.includes(`"id":${String(id)}`), { interval: 5, timeout: 20_000 });
    }
    child.stdin.end();

    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends and says why when its input cannot be read', async () => {
    const output = openSync('/dev/null', 'w');
    const child = spawn(process.execPath, [BIN, '--demo'], { env: cleanEnvironment(), stdio: [output, 'ignore', 'pipe'] });
    closeSync(output);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));

    expect(await once(child, 'close')).toEqual([0, null]);
    expect(stderr).toMatch(/^autotask-mcp: EBADF.*\n$/);
  });

  test('takes batches from hosts of 2025-03-26, and of no other version', async () => {
    const [withBatches, without] = await Promise.all(
      ['2025-03-26', '2025-06-18'].map(async (version) => {
        const bin = startBin(['--demo']);
        await initialize(bin, version);
        bin.sendRaw('[{"jsonrpc":"2.0","id":2,"method":"ping"},{"jsonrpc":"2.0","id":3},{"jsonrpc":"2.0","method":"x"}]\n');
        bin.closeInput();
        const { stdout } = await bin.exit;
        return stdout
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((line): unknown => JSON.parse(line));
      }),
    );

    expect(withBatches).toHaveLength(2);
    expect(withBatches).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 2, result: {} }),
        expect.objectContaining({ id: 3, error: expect.objectContaining({ code: -32_600 }) }),
      ]),
    );
    expect(without).toMatchObject([{ id: null, error: { code: -32_600 } }]);
  });

  test('ends with 0 when its input is empty', async () => {
    const bin = startBin();
    bin.closeInput();

    expect(await bin.exit).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });

  test('writes nothing but protocol messages to stdout', async () => {
    const bin = startBin(['--demo']);
    await initialize(bin);
    const calls = [
      { name: 'autotask_query', arguments: { entity: 'Tickets', limit: 3 } },
      { name: 'autotask_query', arguments: { entity: 'Tikets' } },
      { name: 'autotask_nothing', arguments: {} },
    ];
    const answers = calls.map((_, index) => bin.response(10 + index));
    calls.forEach((params, index) => {
      bin.send({ jsonrpc: '2.0', id: 10 + index, method: 'tools/call', params });
    });
    await Promise.all(answers);
    bin.closeInput();

    const { stdout, stderr } = await bin.exit;
    const messages = stdout.trimEnd().split('\n');
    expect(messages.map((line): unknown => JSON.parse(line))).toEqual(
      messages.map(() => expect.objectContaining({ jsonrpc: '2.0' })),
    );
    expect(stderr).toBe('');
  });

  test('answers an unknown option on stderr and with exit code 2', async () => {
    const exit = await startBin(['--dmeo']).exit;

    expect(exit).toMatchObject({ code: 2, stdout: '' });
    expect(exit.stderr).toBe("autotask-mcp: Unknown option '--dmeo'. See autotask-mcp --help.\n");
  });

  test('answers an impossible setting on stderr and with exit code 2', async () => {
    const exit = await startBin([], cleanEnvironment({ AUTOTASK_ACCESS: 'admin' })).exit;

    expect(exit).toMatchObject({ code: 2, stdout: '' });
    expect(exit.stderr).toContain('it must be one of: read, write, full');
  });

  test('tells its version and how to use it', async () => {
    const [version, help] = await Promise.all([startBin(['--version']).exit, startBin(['--help']).exit]);

    expect(version).toMatchObject({ code: 0, stdout: `${VERSION_OF_PACKAGE}\n`, stderr: '' });
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['--demo', '--access', 'AUTOTASK_USERNAME', 'AUTOTASK_INTEGRATION_CODE'])
      expect(help.stdout).toContain(word);
  });
});
