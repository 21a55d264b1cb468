import type { ClientOptions } from './client-options.js';
import { systemClock } from './clock.js';
import { defaultCacheFolder, validateConfig } from './config.js';
import type { AutotaskConfig } from './config.js';
import { ConfigurationError } from './errors.js';
import { Governor, THREADS } from './governor/governor.js';
import { MemoryState } from './governor/state.js';
import { HttpPool } from './http.js';
import { Metadata } from './metadata.js';
import { isObject } from './object.js';
import { Reader } from './reader.js';
import { Api } from './request.js';
import { VERSION } from './version.js';
import { KnownIds } from './writes/known-ids.js';
import { UploadLimit } from './writes/upload-limit.js';
import { Writer } from './writes/writer.js';
import { ZoneCache } from './zone-cache.js';
import { ZONE_DISCOVERY_URL, ZoneLocator } from './zone.js';

/** Pick lists and rights change rarely; an hour saves most of the requests and still follows an administrator's change. */
const METADATA_MAX_AGE_MS = 60 * 60 * 1_000;

/** What a client is made of. */
export interface ClientParts {
  readonly config: AutotaskConfig;
  readonly http: HttpPool;
  readonly zone: ZoneLocator;
  readonly governor: Governor;
  readonly api: Api;
  readonly metadata: Metadata;
  readonly reader: Reader;
  readonly writer: Writer;
  /** Requests at once per entity. */
  readonly threads: number;
}

/**
 * The parts of one client, put together; options that are absent have their defaults. Sends nothing.
 *
 * @throws {@link ConfigurationError} when a credential or the address is unusable.
 */
export function assembleParts(given: AutotaskConfig, options: ClientOptions): ClientParts {
  const config = validateConfig(given);
  const unchecked: unknown = options;
  if (!isObject(unchecked)) throw new ConfigurationError('The options of a client are an object.');
  const { clock = systemClock, retry = {}, userAgent = `autotask-mcp/${VERSION}`, onEvent: emit = () => undefined } = options;
  const cacheFolder = options.zoneCacheFolder === undefined ? defaultCacheFolder() : options.zoneCacheFolder;
  const http = new HttpPool(options.timeouts);
  const zone = new ZoneLocator(
    {
      username: config.username,
      apiUrl: config.apiUrl,
      discoveryUrl: options.zoneDiscoveryUrl ?? ZONE_DISCOVERY_URL,
      cache: cacheFolder === null ? undefined : new ZoneCache(cacheFolder),
      userAgent,
      retry,
      clock,
    },
    http,
  );
  const governor = new Governor(options.governorState ?? new MemoryState(), clock, emit, options);
  const api = new Api({ config, http, zone, governor, retry, clock, userAgent, emit });
  const metadata = new Metadata(api, clock, options.metadataMaxAgeMs ?? METADATA_MAX_AGE_MS, (entity) => {
    emit({ type: 'metadata-changed', entity });
  });
  const ids = new KnownIds();
  const reader = new Reader(api, ids);
  const writer = new Writer({ api, metadata, ids, clock, retry, reader, uploads: new UploadLimit(clock) });
  return { config, http, zone, governor, api, metadata, reader, writer, threads: options.threads ?? THREADS };
}
