import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startTenant, type DemoTenant, type TenantOptions } from '../../../src/demo/tenant.js';

/** The built command; `npm run build` makes it. */
export const CLI = resolve(import.meta.dirname, '../../../dist/cli.js');

if (!existsSync(CLI)) throw new Error('dist/cli.js is missing: run "npm run build" first.');

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** An environment of its own: no settings, caches or credentials of whoever runs the tests. */
export interface Bench {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs `autotask` to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Runs it and parses stdout, which must succeed. */
  json<Shape = unknown>(args: readonly string[], options?: RunOptions): Promise<Shape>;
  /** Starts it without waiting. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
  close(): Promise<void>;
}

export async function startBench(added: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'autotask-cli-'));
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_STATE_HOME: join(folder, 'state'),
    TZ: 'UTC',
    ...added,
  };
  const start = (args: readonly string[], more: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams =>
    spawn(process.execPath, [CLI, ...args], { env: { ...environment, ...more }, cwd: folder, stdio: 'pipe' });
  const run = async (args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
    const child = start(args, options.environment);
    const ended = outcomeOf(child);
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    return ended;
  };
  return {
    folder,
    environment,
    run,
    start,
    json: async <Shape>(args: readonly string[], options?: RunOptions) => {
      const outcome = await run(args, options);
      if (outcome.code !== 0) throw new Error(`autotask ${args.join(' ')} ended with ${String(outcome.code)}: ${outcome.stderr}`);
      return parsed<Shape>(outcome.stdout);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** JSON of the shape that the test goes on to check. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it expects
export function parsed<Shape>(text: string): Shape {
  return shaped<Shape>(JSON.parse(text));
}

/** A value of the shape that the test goes on to check. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it expects
export function shaped<Shape>(value: unknown): Shape {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the expectations on it are the check
  return value as Shape;
}

/** The objects of an ndjson text. */
export function parsedLines<Shape>(text: string): Shape[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parsed<Shape>(line));
}

/** What a process has printed and how it ended. */
export async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return new Promise((resolveOutcome) => {
    child.once('close', (code, signal) => {
      resolveOutcome({ code, signal, stdout, stderr });
    });
  });
}

/** A tenant over HTTP and a bench whose commands are pointed at it. */
export interface TenantBench extends Bench {
  readonly tenant: DemoTenant;
}

export async function startTenantBench(
  options: TenantOptions & {
    readonly user?: 'full' | 'restricted';
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<TenantBench> {
  const { user = 'full', environment = {}, ...tenantOptions } = options;
  // Commands read dates by this computer's clock, so the tenant has to live now.
  const tenant = await startTenant({ clock: 'live', ...tenantOptions });
  const bench = await startBench({ ...credentialsFor(tenant, user), AUTOTASK_TIME_ZONE: 'America/New_York', ...environment });
  return {
    ...bench,
    tenant,
    close: async () => {
      await bench.close();
      await tenant.close();
    },
  };
}

/** The environment that points a command at a tenant. */
export function credentialsFor(tenant: DemoTenant, user: 'full' | 'restricted' = 'full'): Record<string, string> {
  const { username, secret } = tenant.users[user];
  return {
    AUTOTASK_API_URL: tenant.apiUrl,
    AUTOTASK_USERNAME: username,
    AUTOTASK_SECRET: secret,
    AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
    AUTOTASK_RESOURCE_ID: '501',
  };
}

/** Requests that may change something. */
export function writesTo(tenant: DemoTenant): string[] {
  return tenant.requests
    .all()
    .filter(({ method, kind }) => method !== 'GET' && !kind.startsWith('query') && kind !== 'count')
    .map(({ method, path }) => `${method} ${path}`);
}
