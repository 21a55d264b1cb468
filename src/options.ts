import { parseArgs } from 'node:util';

export const ACCESS_MODES = ['read', 'write', 'full'] as const;

/** What the server may do in the tenant: read only; create and update too; delete as well. */
export type AccessMode = (typeof ACCESS_MODES)[number];

/** Whether and where to serve over HTTP; absent members have their default. */
export interface HttpOptions {
  readonly http?: boolean;
  readonly host?: string;
  readonly port?: number;
}

export interface CommandLine extends HttpOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly demo: boolean;
  /** Absent where the option was not given. */
  readonly access?: AccessMode;
}

/** A command line or setting that the program cannot work with; the message is meant for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Usage: autotask-mcp [options]
       autotask-mcp install --client <client>   write the server into a host's configuration

MCP server for the Autotask PSA REST API. Speaks MCP over stdin and stdout, or over HTTP.

Options:
  --demo            work on the built-in demo tenant; no Autotask account needed
  --access <mode>   read: look only; write: create and update too (default); full: delete as well
  --http            serve Streamable HTTP at /mcp instead of stdin and stdout
  --host <address>  with --http: address to listen on (default 127.0.0.1); any other than loopback needs AUTOTASK_HTTP_TOKEN
  --port <number>   with --http: port to listen on (default 3000)
  -h, --help        show this text
  -v, --version     show the version

Environment:
  AUTOTASK_USERNAME, AUTOTASK_SECRET, AUTOTASK_INTEGRATION_CODE
                          the API user's key, secret and tracking identifier; where absent, what "autotask login" has stored
  AUTOTASK_SECRET_B64     the secret in base64, instead of AUTOTASK_SECRET
  AUTOTASK_API_URL        the zone's API address; discovered where absent
  AUTOTASK_RESOURCE_ID    resource id of the person the server works for ("me")
  AUTOTASK_USER_EMAIL     or that person's e-mail address
  AUTOTASK_TIME_ZONE      that person's time zone, e.g. America/New_York (default: this computer's)
  AUTOTASK_ACCESS         read, write or full, where --access is not given
  AUTOTASK_ACCESS_FILE    file that holds read, write or full and can narrow the access mode while the server runs
  AUTOTASK_ALLOW_ENTITIES, AUTOTASK_DENY_ENTITIES
                          only these entities, none of these; names separated by commas
  AUTOTASK_CONFIRM        when a person is asked before a write: always, risky (default) or never
  AUTOTASK_CONFIRM_WITHOUT_ELICITATION
                          where the host cannot ask: refuse (default), or two-step, a second call with a token
  AUTOTASK_WRITE_AS       in whose name writes are recorded: api-user (default), or me, by impersonation, or not at all
  AUTOTASK_MAX_WRITES_PER_CALL, AUTOTASK_MAX_WRITES_PER_HOUR
                          records that may be written (default 25 and 200)
  AUTOTASK_AUDIT_FILE     file to which every write is appended as a line of JSON
  AUTOTASK_SEAL_KEY       secret that seals approvals and cursors, the same on every replica
  AUTOTASK_DEADLINE_MS    milliseconds after which a call is answered with what there is (default 50000)
  AUTOTASK_HTTP_TOKEN     with --http: bearer token that every request must carry
  AUTOTASK_HTTP_ALLOWED_HOSTS
                          with --http: further host names the server is reached by, separated by commas
`;

/**
 * The options of a command line, without node and the script's name.
 *
 * @throws {UsageError} for an option or value that does not exist.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = parseValues(args);
  return {
    help: values.help ?? false,
    version: values.version ?? false,
    demo: values.demo ?? false,
    ...httpOptions(values),
    ...(values.access === undefined ? {} : { access: parseAccessMode(values.access, '--access') }),
  };
}

/** @throws {UsageError} naming the three modes. */
export function parseAccessMode(text: string, source: string): AccessMode {
  const mode = ACCESS_MODES.find((candidate) => candidate === text.trim().toLowerCase());
  if (mode === undefined) throw new UsageError(`${source} is "${text}"; it must be one of: ${ACCESS_MODES.join(', ')}.`);
  return mode;
}

interface HttpValues {
  readonly http?: boolean | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
}

function httpOptions({ http, host, port }: HttpValues): HttpOptions {
  if (http !== true) {
    if (host !== undefined || port !== undefined) throw new UsageError('--host and --port need --http.');
    return {};
  }
  if (host?.trim() === '') throw new UsageError('--host is empty; it must be an address, e.g. 127.0.0.1.');
  return { http, ...(host === undefined ? {} : { host: host.trim() }), ...(port === undefined ? {} : { port: parsePort(port) }) };
}

const HIGHEST_PORT = 65_535;

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= HIGHEST_PORT)) throw new UsageError(`--port is "${text}"; it must be a number from 0 (any free port) to 65535.`);
  return port;
}

function parseValues(args: readonly string[]) {
  return orUsageError('autotask-mcp --help', () =>
    parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
        demo: { type: 'boolean' },
        access: { type: 'string' },
        http: { type: 'boolean' },
        host: { type: 'string' },
        port: { type: 'string' },
      },
    }),
  ).values;
}

/**
 * What a call of `parseArgs` without positional arguments gives.
 *
 * @param help Command that lists the options, for those who gave others.
 * @throws {UsageError} for an option that is unknown or lacks its value, and for positional arguments.
 */
export function orUsageError<T>(help: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // parseArgs appends advice on positional arguments, of which there are none.
    const [firstSentence = error.message] = error.message.split('. ');
    throw new UsageError(`${firstSentence.replace(/\.$/, '')}. See ${help}.`);
  }
}

/** The items between the commas of a setting; undefined where there are none. */
export function listOf(text: string | undefined): string[] | undefined {
  const items = text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items === undefined || items.length === 0 ? undefined : items;
}
