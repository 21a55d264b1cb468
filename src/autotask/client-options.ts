import type { Clock } from './clock.js';
import type { EventListener } from './events.js';
import type { GovernorOptions } from './governor/governor.js';
import type { GovernorState } from './governor/state.js';
import type { Timeouts } from './http.js';
import type { RetryPolicy } from './retry.js';
import type { ZoneInformation } from './types.js';

export interface ClientOptions extends GovernorOptions {
  readonly timeouts?: Timeouts;
  readonly retry?: RetryPolicy;
  /** Budget and thread slots, where several clients share them; default: this client alone. */
  readonly governorState?: GovernorState;
  /** Folder of the zone cache; null = remember nothing. Default: the platform's cache folder. */
  readonly zoneCacheFolder?: string | null;
  /** Where zone discovery starts; default `https://webservices.autotask.net/ATServicesRest/`. Its host counts as named by the user. */
  readonly zoneDiscoveryUrl?: string;
  /** Milliseconds for which metadata is kept; default one hour. */
  readonly metadataMaxAgeMs?: number;
  /** Sent as `User-Agent`; default `autotask-mcp/<version>`. */
  readonly userAgent?: string;
  /** Told of every request, retry and wait. Must not throw. */
  readonly onEvent?: EventListener;
  readonly clock?: Clock;
}

/** Identity and tenant of a client; holds no secrets. */
export interface Identity {
  readonly username: string;
  readonly resourceId: number | undefined;
  readonly zone: ZoneInformation;
  readonly version: VersionInformation;
}

export interface VersionInformation {
  readonly majorVersion: string;
  readonly minorVersion: string;
  readonly build: string;
  readonly customerType: string;
}
