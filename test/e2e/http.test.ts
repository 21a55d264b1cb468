import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import { cleanEnvironment, startBin, type RunningBin } from '../support/bin.js';

const ON_FREE_PORT = ['--demo', '--http', '--port', '0'];

async function addressOf(bin: RunningBin): Promise<string> {
  const said = await bin.saysOnStderr(/listening on http\S+\/mcp/);
  return /http\S+\/mcp/.exec(said)?.[0] ?? '';
}

describe('the bin over HTTP', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('serves until %s, and ends with 0 then', async (signal) => {
    const bin = startBin(ON_FREE_PORT);
    const client = new Client({ name: 'e2e', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new StreamableHTTPClientTransport(new URL(await addressOf(bin))));
    const answer = await client.callTool({ name: 'autotask_query', arguments: { entity: 'Departments', limit: 1 } });
    await client.close();
    bin.kill(signal);

    expect(answer.structuredContent).toMatchObject({ shown: 1 });
    expect(await bin.exit).toMatchObject({ code: 0, signal: null, stdout: '' });
  });

  test('refuses to be open to others without a token, with exit code 2', async () => {
    const exit = await startBin(['--demo', '--http', '--host', '0.0.0.0']).exit;

    expect(exit).toMatchObject({ code: 2, stdout: '' });
    expect(exit.stderr).toContain('Set AUTOTASK_HTTP_TOKEN');
  });

  test('never says its token', async () => {
    const token = 'a-token-of-some-length-or-other';
    const bin = startBin(ON_FREE_PORT, cleanEnvironment({ AUTOTASK_HTTP_TOKEN: token }));
    const url = await addressOf(bin);
    await fetch(url, { method: 'POST', body: '{', headers: { authorization: `Bearer ${token}` } });
    bin.kill('SIGTERM');
    const { stdout, stderr } = await bin.exit;

    expect(stderr).toContain('bearer token required');
    expect(stdout + stderr).not.toContain(token);
  });

  test('says that a port is taken, with exit code 1', async () => {
    const first = startBin(ON_FREE_PORT);
    const { port } = new URL(await addressOf(first));
    const exit = await startBin(['--demo', '--http', '--port', port]).exit;
    first.kill('SIGTERM');
    await first.exit;

    expect(exit).toMatchObject({ code: 1, stdout: '' });
    expect(exit.stderr).toBe(
      `autotask-mcp: cannot listen: listen EADDRINUSE: address already in use 127.0.0.1:${port}. Choose another port with --port\n`,
    );
  });
});
