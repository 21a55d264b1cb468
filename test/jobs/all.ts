import { ACCOUNT_MANAGERS } from './account-managers.js';
import { AUTOMATION } from './automation.js';
import { DISPATCHERS } from './dispatchers.js';
import { FINANCE } from './finance.js';
import { MANAGERS } from './managers.js';
import { PAYROLL } from './payroll.js';
import type { Job } from './support/job.js';
import type { Outcome } from './support/scene.js';
import { TECHNICIANS } from './technicians.js';

/** Every reading job, by role. */
export const READING_JOBS: readonly Job[] = [
  ...TECHNICIANS,
  ...DISPATCHERS,
  ...MANAGERS,
  ...ACCOUNT_MANAGERS,
  ...FINANCE,
  ...PAYROLL,
  ...AUTOMATION,
];

/** Requests of all jobs together, and of any one, as multiples of what an expert makes by hand. */
export const MOST = { together: 1.15, each: 2 } as const;

export interface Played {
  readonly job: Job;
  readonly outcome: Outcome;
}

/** Requests of all jobs as a multiple of the experts'. */
export function requestRatio(played: readonly Played[]): number {
  const sum = (of: (one: Played) => number): number => played.reduce((total, one) => total + of(one), 0);
  return sum(({ outcome }) => outcome.requests) / sum(({ job }) => job.expert);
}
