import { isLoopback } from './autotask/config.js';
import { listOf, UsageError, type HttpOptions } from './options.js';

/** Where and for whom the server answers over HTTP. */
export interface HttpConfig {
  /** Address to listen on, e.g. `127.0.0.1`. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Names a request's Host and Origin may carry, without port; IPv6 addresses in brackets. */
  readonly allowedHosts: readonly string[];
  /** The token that every request must bear, where one is demanded; a function, so that no log of settings ever shows it. */
  readonly token?: () => string;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 3_000;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const WILDCARD_HOSTS = new Set(['0.0.0.0', '::']);
/** A token is guessed against a server that answers thousands of requests a second. */
const SHORTEST_TOKEN = 24;

/**
 * The HTTP settings of a command line and of the settings' values, where HTTP was asked for.
 *
 * @throws {UsageError} when the server would be open to others than this computer without a token.
 */
export function readHttpConfig(
  { http = false, host = DEFAULT_HOST, port = DEFAULT_PORT }: HttpOptions,
  setting: (name: string) => string | undefined,
): HttpConfig | undefined {
  if (!http) return undefined;
  const token = setting('AUTOTASK_HTTP_TOKEN');
  if (token === undefined && !isLoopback(hostInUrl(host))) {
    throw new UsageError(
      `--host ${host} would open the server to other computers. Set AUTOTASK_HTTP_TOKEN, a secret that every request must bear, or listen on ${DEFAULT_HOST}.`,
    );
  }
  if (token !== undefined && token.length < SHORTEST_TOKEN) {
    throw new UsageError(`AUTOTASK_HTTP_TOKEN is too short: use at least ${String(SHORTEST_TOKEN)} random characters.`);
  }
  return {
    host,
    port,
    allowedHosts: [
      ...new Set([
        ...LOOPBACK_HOSTS,
        ...ownName(host),
        ...(listOf(setting('AUTOTASK_HTTP_ALLOWED_HOSTS')) ?? []).map((name) => name.toLowerCase()),
      ]),
    ],
    ...(token === undefined ? {} : { token: () => token }),
  };
}

/** A host as it stands in addresses of the web: IPv6 addresses in brackets. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host.toLowerCase();
}

function ownName(host: string): string[] {
  return WILDCARD_HOSTS.has(host) ? [] : [hostInUrl(host)];
}
