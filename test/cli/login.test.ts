import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { startBench, type Bench } from './support/cli.js';
import { runInTerminal } from './support/terminal.js';

let tenant: DemoTenant;
let bench: Bench;
let file: string;

beforeEach(async () => {
  tenant = await startTenant({ clock: 'live' });
  bench = await startBench();
  file = join(bench.folder, 'config', 'autotask', 'credentials.json');
});

afterEach(async () => {
  await bench.close();
  await tenant.close();
});

const withoutSecret = (): string[] => [
  'login',
  '--username',
  tenant.users.full.username,
  '--integration-code',
  tenant.integrationCode,
  '--api-url',
  tenant.apiUrl,
  '--resource-id',
  '501',
];

describe('login', () => {
  test('asks on a terminal, never shows the secret, and stores what works where only its owner can read it', async () => {
    const { username, secret } = tenant.users.full;
    const { code, text } = await runInTerminal(bench, ['login', '--api-url', tenant.apiUrl], {
      answers: [
        ['API user name (key): ', `${username}\n`],
        ['Tracking identifier (integration code): ', `${tenant.integrationCode}\n`],
        ['Secret (not shown): ', `${secret}\n`],
      ],
    });

    expect(code).toBe(EXIT.ok);
    expect(text).not.toContain(secret);
    expect(text).toContain('Stored in the file');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is used by every command after it, and shown by config as its source', async () => {
    await bench.run([...withoutSecret(), '--secret-stdin'], { input: `${tenant.users.full.secret}\n` });

    expect(await bench.json(['count', 'Companies'])).toEqual({
      entity: 'Companies',
      count: tenant.store.rows('Companies').length,
    });
    expect(await bench.json(['config'])).toMatchObject({
      source: 'stored by autotask login',
      username: tenant.users.full.username,
      me: 501,
    });
  });

  test('stores nothing that does not work', async () => {
    const { code, stderr } = await bench.run([...withoutSecret(), '--secret-stdin'], { input: 'wrong' });

    expect(code).toBe(EXIT.refused);
    expect(stderr).toContain('Nothing was stored');
    expect(stderr).not.toContain('wrong\n');
    await expect(access(file)).rejects.toThrow('ENOENT');
  });

  test('does not wait for an answer where nobody can give one', async () => {
    expect((await bench.run(['login'])).code).toBe(EXIT.usage);
    expect((await bench.run(withoutSecret())).stderr).toContain('--secret-stdin');
  });

  test('is taken back by logout', async () => {
    await bench.run([...withoutSecret(), '--secret-stdin'], { input: tenant.users.full.secret });
    expect(await readFile(file, 'utf8')).toContain(tenant.users.full.username);
    await bench.run(['logout']);

    await expect(access(file)).rejects.toThrow('ENOENT');
    expect((await bench.run(['whoami'])).code).toBe(EXIT.usage);
  });
});
