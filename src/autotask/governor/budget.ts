import { LimitError } from '../errors.js';
import type { Priority, Threshold } from '../types.js';
import { ceilingFor, requestsToNextStep } from './pace.js';
import type { GovernorState, UsageReading } from './state.js';

/** Standard threshold and window (dossier §3), assumed until Autotask says otherwise. */
const ASSUMED_THRESHOLD = 10_000;
const ASSUMED_WINDOW_MS = 60 * 60 * 1_000;

/*
 * When the usage is asked for. Every reading costs one of the requests it counts, so a short session never asks; a long one asks after its
 * first 25 requests, then each time it has spent a quarter of the way to the next pacing step, or when others may have changed the picture.
 */
const FIRST_READING_AFTER = 25;
const READ_AT_LEAST_EVERY = 250;
const READ_AT_MOST_EVERY = 20;
const STALE_AFTER_MS = 5 * 60 * 1_000;
const STALE_MATTERS_AFTER = 10;
/** While refusing, others' requests may have left the window: look once a minute. */
const RECHECK_MS = 60_000;

/** The tenant's hourly budget as this client sees it. */
export interface Budget {
  /** Requests that the tenant may make in the window, all integrations together. */
  readonly threshold: number;
  readonly windowMs: number;
  /** Requests of all integrations in the window: the last reading, and what this client has done since. */
  readonly used: number;
  /** This client's part. */
  readonly own: number;
  /** `used` as a share of the threshold. */
  readonly usage: number;
  /** Requests that this client may still make before it is refused. */
  readonly left: number;
  /** When Autotask was last asked, in milliseconds since the epoch; undefined = never, so only this client's requests are known. */
  readonly readAt: number | undefined;
}

export interface BudgetLimits {
  /** Share of the threshold, all integrations together, from which this client stops. */
  readonly ceiling: number;
  /** Share of the threshold that this client may use itself. */
  readonly share: number;
}

export async function currentBudget(state: GovernorState, limits: BudgetLimits, now: number): Promise<Budget> {
  const reading = await state.lastReading();
  const threshold = reading?.threshold ?? ASSUMED_THRESHOLD;
  const windowMs = reading?.windowMs ?? ASSUMED_WINDOW_MS;
  const own = await state.spent(now, windowMs);
  const others = reading === undefined ? 0 : Math.max(0, reading.used - reading.own);
  const used = others + own;
  const left = Math.min(limits.ceiling * threshold - used, limits.share * threshold - own);
  return { threshold, windowMs, used, own, usage: used / threshold, left: Math.max(0, Math.floor(left)), readAt: reading?.at };
}

/** Whether the budget lets a request of this priority pass. */
export function isExhausted(budget: Budget, limits: BudgetLimits, priority: Priority): boolean {
  return isCeilingReached(budget, limits, priority) || isShareUsed(budget, limits);
}

function isCeilingReached(budget: Budget, limits: BudgetLimits, priority: Priority): boolean {
  return budget.used >= ceilingFor(priority, limits.ceiling) * budget.threshold;
}

function isShareUsed(budget: Budget, limits: BudgetLimits): boolean {
  return budget.own >= limits.share * budget.threshold;
}

/**
 * Whether Autotask should be asked for the usage before going on.
 *
 * @param sinceReading Requests of this client since it last asked.
 */
export function isReadingDue(budget: Budget, limits: BudgetLimits, sinceReading: number, now: number): boolean {
  if (budget.readAt === undefined) return sinceReading >= FIRST_READING_AFTER;
  const age = now - budget.readAt;
  if (isExhausted(budget, limits, 'bulk') && age >= RECHECK_MS) return true;
  if (age >= STALE_AFTER_MS && sinceReading >= STALE_MATTERS_AFTER) return true;
  const quarter = requestsToNextStep(budget.used, budget.threshold, limits.ceiling) / 4;
  return sinceReading >= Math.min(READ_AT_LEAST_EVERY, Math.max(READ_AT_MOST_EVERY, quarter));
}

export function readingFrom(answer: Threshold, own: number, now: number): UsageReading {
  return {
    at: now,
    threshold: Math.max(1, answer.externalRequestThreshold),
    windowMs: Math.max(1, answer.requestThresholdTimeframe) * 60_000,
    used: answer.currentTimeframeRequestCount,
    own,
  };
}

/** The refusal, with the time at which trying again makes sense. */
export async function refusal(
  state: GovernorState,
  budget: Budget,
  limits: BudgetLimits,
  priority: Priority,
  now: number,
): Promise<LimitError> {
  const ceiling = ceilingFor(priority, limits.ceiling) * budget.threshold;
  const excess = Math.max(budget.used - ceiling, budget.own - limits.share * budget.threshold, 0) + 1;
  // Others' requests leave the window too, unseen; a minute later they are counted again.
  const freedMs = await state.msUntilFreed(now, budget.windowMs, Math.ceil(excess));
  const recheckMs = Math.max(0, (budget.readAt ?? now) + RECHECK_MS - now);
  const retryAfterMs = isCeilingReached(budget, limits, priority)
    ? Math.min(freedMs ?? RECHECK_MS, recheckMs)
    : (freedMs ?? recheckMs);
  const whose = isCeilingReached(budget, limits, priority)
    ? `${Math.round(budget.usage * 100)} % of the tenant's ${budget.threshold} requests an hour are used, by all integrations together`
    : `this client has used its share, ${Math.round(limits.share * 100)} % of the tenant's ${budget.threshold} requests an hour`;
  return new LimitError(`Not sent: ${whose}. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`, {
    limit: 'hour',
    retryAfterMs,
  });
}
