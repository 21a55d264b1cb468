import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../autotask/config.js';

/** Folder of this program's settings: `XDG_CONFIG_HOME` if set, else what the platform uses. */
export function configFolder(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  return named(environment['XDG_CONFIG_HOME']) ?? ownFolder(environment['APPDATA'], '.config', platform);
}

/** Folder of what this program has done: `XDG_STATE_HOME` if set, else what the platform uses. */
export function stateFolder(environment: Environment, platform: NodeJS.Platform = process.platform): string {
  return named(environment['XDG_STATE_HOME']) ?? ownFolder(environment['LOCALAPPDATA'], join('.local', 'state'), platform);
}

function named(folder: string | undefined): string | undefined {
  return folder !== undefined && isAbsolute(folder) ? join(folder, 'autotask') : undefined;
}

function ownFolder(windowsFolder: string | undefined, unixFolder: string, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'autotask');
  if (platform === 'win32' && windowsFolder !== undefined) return join(windowsFolder, 'autotask');
  return join(homedir(), unixFolder, 'autotask');
}
