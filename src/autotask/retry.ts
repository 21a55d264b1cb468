import { LimitError, TimeoutError, UnavailableError } from './errors.js';

const LONGEST_MS = 30_000;

export interface RetryPolicy {
  /** Attempts in all, the first included; default 3. */
  readonly attempts?: number;
  /** First wait in milliseconds, doubled each time and jittered by half; default 500. */
  readonly baseMs?: number;
  /** Longest wait in milliseconds. A server that asks for more (`Retry-After`) is obeyed by not retrying; default 30,000. */
  readonly longestMs?: number;
}

/** Which failures may be repeated: `always` for reads and PATCH, `unsent` for writes that would otherwise happen twice. */
export type Repeatable = 'always' | 'unsent';

/**
 * Milliseconds to wait before the next attempt, or undefined when the failure is final. 401, 403 and 500 are: repeating the first two can
 * lock the API user, and 500 is how Autotask refuses for good (dossier §2, §7).
 *
 * @param attempt Number of the attempt that failed, from 1.
 * @param random From 0 (inclusive) to 1 (exclusive).
 */
export function retryDelayMs(
  error: unknown,
  attempt: number,
  repeatable: Repeatable,
  policy: RetryPolicy = {},
  random: () => number = Math.random,
): number | undefined {
  if (attempt >= (policy.attempts ?? 3) || !isTransient(error, repeatable)) return undefined;
  const longest = policy.longestMs ?? LONGEST_MS;
  const backoff = backoffMs(attempt, policy, random);
  const asked = askedWaitMs(error);
  if (asked === undefined) return backoff;
  return asked > longest ? undefined : Math.max(asked, backoff);
}

/** Exponential wait in milliseconds after attempt `attempt`, jittered by half so that many clients do not come back together. */
export function backoffMs(attempt: number, policy: RetryPolicy = {}, random: () => number = Math.random): number {
  return Math.min((policy.baseMs ?? 500) * 2 ** (attempt - 1) * (0.5 + random()), policy.longestMs ?? LONGEST_MS);
}

function isTransient(error: unknown, repeatable: Repeatable): boolean {
  // Refused before anything happened, so even a create may be repeated. An hour's budget does not come back within a retry.
  if (error instanceof LimitError) return error.limit === 'thread';
  if (error instanceof TimeoutError || error instanceof UnavailableError)
    return repeatable === 'always' || error.outcome === 'none';
  return false;
}

function askedWaitMs(error: unknown): number | undefined {
  return error instanceof UnavailableError || error instanceof LimitError ? error.retryAfterMs : undefined;
}
