import { ConfigurationError } from '../autotask/errors.js';
import { readConfig, type ServerConfig } from '../config.js';
import { parseCommandLine, UsageError } from '../options.js';
import { withStoredCredentials } from './credential-store.js';
import type { Environment } from './environment.js';
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
