import { parseArgs } from 'node:util';
import { orUsageError, parseAccessMode } from '../options.js';
import { VERSION } from '../version.js';
import { credentialFile, readCredentials } from './credential-store.js';
import { CommandLineError, RefusedError } from './errors.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { failureText } from './failure.js';
import { carryOut, planEdit, type PlannedEdit } from './install/edit.js';
import { serverEntry } from './install/entry.js';
import { CLIENTS, hostFile, thisPlace, type Client, type Scope } from './install/hosts.js';
import { processStreams } from './process-streams.js';
import { confirm } from './prompt.js';
import { Terminal, type Streams } from './terminal.js';

export const INSTALL_HELP = `Usage: autotask-mcp install --client <client> [options]

Writes the server into the configuration of an MCP host, after showing the change. The old file is kept beside the new one.

Options:
  --client <client>   ${CLIENTS.join(', ')}
  --scope <scope>     user: everywhere (default); project: in the current folder (not claude-desktop)
  --name <name>       name of the server in the host (default: autotask)
  --access <mode>     read, write or full
  --demo              work on the built-in demo tenant
  --dry-run           show the change and make none
  -y, --yes           make the change without asking
  -h, --help          show this text
`;

interface InstallOptions {
  readonly client: Client;
  readonly scope: Scope;
  readonly name: string;
  readonly access: string | undefined;
  readonly demo: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/** `autotask-mcp install`; gives the process's exit code. */
export async function runInstall(args: readonly string[], script: string, streams: Streams = processStreams()): Promise<number> {
  const terminal = new Terminal(streams, false);
  try {
    const options = readOptions(args);
    if (options === 'help') streams.stdout.write(INSTALL_HELP);
    else await install(options, script, terminal);
    return EXIT.ok;
  } catch (error) {
    terminal.tell(failureText(error).replace(/^autotask:/, 'autotask-mcp install:'));
    return exitCodeOf(error);
  }
}

async function install(options: InstallOptions, script: string, terminal: Terminal): Promise<void> {
  const { environment } = terminal.streams;
  const host = hostFile(options.client, options.scope, thisPlace(environment));
  if (host === undefined) throw new CommandLineError(`${options.client} has no configuration per project; leave --scope out.`);
  const entry = serverEntry(options.client, { ...options, script, node: process.execPath, version: VERSION });
  const edit = await planEdit(host, options.name, entry);
  if (JSON.stringify(edit.before) === JSON.stringify(edit.after)) {
    terminal.tell(`${host.file} has this entry already; nothing was written.`);
    return;
  }
  show(edit, options.name, terminal);
  if (options.dryRun) return;
  if (!options.yes && !terminal.isInteractive)
    throw new RefusedError('Nothing was written: there is nobody to ask. Add --yes to write it.');
  if (!options.yes && !(await confirm(terminal, `Write this to ${host.file}?`, new AbortController().signal))) {
    throw new RefusedError('Nothing was written.');
  }
  const backup = await carryOut(edit, new Date());
  if (backup !== undefined) terminal.tell(`The old file is kept as ${backup}.`);
  terminal.tell(`Done. ${host.afterwards}`);
  if (!options.demo) await adviseOnCredentials(terminal);
}

function show({ host, before, after }: PlannedEdit, name: string, terminal: Terminal): void {
  const lines = (sign: string, value: unknown): string[] =>
    JSON.stringify({ [name]: value }, null, 2)
      .split('\n')
      .slice(1, -1)
      .map((line) => `${sign} ${line}`);
  terminal.tell(
    [
      `${host.title}, ${host.file}, under "${host.serversKey}":`,
      ...(before === undefined ? [] : lines('-', withoutSecrets(before))),
      ...lines('+', after),
    ].join('\n'),
  );
}

/** What stands there may hold credentials; a terminal's scrollback is no place for them. */
function withoutSecrets(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('env' in entry)) return entry;
  const names = typeof entry.env === 'object' && entry.env !== null ? Object.keys(entry.env) : [];
  return { ...entry, env: Object.fromEntries(names.map((name) => [name, '…'])) };
}

/** The entry carries no credentials, so that no host's file, backup or sync copies the secret. */
async function adviseOnCredentials(terminal: Terminal): Promise<void> {
  const { environment } = terminal.streams;
  if ((await readCredentials(credentialFile(environment))) !== undefined) return;
  terminal.tell(
    'The server has no credentials yet, and a host does not start it with this shell\'s variables: run "autotask login" once; it stores them in a file that only you can read.',
  );
}

function readOptions(args: readonly string[]): InstallOptions | 'help' {
  const values = parseValues(args);
  if (values.help === true) return 'help';
  const client = CLIENTS.find((known) => known === values.client);
  if (client === undefined) {
    throw new CommandLineError(
      `--client is ${values.client === undefined ? 'missing' : `"${values.client}"`}; it must be one of: ${CLIENTS.join(', ')}.`,
    );
  }
  const { scope = 'user' } = values;
  if (scope !== 'user' && scope !== 'project') throw new CommandLineError(`--scope is "${scope}"; it must be user or project.`);
  return {
    client,
    scope,
    name: values.name ?? 'autotask',
    access: values.access === undefined ? undefined : parseAccessMode(values.access, '--access'),
    demo: values.demo ?? false,
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
  };
}

function parseValues(args: readonly string[]) {
  return orUsageError('autotask-mcp install --help', () =>
    parseArgs({
      args: [...args],
      options: {
        client: { type: 'string' },
        scope: { type: 'string' },
        name: { type: 'string' },
        access: { type: 'string' },
        demo: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        yes: { type: 'boolean', short: 'y' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  ).values;
}
