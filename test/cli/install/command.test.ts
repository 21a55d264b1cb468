import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { BIN, startBin, type Exit } from '../../support/bin.js';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'autotask-home-'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

async function install(...args: string[]): Promise<Exit> {
  const bin = startBin(['install', ...args], { PATH: process.env['PATH'] ?? '', HOME: home });
  bin.closeInput();
  return bin.exit;
}

const file = (): string => join(home, '.cursor', 'mcp.json');

describe('autotask-mcp install', () => {
  test('shows the change and makes none with --dry-run', async () => {
    const { code, stderr } = await install('--client', 'cursor', '--demo', '--dry-run');

    expect(code).toBe(EXIT.ok);
    expect(stderr).toContain(`+     "command": "${process.execPath}"`);
    expect(await readdir(home)).toEqual([]);
  });

  test('writes nothing where nobody can be asked, unless --yes is given', async () => {
    expect((await install('--client', 'cursor')).code).toBe(EXIT.refused);
    expect(await readdir(home)).toEqual([]);
    const { code, stderr } = await install('--client', 'cursor', '--access', 'read', '--yes');

    expect(code).toBe(EXIT.ok);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      mcpServers: { autotask: { command: process.execPath, args: [BIN, '--access', 'read'] } },
    });
    expect(stderr).toContain('autotask login');
  });

  test('changes an entry of its own and keeps the file as it was beside it', async () => {
    await install('--client', 'cursor', '--yes');
    const { stderr } = await install('--client', 'cursor', '--demo', '--yes');

    expect(stderr).toMatch(/^- .*[\s\S]*^\+ /m);
    const files = await readdir(join(home, '.cursor'));
    expect(files.filter((name) => name.endsWith('.bak'))).toHaveLength(1);
    expect(await readFile(file(), 'utf8')).toContain('--demo');
  });

  test('never shows a secret that stands in the old entry', async () => {
    const env = { AUTOTASK_SECRET: 'a-secret-of-yesterday', AUTOTASK_USERNAME: 'old@msp.example' };
    await mkdir(join(home, '.cursor'));
    await writeFile(file(), JSON.stringify({ mcpServers: { autotask: { command: 'node', args: [], env } } }));
    const { stderr } = await install('--client', 'cursor', '--yes');

    expect(stderr).toContain('-       "AUTOTASK_SECRET": "…"');
    expect(stderr).not.toContain(env.AUTOTASK_SECRET);
  });

  test("tells that a host does not have this shell's variables", async () => {
    const bin = startBin(['install', '--client', 'cursor', '--yes'], {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      AUTOTASK_USERNAME: 'api@msp.example',
      AUTOTASK_SECRET: 'x',
      AUTOTASK_INTEGRATION_CODE: 'y',
    });
    bin.closeInput();

    expect((await bin.exit).stderr).toContain('autotask login');
  });

  test('writes nothing that stands there already', async () => {
    await install('--client', 'cursor', '--yes');
    const { stderr } = await install('--client', 'cursor', '--yes');

    expect(stderr).toContain('nothing was written');
    expect(stderr).not.toMatch(/^[-+] /m);
    expect(await readdir(join(home, '.cursor'))).toEqual(['mcp.json']);
  });

  test.each([
    [[], /--client is missing; it must be one of: claude-desktop, claude-code, vscode, cursor/],
    [['--client', 'emacs'], /"emacs"/],
    [['--client', 'claude-desktop', '--scope', 'project'], /no configuration per project/],
    [['--client', 'cursor', '--access', 'admin'], /read, write, full/],
    [['--clinet', 'cursor'], /Unknown option '--clinet'/],
  ])('says what is wrong with %j', async (args, words) => {
    const { code, stderr } = await install(...args);

    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(words);
  });
});
