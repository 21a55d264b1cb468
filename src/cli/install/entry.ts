import type { Client } from './hosts.js';

/** How a host is to start the server. */
export interface ServerEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly type?: 'stdio';
}

export interface EntryOptions {
  readonly demo: boolean;
  readonly access: string | undefined;
  /** The running script: a path that stays, or npx's cache, which does not. */
  readonly script: string;
  readonly node: string;
  readonly version: string;
}

/**
 * The entry for a host. Carries no secrets: the server takes the credentials from its environment or from what `autotask login` stored.
 * A host started from the desktop has another PATH than a shell, so node and script are given in full.
 */
export function serverEntry(client: Client, options: EntryOptions): ServerEntry {
  const flags = [...(options.demo ? ['--demo'] : []), ...(options.access === undefined ? [] : ['--access', options.access])];
  const isTemporary = /[\\/]_npx[\\/]/.test(options.script);
  const start = isTemporary
    ? { command: 'npx', args: ['-y', `autotask-mcp@${options.version}`, ...flags] }
    : { command: options.node, args: [options.script, ...flags] };
  return client === 'claude-code' || client === 'vscode' ? { type: 'stdio', ...start } : start;
}
