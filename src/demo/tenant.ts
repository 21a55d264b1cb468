import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Change, ChangeLog } from './change-log.js';
import { FaultPlan } from './faults.js';
import type { Frontend } from './http/frontend.js';
import { handle } from './http/listener.js';
import { ThreadSlots } from './http/threads.js';
import { HourlyUsage } from './http/usage.js';
import { RecentLog } from './recent-log.js';
import { RequestLog } from './request-log.js';
import { Schemas } from './schema.js';
import type { TenantState } from './state.js';
import { Store } from './store/store.js';
import type { ApiUser, Skin, TenantSeed } from './types.js';

export interface TenantOptions {
  /** Number from which the demo data is generated (default 1), or data of one's own. */
  readonly seed?: number | TenantSeed;
  /** Look of the demo data: pick-list ids and labels (default `standard`). */
  readonly skin?: Skin['name'];
  /** The tenant's time: `frozen` at {@link FROZEN_NOW} (default), `live`, or a function. */
  readonly clock?: 'frozen' | 'live' | (() => Date);
  /** Port on 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** Time that every request takes, in milliseconds (default 0). */
  readonly latencyMs?: number;
  /** Applies the half second and second that Autotask adds from 50 % and 75 % of the hour's requests (default false). */
  readonly throttle?: boolean;
  /** Requests that the database takes in an hour (default 10,000). */
  readonly hourlyThreshold?: number;
  /** How long a thread slot stays taken after its response, in milliseconds (default 0). */
  readonly slotReleaseMs?: number;
  /** Serves so many generated rows of an entity in place of the seed's. */
  readonly syntheticRows?: { readonly entity: string; readonly count: number };
}

export interface DemoTenant {
  /** Base address as zone information gives it, with trailing slash and without version. */
  readonly apiUrl: string;
  readonly origin: string;
  readonly users: { readonly full: ApiUser; readonly restricted: ApiUser };
  readonly integrationCode: string;
  readonly store: Store;
  readonly requests: RequestLog;
  readonly changes: ChangeLog;
  readonly faults: FaultPlan;
  now(): Date;
  close(): Promise<void>;
}

/** Monday 9 March 2026, 22:30 in New York, the day after its clocks changed. */
export const FROZEN_NOW = new Date('2026-03-10T02:30:00Z');

const STANDARD_THRESHOLD = 10_000;
/** Longer than clients keep idle connections, so that none is closed under a request just being sent. */
const IDLE_CONNECTION_MS = 65_000;

/**
 * Starts a tenant: a server on loopback that answers as Autotask's REST API does, with data that nobody minds losing.
 * Tables are populated when they are first used.
 */
export async function startTenant(options: TenantOptions = {}): Promise<DemoTenant> {
  const now = clockOf(options.clock ?? 'frozen');
  const seed = await seedOf(options, now());
  const schemas = new Schemas(seed);
  let errorId = 54_633;
  const state: TenantState = {
    seed,
    schemas,
    store: new Store(seed, schemas, options.syntheticRows),
    changes: new RecentLog<Change>(),
    now,
    nextErrorId: () => (errorId += 1),
  };
  // Under a frozen clock the hour has to pass all the same.
  const usageClock = typeof options.clock === 'function' ? () => now().getTime() : Date.now;
  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION_MS });
  const frontend: Frontend = {
    state,
    requests: new RequestLog(),
    faults: new FaultPlan(typeof options.seed === 'number' ? options.seed : 1),
    threads: new ThreadSlots(),
    usage: new HourlyUsage(options.hourlyThreshold ?? STANDARD_THRESHOLD, seed.otherRequestsThisHour, usageClock),
    origin: () => `http://127.0.0.1:${portOf(server)}`,
    latencyMs: options.latencyMs ?? 0,
    throttle: options.throttle ?? false,
    slotReleaseMs: options.slotReleaseMs ?? 0,
  };
  server.on('request', (request, response) => {
    handle(frontend, request, response).catch(() => response.socket?.destroy());
  });
  await listen(server, options.port ?? 0);
  return {
    apiUrl: `${frontend.origin()}/ATServicesRest/`,
    origin: frontend.origin(),
    users: seed.users,
    integrationCode: seed.integrationCode,
    store: state.store,
    requests: frontend.requests,
    changes: state.changes,
    faults: frontend.faults,
    now,
    close: () => close(server),
  };
}

function clockOf(clock: 'frozen' | 'live' | (() => Date)): () => Date {
  if (typeof clock === 'function') return clock;
  return clock === 'live' ? () => new Date() : () => new Date(FROZEN_NOW);
}

async function seedOf({ seed = 1, skin = 'standard' }: TenantOptions, now: Date): Promise<TenantSeed> {
  if (typeof seed !== 'number') return seed;
  const { createSeed } = await import('./data/index.js');
  return createSeed({ seed, skin, now });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
