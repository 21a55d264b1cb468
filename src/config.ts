import { configFromEnvironment, setting as untrimmedSetting, type AutotaskConfig, type Environment } from './autotask/config.js';
import { readHttpConfig, type HttpConfig } from './http-config.js';
import { readWriteConfig, type WriteConfig } from './write-config.js';
import { parseAccessMode, UsageError, type AccessMode, type CommandLine } from './options.js';

/** The person the server works for. */
export interface Me {
  readonly resourceId?: number;
  readonly email?: string;
}

/** Whom a call is made for, as logs and the audit file name them. */
export function personNamed({ email, resourceId }: Me): string {
  return email ?? (resourceId === undefined ? 'unknown person' : `resource ${String(resourceId)}`);
}

export interface ServerConfig {
  readonly access: AccessMode;
  /** File in which the owner can narrow the access mode while the server runs. */
  readonly accessFile?: string;
  /** True where the built-in demo tenant stands in for Autotask. */
  readonly demo: boolean;
  /** IANA name of the zone in which people's dates are read and times are shown. */
  readonly timeZone: string;
  readonly me: Me;
  /** Milliseconds after which a call is answered with what it has by then: hosts commonly give up after 60 s. */
  readonly deadlineMs: number;
  readonly writes: WriteConfig;
  /** Present where the server is to be reached over HTTP instead of stdin and stdout. */
  readonly http?: HttpConfig;
  /**
   * The API user's credentials. Read on demand, because a server without them still starts and says what is missing.
   *
   * @throws {ConfigurationError} naming what is missing.
   */
  readonly credentials: () => AutotaskConfig;
}

// The demo tenant's technician and the zone its data lives in (see src/demo/data).
const DEMO_TIME_ZONE = 'America/New_York';
const DEMO_RESOURCE_ID = 501;

const DEFAULT_DEADLINE_MS = 50_000;

/**
 * The server's settings from command line and environment: the only place that reads the environment.
 *
 * @throws {UsageError} for a setting with an impossible value.
 */
export function readConfig(options: CommandLine, environment: Environment = process.env): ServerConfig {
  const access = setting(environment, 'AUTOTASK_ACCESS');
  const accessFile = setting(environment, 'AUTOTASK_ACCESS_FILE');
  const http = readHttpConfig(options, (name) => setting(environment, name));
  const namedZone = readTimeZone(environment) ?? (options.demo ? DEMO_TIME_ZONE : undefined);
  return Object.freeze({
    access: options.access ?? (access === undefined ? 'write' : parseAccessMode(access, 'AUTOTASK_ACCESS')),
    ...(accessFile === undefined ? {} : { accessFile }),
    demo: options.demo,
    // Asked for late: the first look at Intl takes 12 ms of a start of 150.
    get timeZone() {
      return namedZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    me: readMe(environment, options.demo),
    deadlineMs: readDeadline(environment),
    writes: readWriteConfig((name) => setting(environment, name)),
    ...(http === undefined ? {} : { http }),
    credentials: () => configFromEnvironment(environment),
  });
}

function readTimeZone(environment: Environment): string | undefined {
  const named = setting(environment, 'AUTOTASK_TIME_ZONE');
  if (named === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: named }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(`AUTOTASK_TIME_ZONE is "${named}"; it must be an IANA time zone such as America/New_York.`);
  }
}

function readDeadline(environment: Environment): number {
  const text = setting(environment, 'AUTOTASK_DEADLINE_MS');
  if (text === undefined) return DEFAULT_DEADLINE_MS;
  if (!/^[1-9]\d{2,6}$/.test(text)) {
    throw new UsageError(`AUTOTASK_DEADLINE_MS is "${text}"; it must be a number of milliseconds from 100 to 9999999.`);
  }
  return Number(text);
}

function readMe(environment: Environment, demo: boolean): Me {
  const id = setting(environment, 'AUTOTASK_RESOURCE_ID');
  const email = setting(environment, 'AUTOTASK_USER_EMAIL');
  if (id === undefined && email === undefined && demo) return { resourceId: DEMO_RESOURCE_ID };
  if (id !== undefined && !/^\d{1,15}$/.test(id)) {
    throw new UsageError(`AUTOTASK_RESOURCE_ID is "${id}"; it must be a resource's id, a whole number.`);
  }
  return { ...(id === undefined ? {} : { resourceId: Number(id) }), ...(email === undefined ? {} : { email }) };
}

function setting(environment: Environment, name: string): string | undefined {
  return untrimmedSetting(environment, name)?.trim();
}
