import { readConfig, type ServerConfig } from '../config.js';
import { parseCommandLine } from '../options.js';
import { withStoredCredentials } from './credential-store.js';
import type { Environment } from './environment.js';
import type { GlobalOptions } from './global-options.js';

/** The process's own environment: everything below gets it handed in. */
export const processEnvironment: Environment = process.env;

/**
 * The settings of a command: from its options, the environment and the stored credentials, in this order.
 *
 * @throws {UsageError} for a setting with an impossible value.
 * @throws {ConfigurationError} when the stored credentials cannot be used.
 */
export async function commandConfig(global: GlobalOptions, environment: Environment): Promise<ServerConfig> {
  const complete = global.demo ? environment : await withStoredCredentials(environment);
  const zone = global.timeZone === undefined ? {} : { AUTOTASK_TIME_ZONE: global.timeZone };
  return readConfig(parseCommandLine(global.demo ? ['--demo'] : []), { ...complete, ...zone });
}
