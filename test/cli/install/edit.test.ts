import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carryOut, planEdit } from '../../../src/cli/install/edit.js';
import { serverEntry } from '../../../src/cli/install/entry.js';
import { CLIENTS, hostFile, type HostFile } from '../../../src/cli/install/hosts.js';

let folder: string;
let host: HostFile;

const ENTRY = { command: '/usr/bin/node', args: ['/opt/autotask-mcp/dist/main.js'] };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autotask-install-'));
  host = { title: 'A host', file: join(folder, 'deep', 'config.json'), serversKey: 'mcpServers', afterwards: '' };
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("a host's configuration", () => {
  test('is made where there is none', async () => {
    expect(await carryOut(await planEdit(host, 'autotask', ENTRY), new Date())).toBeUndefined();

    expect(JSON.parse(await readFile(host.file, 'utf8'))).toEqual({ mcpServers: { autotask: ENTRY } });
    expect((await stat(host.file)).mode & 0o777).toBe(0o600);
  });

  test('keeps everything else, its indentation and its mode; the old file stays beside it', async () => {
    const flat = { ...host, file: join(folder, 'config.json') };
    const old = '{\n\t"theme": "dark",\n\t"mcpServers": {\n\t\t"other": { "command": "x" }\n\t}\n}\n';
    await writeFile(flat.file, old, { mode: 0o640 });

    const backup = await carryOut(await planEdit(flat, 'autotask', ENTRY), new Date('2026-03-09T12:00:00Z'));

    const text = await readFile(flat.file, 'utf8');
    expect(JSON.parse(text)).toEqual({ theme: 'dark', mcpServers: { other: { command: 'x' }, autotask: ENTRY } });
    expect(text).toContain('\n\t"theme"');
    expect((await stat(flat.file)).mode & 0o777).toBe(0o640);
    expect(backup).toBe(`${flat.file}.2026-03-09T12-00-00-000Z.bak`);
    expect(await readFile(backup ?? '', 'utf8')).toBe(old);
    expect(await readdir(folder)).toHaveLength(2);
  });

  test('keeps its comments and trailing commas, as VS Code allows them', async () => {
    const flat = { ...host, file: join(folder, 'mcp.json') };
    const old = '{\n  // mine\n  "mcpServers": {\n    "other": { "command": "x" }, // keep\n  },\n}\n';
    await writeFile(flat.file, old);
    await carryOut(await planEdit(flat, 'autotask', ENTRY), new Date());
    const text = await readFile(flat.file, 'utf8');

    for (const line of ['  // mine', '    "other": { "command": "x" }, // keep']) expect(text.split('\n')).toContain(line);
    expect((await planEdit(flat, 'autotask', ENTRY)).before).toEqual(ENTRY);
    expect((await planEdit(flat, 'other', ENTRY)).before).toEqual({ command: 'x' });
  });

  test('is left alone where it is no JSON; the place and the entry are shown', async () => {
    const flat = { ...host, file: join(folder, 'config.json') };
    const broken = '{\n  "theme": "dark"\n  "mcpServers": {}\n}\n';
    await writeFile(flat.file, broken);

    await expect(planEdit(flat, 'autotask', ENTRY)).rejects.toThrow(/line 3, column 3.*left alone.*"autotask":\{"command"/);
    expect(await readFile(flat.file, 'utf8')).toBe(broken);
  });
});

describe('the entry', () => {
  const options = {
    demo: false,
    access: 'read',
    script: '/opt/autotask-mcp/dist/main.js',
    node: '/usr/bin/node',
    version: '1.2.3',
  };

  test('starts node and script by their full paths: a host from the desktop has no shell', () => {
    expect(serverEntry('claude-desktop', options)).toEqual({
      command: '/usr/bin/node',
      args: ['/opt/autotask-mcp/dist/main.js', '--access', 'read'],
    });
  });

  test('goes through npx where the script lies in its cache, which is emptied', () => {
    const script = '/home/maya/.npm/_npx/ab12/node_modules/autotask-mcp/dist/main.js';
    expect(serverEntry('cursor', { ...options, script, demo: true })).toEqual({
      command: 'npx',
      args: ['-y', 'autotask-mcp@1.2.3', '--demo', '--access', 'read'],
    });
  });
});

describe('places', () => {
  const home = '/home/maya';

  test.each([
    ['claude-desktop', 'linux', 'user', '/home/maya/.config/Claude/claude_desktop_config.json'],
    ['claude-desktop', 'darwin', 'user', '/home/maya/Library/Application Support/Claude/claude_desktop_config.json'],
    ['claude-code', 'linux', 'user', '/home/maya/.claude.json'],
    ['claude-code', 'linux', 'project', '/projects/site/.mcp.json'],
    ['vscode', 'linux', 'user', '/home/maya/.config/Code/User/mcp.json'],
    ['vscode', 'linux', 'project', '/projects/site/.vscode/mcp.json'],
    ['cursor', 'linux', 'user', '/home/maya/.cursor/mcp.json'],
  ] as const)('of %s on %s for %s', (client, platform, scope, file) => {
    expect(hostFile(client, scope, { platform, environment: {}, home, folder: '/projects/site' })?.file).toBe(file);
  });

  test('are known for every client', () => {
    for (const client of CLIENTS) {
      expect(
        hostFile(client, 'user', { platform: 'win32', environment: { APPDATA: 'C:\\AppData' }, home, folder: '/' }),
      ).toBeDefined();
    }
  });
});
