import type { Environment } from '../autotask/config.js';
import { ConfigurationError } from '../autotask/errors.js';
import { readConfig, type ServerConfig } from '../config.js';
import { parseCommandLine, UsageError } from '../options.js';
import type { GlobalOptions } from './global-options.js';

/** The process's own environment: everything below gets it handed in. */
export const processEnvironment: Environment = process.env;

/**
 * What the server reads its settings from: its environment, completed with what `autotask login` has stored.
 *
 * @throws {UsageError} when the stored credentials cannot be used.
 */
export async function serverEnvironment(): Promise<Environment> {
  try {
    return await withStoredCredentials(processEnvironment);
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
  }
}

/**
 * The settings of a command: from its options, the environment and the stored credentials, in this order.
 *
 * @throws {UsageError} for a setting with an impossible value.
 * @throws {ConfigurationError} when the stored credentials cannot be used.
 */
export async function commandConfig(global: GlobalOptions, environment: Environment): Promise<ServerConfig> {
  const complete = global.demo ? environment : await withStoredCredentials(environment);
  const zone = global.timeZone === undefined ? {} : { AUTOTASK_TIME_ZONE: global.timeZone };
  // Whoever types a command may do what the API user may, unless a setting says less; the server's narrower default is for models.
  return readConfig(parseCommandLine(global.demo ? ['--demo'] : []), { AUTOTASK_ACCESS: 'full', ...complete, ...zone });
}

const CREDENTIAL_VARIABLES = [
  'AUTOTASK_USERNAME',
  'AUTOTASK_SECRET',
  'AUTOTASK_SECRET_B64',
  'AUTOTASK_INTEGRATION_CODE',
] as const;

/**
 * The environment, completed with the stored credentials where it has none of its own. The two are never mixed: half of one API user
 * and half of another would only lock somebody out.
 */
export async function withStoredCredentials(environment: Environment): Promise<Environment> {
  if (CREDENTIAL_VARIABLES.some((name) => (environment[name] ?? '').trim() !== '')) return environment;
  // Most starts have their credentials in the environment and need none of this.
  const { credentialFile, readCredentials } = await import('./credential-store.js');
  const stored = await readCredentials(credentialFile(environment));
  if (stored === undefined) return environment;
  return {
    ...(stored.apiUrl === undefined ? {} : { AUTOTASK_API_URL: stored.apiUrl }),
    ...(stored.resourceId === undefined ? {} : { AUTOTASK_RESOURCE_ID: String(stored.resourceId) }),
    ...environment,
    AUTOTASK_USERNAME: stored.username,
    AUTOTASK_SECRET: stored.secret,
    AUTOTASK_INTEGRATION_CODE: stored.integrationCode,
  };
}
