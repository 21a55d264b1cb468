import type { Priority } from '../types.js';

/*
 * The arithmetic of pacing.
 *
 * Autotask counts the requests of all integrations in the trailing hour. From 50 % of the threshold it delays every request of everybody by
 * 0.5 s, from 75 % by 1 s, and at 100 % it refuses them (dossier §3). So a client that races to the end slows down the whole company.
 *
 * Let G be the gap at which a steady stream would use up exactly the threshold: timeframe / threshold, 360 ms for 10,000 an hour.
 *
 *   usage               bulk waits between its requests       interactive waits
 *   below 50 %          nothing                               nothing
 *   50 % to 75 %        0 rising to G                         nothing
 *   75 % to ceiling     G rising to 4 G                       0 rising to G
 *   at the ceiling      refused                               refused
 *
 * From 75 % on a lone bulk reader takes no more than requests leave the window, so it alone cannot push the tenant over. The ceiling is 95 %
 * for interactive calls and 5 % earlier for bulk ones, so that a person's question still gets through when a report has been stopped.
 */

const FIRST_STEP = 0.5;
export const SECOND_STEP = 0.75;
const STEEPEST = 4;
const RESERVED_FOR_INTERACTIVE = 0.05;

/** Share of the threshold from which requests of a priority are refused. */
export function ceilingFor(priority: Priority, ceiling: number): number {
  return priority === 'interactive' ? ceiling : ceiling - RESERVED_FOR_INTERACTIVE;
}

/**
 * Milliseconds between the starts of two requests.
 *
 * @param usage Requests in the window as a share of the threshold, 0 to 1.
 * @param steadyGapMs G: the window's length divided by the threshold.
 */
export function gapMs(usage: number, priority: Priority, ceiling: number, steadyGapMs: number): number {
  const beyondSecond = clamp((usage - SECOND_STEP) / (ceilingFor(priority, ceiling) - SECOND_STEP));
  if (priority === 'interactive') return steadyGapMs * beyondSecond;
  const beyondFirst = clamp((usage - FIRST_STEP) / (SECOND_STEP - FIRST_STEP));
  return steadyGapMs * (beyondFirst + (STEEPEST - 1) * beyondSecond);
}

/** Requests until the pace changes next: how wrong the estimate may become before it matters. */
export function requestsToNextStep(used: number, threshold: number, ceiling: number): number {
  const next = [FIRST_STEP, SECOND_STEP, ceiling].map((step) => step * threshold).find((step) => step > used);
  return next === undefined ? 0 : next - used;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
