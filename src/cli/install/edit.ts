import { chmod, copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { applyEdits, modify, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { isObject } from '../../autotask/object.js';
import { CommandLineError } from '../errors.js';
import { readTextIfAny } from '../text-file.js';
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
 * Reads a host's configuration and plans our entry into it; everything else stays as it is, comments included, which VS Code allows.
 *
 * @throws {CommandLineError} when the file is not such JSON, with the place of the first mistake.
 */
export async function planEdit(host: HostFile, name: string, entry: ServerEntry): Promise<PlannedEdit> {
  const previous = await readTextIfAny(host.file).catch(() => {
    throw new CommandLineError(`${host.file} cannot be read.`);
  });
  const text = previous === undefined || previous.trim() === '' ? '{}' : previous.replace(/^\ufeff/, '');
  const config = parseConfig(text, host, name, entry);
  const servers = config[host.serversKey] ?? {};
  if (!isObject(servers)) throw new CommandLineError(`"${host.serversKey}" in ${host.file} is not an object; correct it first.`);
  const indent = indentOf(text);
  const edits = modify(text, [host.serversKey, name], entry, {
    // In front, so that a comment behind the last server stays behind it.
    getInsertionIndex: () => 0,
    formattingOptions: {
      eol: text.includes('\r\n') ? '\r\n' : '\n',
      insertSpaces: !indent.startsWith('\t'),
      tabSize: indent.startsWith('\t') ? 1 : indent.length,
    },
  });
  const changed = applyEdits(text, edits);
  return {
    host,
    text: changed.endsWith('\n') ? changed : `${changed}\n`,
    previous,
    before: servers[name],
    after: entry,
  };
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
  const mistakes: ParseError[] = [];
  const value: unknown = parse(text, mistakes, { allowTrailingComma: true });
  const [first] = mistakes;
  if (first === undefined && isObject(value)) return value;
  const lines = text.slice(0, first?.offset ?? 0).split('\n');
  const place = `line ${String(lines.length)}, column ${String((lines.at(-1)?.length ?? 0) + 1)}`;
  const mistake = first === undefined ? 'is no object' : `is no JSON at ${place} (${printParseErrorCode(first.error)})`;
  throw new CommandLineError(
    `${host.file} ${mistake}, so it was left alone. Correct it, or add this under "${host.serversKey}": ${JSON.stringify({ [name]: entry })}`,
  );
}

/** The file's own indentation, so that a diff shows our change and nothing else. */
function indentOf(text: string | undefined): string {
  return /^([ \t]+)"/m.exec(text ?? '')?.[1] ?? '  ';
}
