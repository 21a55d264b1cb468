import { z } from 'zod';
import type { Clock } from './clock.js';
import { normalizeApiUrl } from './config.js';
import { AuthenticationError, UnexpectedResponseError } from './errors.js';
import type { HttpPool } from './http.js';
import { readResponse } from './response.js';
import { retryDelayMs } from './retry.js';
import type { RetryPolicy } from './retry.js';
import { mayReceiveCredentials } from './trust.js';
import type { ZoneInformation } from './types.js';
import type { ZoneCache } from './zone-cache.js';

/** Any zone's host answers for every user (dossier §1). */
export const ZONE_DISCOVERY_URL = 'https://webservices.autotask.net/ATServicesRest/';

/** Two 401s within this time are wrong credentials, not two migrations. */
const REDISCOVERY_PAUSE_MS = 60_000;

const zoneSchema = z.object({
  zoneName: z.string().catch(''),
  url: z.string().min(1),
  webUrl: z.string().catch(''),
  ci: z.number().catch(0),
});

export interface ZoneOptions {
  readonly username: string;
  /** Address the user named; then nothing is discovered. */
  readonly apiUrl: string | undefined;
  readonly discoveryUrl: string;
  readonly cache: ZoneCache | undefined;
  readonly userAgent: string;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
}

/** Knows which host serves this API user: the one that was named, a remembered one, or what zone discovery says. */
export class ZoneLocator {
  readonly #options: ZoneOptions;
  readonly #http: HttpPool;
  readonly #namedOrigin: string | undefined;
  #current: Promise<ZoneInformation> | undefined;
  #discoveredAt = Number.NEGATIVE_INFINITY;
  #rediscovery: Promise<string | undefined> | undefined;

  constructor(options: ZoneOptions, http: HttpPool) {
    this.#options = options;
    this.#http = http;
    const named = options.apiUrl ?? (options.discoveryUrl === ZONE_DISCOVERY_URL ? undefined : options.discoveryUrl);
    this.#namedOrigin = named === undefined ? undefined : new URL(normalizeApiUrl(named)).origin;
  }

  /** Base address with trailing slash, to which `V1.0/…` is appended. */
  async baseUrl(): Promise<string> {
    if (this.#options.apiUrl !== undefined) return normalizeApiUrl(this.#options.apiUrl);
    return (await this.information()).url;
  }

  /** The zone. Where the address was named it is looked up there all the same, for the web address. */
  information(): Promise<ZoneInformation> {
    this.#current ??= this.#locate().catch((error: unknown) => {
      this.#current = undefined;
      throw error;
    });
    return this.#current;
  }

  /**
   * The new base address after a 401 from `failedUrl`, when the database has moved to another zone (dossier §1); undefined when the address
   * was named by the user, or discovery has nothing new to say.
   */
  async afterUnauthorized(failedUrl: string): Promise<string | undefined> {
    if (this.#options.apiUrl !== undefined) return undefined;
    const current = await this.baseUrl();
    if (current !== failedUrl) return current;
    if (this.#options.clock.now() - this.#discoveredAt < REDISCOVERY_PAUSE_MS) return undefined;
    this.#rediscovery ??= this.#rediscover(failedUrl).finally(() => {
      this.#rediscovery = undefined;
    });
    return this.#rediscovery;
  }

  async #rediscover(failedUrl: string): Promise<string | undefined> {
    const zone = await this.#discover();
    this.#current = Promise.resolve(zone);
    return zone.url === failedUrl ? undefined : zone.url;
  }

  async #locate(): Promise<ZoneInformation> {
    const { apiUrl, cache, username } = this.#options;
    if (apiUrl !== undefined) return { ...(await this.#lookUp(normalizeApiUrl(apiUrl))), url: normalizeApiUrl(apiUrl) };
    const remembered = await cache?.read(username);
    if (remembered !== undefined && this.#isTrusted(remembered.url)) return remembered;
    return this.#discover();
  }

  async #discover(): Promise<ZoneInformation> {
    const zone = await this.#lookUp(normalizeApiUrl(this.#options.discoveryUrl));
    if (!this.#isTrusted(zone.url)) {
      throw new UnexpectedResponseError(`Zone discovery named a host that may not receive credentials (${hostOf(zone.url)}).`);
    }
    const normalized = { ...zone, url: normalizeApiUrl(zone.url) };
    this.#discoveredAt = this.#options.clock.now();
    await this.#options.cache?.write(this.#options.username, normalized);
    return normalized;
  }

  /** Asks without credentials: the answer does not depend on them, and the host is not yet known to be the right one. */
  async #lookUp(baseUrl: string): Promise<ZoneInformation> {
    const { username, userAgent, clock, retry } = this.#options;
    const url = `${baseUrl}V1.0/ZoneInformation?user=${encodeURIComponent(username)}`;
    const message = {
      method: 'GET',
      url,
      changes: false,
      headers: { accept: 'application/json', 'user-agent': userAgent },
    } as const;
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.#http.send(message);
        return zoneSchema.parse(readResponse(message, response, (text) => text, clock.now()));
      } catch (error) {
        if (error instanceof z.ZodError) throw new UnexpectedResponseError('Zone discovery gave no zone address.');
        if (error instanceof AuthenticationError) {
          throw new AuthenticationError(`Autotask knows no API user "${username}".`, { status: error.status });
        }
        const delay = retryDelayMs(error, attempt, 'always', retry);
        if (delay === undefined) throw error;
        await clock.sleep(delay);
      }
    }
  }

  #isTrusted(address: string): boolean {
    return mayReceiveCredentials(address, this.#namedOrigin);
  }
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'no URL';
}
