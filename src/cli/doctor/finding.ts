export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one check of `autotask doctor` found. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly found: string;
  /** What to do about it; absent where nothing has to be done. */
  readonly remedy?: string;
}
