import { expect } from 'vitest';
import type { LoggedRequest } from '../../src/demo/request-log.js';
import type { DemoTenant } from '../../src/demo/tenant.js';

/** Requests at once that Autotask takes per tracking identifier and entity (dossier §3). */
const THREADS = 3;
/** The client's default: the share of the hourly threshold from which it sends nothing more. */
const CEILING = 0.95;
/** Statuses by which Autotask refuses for good; repeating 401 and 403 can lock the API user (dossier §2, §7). */
const FINAL = new Set([400, 401, 403, 404, 405, 500]);

/**
 * Checks what was sent to a tenant during a test for what no client of ours may do, whatever the test is about: PUT, an empty filter, credentials at zone discovery, a fourth
 * request at once, anything but a look at the usage once it knows that the ceiling is reached, retries of a final refusal.
 */
export function expectGoodConduct(sent: readonly LoggedRequest[], tenant: DemoTenant): void {
  expect(sent.filter(({ method }) => method === 'PUT').map(inWords)).toEqual([]);
  expect(sent.filter(({ body }) => hasEmptyFilter(body)).map(inWords)).toEqual([]);
  expect(sent.filter(({ kind, hasCredentials }) => kind === 'zone' && hasCredentials).map(inWords)).toEqual([]);
  expect(sentPastCeiling(sent).map(inWords)).toEqual([]);
  expect(retriedRefusals(sent).map(inWords)).toEqual([]);
  for (const entity of new Set(sent.map((request) => request.entity))) {
    if (entity !== null) expect(tenant.requests.maxConcurrent(entity), `${entity} at once`).toBeLessThanOrEqual(THREADS);
  }
}

function hasEmptyFilter(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'Filter' in body && Array.isArray(body.Filter) && body.Filter.length === 0;
}

/** Requests sent after the tenant had told that the ceiling is reached, be it by its usage or by a refusal. */
function sentPastCeiling(sent: readonly LoggedRequest[]): LoggedRequest[] {
  let isTold = false;
  return sent.filter(({ path, hourlyUsage, status }) => {
    if (path.endsWith('/ThresholdInformation')) {
      if (status === 200) isTold = hourlyUsage >= CEILING;
      return false;
    }
    const isTooMuch = isTold && hourlyUsage > CEILING;
    if (status === 429 && hourlyUsage >= 1) isTold = true;
    return isTooMuch;
  });
}

/** Requests that met a final refusal for the third time in a row, as retries would; a test may well ask twice. */
function retriedRefusals(sent: readonly LoggedRequest[]): LoggedRequest[] {
  const refusals = new Map<string, number>();
  return sent.filter((request) => {
    const key = JSON.stringify([request.method, request.path, request.body]);
    const before = refusals.get(key) ?? 0;
    refusals.set(key, request.status !== null && FINAL.has(request.status) ? before + 1 : 0);
    return before >= 2;
  });
}

function inWords({ method, path, status, body }: LoggedRequest): string {
  return `${method} ${path} ${String(status)} ${JSON.stringify(body)?.slice(0, 200) ?? ''}`;
}
