import { spawnSync } from 'node:child_process';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CLI, type Bench } from './cli.js';

/** Whether this computer has the shell. */
export function hasShell(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** The bench's environment, in which `autotask` is the built command. */
export async function withCommandOnPath(bench: Bench): Promise<Record<string, string>> {
  const bin = join(bench.folder, 'bin');
  await mkdir(bin);
  await symlink(CLI, join(bin, 'autotask'));
  await chmod(CLI, 0o755);
  return { ...bench.environment, PATH: `${bin}:${bench.environment['PATH'] ?? ''}` };
}
