import { chmod, copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandLineError } from '../errors.js';
import { parseJsonIfAny, readTextIfAny } from '../text-file.js';
import type { ServerEntry } from './entry.js';
import type { HostFile } from './hosts.js';

/** A change of a host's configuration that has not been made yet. */
export interface PlannedEdit {
  readonly host: HostFile;
  /** The whole file as it will be. */
  readonly text: string;
  readonly previous: string | undefined;
  /** Our entry as it stands there now. */
  readonly before: unknown;
  readonly after: ServerEntry;
}

/**
 * Reads a host's configuration and plans our entry into it; everything else stays as it is.
 *
 * @throws {CommandLineError} when the file is not plain JSON, e.g. holds comments, which a rewrite would lose.
 */
export async function planEdit(host: HostFile, name: string, entry: ServerEntry): Promise<PlannedEdit> {
  const previous = await readTextIfAny(host.file).catch(() => {
    throw new CommandLineError(`${host.file} cannot be read.`);
  });
  const config = previous === undefined || previous.trim() === '' ? {} : parseConfig(previous, host, name, entry);
  const servers = config[host.serversKey] ?? {};
  if (!isObject(servers)) throw new CommandLineError(`"${host.serversKey}" in ${host.file} is not an object; correct it first.`);
  const changed = { ...config, [host.serversKey]: { ...servers, [name]: entry } };
  return { host, text: `${JSON.stringify(changed, null, indentOf(previous))}\n`, previous, before: servers[name], after: entry };
}

/** Makes the change. The old file is kept beside the new one; its name is returned. */
export async function carryOut({ host, text, previous }: PlannedEdit, now: Date): Promise<string | undefined> {
  await mkdir(dirname(host.file), { recursive: true });
  const backup = previous === undefined ? undefined : `${host.file}.${now.toISOString().replaceAll(/[:.]/g, '-')}.bak`;
  const mode = previous === undefined ? 0o600 : (await stat(host.file)).mode & 0o777;
  if (backup !== undefined) await copyFile(host.file, backup);
  const draft = `${host.file}.${String(process.pid)}.tmp`;
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, mode);
  await rename(draft, host.file);
  return backup;
}

function parseConfig(text: string, host: HostFile, name: string, entry: ServerEntry): Record<string, unknown> {
  const value = parseJsonIfAny(text.replace(/^\ufeff/, ''));
  if (isObject(value)) return value;
  throw new CommandLineError(
    `${host.file} is not plain JSON (it may hold comments), so it was left alone. Add this under "${host.serversKey}": ${JSON.stringify({ [name]: entry })}`,
  );
}

/** The file's own indentation, so that a diff shows our change and nothing else. */
function indentOf(text: string | undefined): string {
  return /^([ \t]+)"/m.exec(text ?? '')?.[1] ?? '  ';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
