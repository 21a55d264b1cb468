import { LimitError } from '../errors.js';
import type { Priority, Threshold } from '../types.js';
import { ceilingFor, requestsToNextStep, SECOND_STEP } from './pace.js';
import type { GovernorState, UsageReading } from './state.js';

/** Standard threshold and window (dossier §3), assumed until Autotask says otherwise. */
const ASSUMED_THRESHOLD = 10_000;
const ASSUMED_WINDOW_MS = 60 * 60 * 1_000;

/*
 * When the usage is asked for. Every reading costs one of the requests it counts, so a short session never asks. A long one asks after its first
 * 25 requests, then each time it has spent a quarter of the way to the next pacing step, or when others may have changed the picture. From 75 %
 * on it looks every minute and more closely: there the others' requests decide who is refused.
 */
const FIRST_READING_AFTER = 25;
const RELAXED = { atLeastEvery: 250, atMostEvery: 20, staleAfterMs: 5 * 60 * 1_000 };
const TENSE = { atLeastEvery: 250, atMostEvery: 5, staleAfterMs: 60 * 1_000 };
/** While nothing may be sent, looking costs what little is left: after a minute, then ever more rarely. */
const FIRST_RECHECK_MS = 60 * 1_000;
const RAREST_RECHECK_MS = 10 * 60 * 1_000;
/** Requests since the last reading that make its age matter. */
const STALE_MATTERS_AFTER = 10;

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
  /** Milliseconds after which that reading is too old to go on refusing by it. */
  readonly recheckAfterMs: number;
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
  return {
    threshold,
    windowMs,
    used,
    own,
    usage: used / threshold,
    left: Math.max(0, Math.floor(left)),
    readAt: reading?.at,
    recheckAfterMs: reading?.recheckAfterMs ?? FIRST_RECHECK_MS,
  };
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
  const isTense = budget.usage >= SECOND_STEP;
  const { atLeastEvery, atMostEvery, staleAfterMs } = isTense ? TENSE : RELAXED;
  const age = now - budget.readAt;
  if (isExhausted(budget, limits, 'bulk')) {
    if (age >= budget.recheckAfterMs) return true;
  } else if (age >= staleAfterMs && (isTense || sinceReading >= STALE_MATTERS_AFTER)) {
    return true;
  }
  const quarter = requestsToNextStep(budget.used, budget.threshold, limits.ceiling) / 4;
  return sinceReading >= Math.min(atLeastEvery, Math.max(atMostEvery, quarter));
}

/**
 * The reading to keep of what Autotask says.
 *
 * @param before The budget as it looked before.
 */
export function readingFrom(answer: Threshold, before: Budget, limits: BudgetLimits, now: number): UsageReading {
  const threshold = Math.max(1, answer.externalRequestThreshold);
  const used = answer.currentTimeframeRequestCount;
  const wasExhausted = before.readAt !== undefined && isExhausted(before, limits, 'bulk');
  const isStillExhausted = isExhausted({ ...before, threshold, used }, limits, 'bulk');
  return {
    at: now,
    threshold,
    windowMs: Math.max(1, answer.requestThresholdTimeframe) * 60_000,
    used,
    own: before.own,
    recheckAfterMs: wasExhausted && isStillExhausted ? Math.min(before.recheckAfterMs * 2, RAREST_RECHECK_MS) : FIRST_RECHECK_MS,
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
  // Others' requests leave the window too, unseen until Autotask is asked again.
  const freedMs = await state.msUntilFreed(now, budget.windowMs, Math.ceil(excess));
  const recheckMs = Math.max(0, (budget.readAt ?? now) + budget.recheckAfterMs - now);
  const retryAfterMs = Math.min(
    freedMs ?? recheckMs,
    isCeilingReached(budget, limits, priority) ? recheckMs : Number.POSITIVE_INFINITY,
  );
  const whose = isCeilingReached(budget, limits, priority)
    ? `${Math.round(budget.usage * 100)} % of the tenant's ${budget.threshold} requests an hour are used, by all integrations together`
    : `this client has used its share, ${Math.round(limits.share * 100)} % of the tenant's ${budget.threshold} requests an hour`;
  return new LimitError(`Not sent: ${whose}. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`, {
    limit: 'hour',
    retryAfterMs,
  });
}
