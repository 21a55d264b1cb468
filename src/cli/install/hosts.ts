import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../autotask/config.js';

/** MCP hosts whose configuration `autotask-mcp install` can write. */
export const CLIENTS = ['claude-desktop', 'claude-code', 'vscode', 'cursor'] as const;

export type Client = (typeof CLIENTS)[number];

/** Where a host's configuration stands: for this person everywhere, or for the project in the current folder. */
export type Scope = 'user' | 'project';

export interface HostFile {
  readonly title: string;
  readonly file: string;
  /** Key of the object that holds the servers. */
  readonly serversKey: 'mcpServers' | 'servers';
  /** What a person has to do for the change to take effect. */
  readonly afterwards: string;
}

export interface Place {
  readonly platform: NodeJS.Platform;
  readonly environment: Environment;
  readonly home: string;
  readonly folder: string;
}

export function thisPlace(environment: Environment): Place {
  return { platform: process.platform, environment, home: homedir(), folder: process.cwd() };
}

type HostFileMaker = (scope: Scope, place: Place) => HostFile | undefined;

const HOST_FILES: Readonly<Record<Client, HostFileMaker>> = {
  'claude-desktop': (scope, place) =>
    scope === 'project'
      ? undefined
      : {
          title: 'Claude Desktop',
          file: join(applicationFolder(place), 'Claude', 'claude_desktop_config.json'),
          serversKey: 'mcpServers',
          afterwards: 'Quit Claude Desktop and start it again.',
        },
  'claude-code': (scope, { home, folder }) => ({
    title: 'Claude Code',
    file: scope === 'user' ? join(home, '.claude.json') : join(folder, '.mcp.json'),
    serversKey: 'mcpServers',
    afterwards: 'Start a new session of Claude Code; /mcp shows the server.',
  }),
  vscode: (scope, place) => ({
    title: 'VS Code',
    file:
      scope === 'user' ? join(applicationFolder(place), 'Code', 'User', 'mcp.json') : join(place.folder, '.vscode', 'mcp.json'),
    serversKey: 'servers',
    afterwards: 'Run "MCP: List Servers" in VS Code and start autotask.',
  }),
  cursor: (scope, { home, folder }) => ({
    title: 'Cursor',
    file: join(scope === 'user' ? home : folder, '.cursor', 'mcp.json'),
    serversKey: 'mcpServers',
    afterwards: "Switch autotask on in Cursor's settings under MCP.",
  }),
};

/** The configuration file of a host; undefined where the host has none for the scope. */
export function hostFile(client: Client, scope: Scope, place: Place): HostFile | undefined {
  return HOST_FILES[client](scope, place);
}

function applicationFolder({ platform, environment, home }: Place): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return environment['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  return environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
}
