import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigurationError } from './errors.js';
import { isObject } from './object.js';

/** What is needed to sign in. The secret and the integration code are kept out of `inspect()` and JSON by `concealSecrets`. */
export interface AutotaskConfig {
  /** API user's generated user name, shaped like an e-mail address. */
  readonly username: string;
  readonly secret: string;
  /** Tracking identifier of the integration (`ApiIntegrationCode`). */
  readonly integrationCode: string;
  /** Base address, with or without `/atservicesrest`, version and trailing slash. Discovered from the user name when absent. */
  readonly apiUrl?: string;
  /** Resource that the person behind this client is. Only carried along for callers: the API user itself is nobody's "me". */
  readonly resourceId?: number;
}

/** Variables of the environment by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration in `AUTOTASK_USERNAME`, `AUTOTASK_SECRET` or `AUTOTASK_SECRET_B64`, `AUTOTASK_INTEGRATION_CODE`, and optionally
 * `AUTOTASK_API_URL` and `AUTOTASK_RESOURCE_ID`.
 *
 * @throws {@link ConfigurationError} naming every variable that is missing or unusable; values are never quoted.
 */
export function configFromEnvironment(env: Environment = process.env): AutotaskConfig {
  const username = setting(env, 'AUTOTASK_USERNAME')?.trim();
  const integrationCode = setting(env, 'AUTOTASK_INTEGRATION_CODE')?.trim();
  const secret = secretFrom(env);
  const missing = [
    ...(username ? [] : ['AUTOTASK_USERNAME']),
    ...(secret ? [] : ['AUTOTASK_SECRET (or AUTOTASK_SECRET_B64)']),
    ...(integrationCode ? [] : ['AUTOTASK_INTEGRATION_CODE']),
  ];
  if (!username || !secret || !integrationCode) {
    throw new ConfigurationError(`Autotask credentials are missing: set ${missing.join(', ')}.`);
  }
  const apiUrl = setting(env, 'AUTOTASK_API_URL');
  const resourceId = resourceIdFrom(env);
  return validateConfig({
    username,
    secret,
    integrationCode,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(resourceId === undefined ? {} : { resourceId }),
  });
}

/**
 * The same configuration, checked, and safe to log.
 *
 * @throws {@link ConfigurationError} when a credential is missing, empty, or no HTTP header can carry it, or `apiUrl` is no trustworthy address.
 */
export function validateConfig(config: AutotaskConfig): AutotaskConfig {
  if (!isObject(config)) throw new ConfigurationError('The Autotask configuration is missing.');
  for (const name of ['username', 'secret', 'integrationCode'] as const) {
    const value: unknown = config[name];
    if (typeof value !== 'string') throw new ConfigurationError(`The Autotask ${name} is missing.`);
    if (value === '') throw new ConfigurationError(`The Autotask ${name} is empty.`);
    // Header values are Latin-1 without control characters; undici's own error would quote the value.
    if (!/^[\x20-\x7e\xa0-\xff]+$/.test(value)) {
      throw new ConfigurationError(
        `The Autotask ${name} holds characters that no HTTP header can carry. Was it pasted with a line break?`,
      );
    }
  }
  const apiUrl: unknown = config.apiUrl;
  if (apiUrl !== undefined) normalizeApiUrl(typeof apiUrl === 'string' ? apiUrl : '');
  return concealSecrets({ ...config });
}

function concealSecrets(config: AutotaskConfig): AutotaskConfig {
  const visible = () => ({ ...config, secret: '[hidden]', integrationCode: '[hidden]' });
  return Object.defineProperties(config, {
    [inspect.custom]: { value: visible, enumerable: false },
    toJSON: { value: visible, enumerable: false },
  });
}

/**
 * The base address with trailing slash and without version segment, as zone discovery would give it.
 *
 * @throws {@link ConfigurationError} when it is no address, carries credentials, or is plain http to anything but loopback.
 */
export function normalizeApiUrl(text: string): string {
  const candidate = text.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(candidate);
  const address = hasScheme ? candidate : `https://${candidate}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // Without a scheme every word would pass for the name of a host.
  if (url === undefined || !(hasScheme || url.hostname.includes('.') || isLoopback(url.hostname))) {
    throw new ConfigurationError('The Autotask API address (AUTOTASK_API_URL) is not a URL.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError('The Autotask API address must not carry a user name or password.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new ConfigurationError(`The Autotask API address must use https (${url.host} is not this machine).`);
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)?$/i, '');
  return `${url.origin}${/\/atservicesrest$/i.test(path) ? path : `${path}/ATServicesRest`}/`;
}

/** Whether a host, as it stands in URLs, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(hostname);
}

/** Folder for this program's caches: `XDG_CACHE_HOME` if set, else what the platform uses. */
export function defaultCacheFolder(env: Environment = process.env, platform: NodeJS.Platform = process.platform): string {
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'autotask');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'autotask');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'autotask', 'Cache');
  return join(homedir(), '.cache', 'autotask');
}

/**
 * A variable's value, but for line ends as it is: blanks may belong to a secret. Undefined where it is not set; hosts pass an optional setting
 * that the user left empty as '' or as the literal placeholder `${user_config.x}`.
 */
export function setting(env: Environment, name: string): string | undefined {
  const value = env[name]?.replace(/[\r\n]+$/, '');
  return value === undefined || value.trim() === '' || /^\$\{user_config\.[^}]*\}$/.test(value.trim()) ? undefined : value;
}

function secretFrom(env: Environment): string | undefined {
  const plain = setting(env, 'AUTOTASK_SECRET');
  const encoded = setting(env, 'AUTOTASK_SECRET_B64')?.trim();
  if (encoded === undefined) return plain;
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) throw new ConfigurationError('AUTOTASK_SECRET_B64 is not Base64.');
  const decoded = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .replace(/[\r\n]+$/, '');
  if (plain !== undefined && plain !== decoded) {
    throw new ConfigurationError('AUTOTASK_SECRET and AUTOTASK_SECRET_B64 are both set and differ. Keep one of them.');
  }
  return decoded;
}

function resourceIdFrom(env: Environment): number | undefined {
  const text = setting(env, 'AUTOTASK_RESOURCE_ID')?.trim();
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new ConfigurationError('AUTOTASK_RESOURCE_ID must be the numeric id of a resource.');
  return Number(text);
}
