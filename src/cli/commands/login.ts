import type { AutotaskConfig } from '../../autotask/config.js';
import { AuthenticationError } from '../../autotask/errors.js';
import { credentialFile, removeCredentials, storeCredentials } from '../credential-store.js';
import type { Context } from '../context.js';
import { CommandLineError, RefusedError } from '../errors.js';
import { ask, askSecret, readAll } from '../prompt.js';

export interface LoginOptions {
  readonly username?: string;
  readonly integrationCode?: string;
  readonly secretStdin?: true;
  readonly resourceId?: number;
  readonly apiUrl?: string;
}

/**
 * Asks for credentials, tries them with two requests and stores them only if they work.
 *
 * @throws {AuthenticationError} when Autotask does not accept them; nothing is stored.
 */
export async function login(context: Context, options: LoginOptions): Promise<void> {
  if (context.global.demo) throw new CommandLineError('The demo tenant needs no login: add --demo to any command.');
  const credentials = await gather(context, options);
  const zone = await check(context, credentials);
  const file = credentialFile(context.terminal.streams.environment);
  await storeCredentials(file, credentials);
  context.terminal.tell(`Connected to ${zone} as ${credentials.username}.`);
  context.terminal.tell(`Stored in the file ${file}, which only you can read (mode 0600). "autotask logout" removes it.`);
}

/** Removes what {@link login} stored. */
export async function logout(context: Context): Promise<void> {
  const file = credentialFile(context.terminal.streams.environment);
  const existed = await removeCredentials(file);
  context.terminal.tell(existed ? `Removed ${file}.` : 'No credentials were stored.');
}

async function gather(context: Context, options: LoginOptions): Promise<AutotaskConfig> {
  const username = options.username ?? (await askFor(context, 'API user name (key): ', '--username'));
  const integrationCode =
    options.integrationCode ?? (await askFor(context, 'Tracking identifier (integration code): ', '--integration-code'));
  const secret = options.secretStdin === true ? await readAll(context.terminal) : await askForSecret(context);
  for (const [what, value] of [
    ['user name', username],
    ['tracking identifier', integrationCode],
    ['secret', secret],
  ] as const) {
    if (value === '') throw new RefusedError(`No ${what} was given; nothing was stored.`);
  }
  return {
    username,
    secret,
    integrationCode,
    ...(options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }),
    ...(options.resourceId === undefined ? {} : { resourceId: options.resourceId }),
  };
}

async function askFor(context: Context, question: string, option: string): Promise<string> {
  if (!context.terminal.isInteractive) throw new CommandLineError(`There is nobody to ask: give ${option}.`);
  return ask(context.terminal, question, context.signal);
}

async function askForSecret(context: Context): Promise<string> {
  if (!context.terminal.isInteractive)
    throw new CommandLineError('There is nobody to ask: give the secret on stdin with --secret-stdin.');
  return askSecret(context.terminal, 'Secret (not shown): ', context.signal);
}

/** Two requests: the zone, which needs no credentials, and the version, which needs all three. */
async function check(context: Context, credentials: AutotaskConfig): Promise<string> {
  const [{ AutotaskClient }, { validateConfig }] = await Promise.all([
    import('../../autotask/client.js'),
    import('../../autotask/config.js'),
  ]);
  const client = new AutotaskClient(validateConfig(credentials));
  try {
    const zone = await client.zone();
    await client.version({ signal: context.signal });
    return zone.zoneName;
  } catch (error) {
    if (error instanceof AuthenticationError) context.terminal.tell('Nothing was stored.');
    throw error;
  } finally {
    await client.close();
  }
}
