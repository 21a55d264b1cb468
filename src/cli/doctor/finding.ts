import { singleLine } from '../output/text.js';

export type Verdict = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one check of `autotask doctor` found. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  readonly found: string;
  /** What to do about it; absent where nothing has to be done. */
  readonly remedy?: string;
}

/** The findings for people: nothing of them is cut, as what matters may stand at the end, and each remedy has a line of its own. */
export function findingsText(findings: readonly Finding[]): string {
  const verdicts = widest(findings.map(({ verdict }) => verdict));
  const checks = widest(findings.map(({ check }) => check));
  const indent = ' '.repeat(verdicts + checks + 4);
  return findings
    .flatMap(({ check, verdict, found, remedy }) => [
      `${verdict.padEnd(verdicts)}  ${check.padEnd(checks)}  ${singleLine(found)}\n`,
      remedy === undefined ? '' : `${indent}→ ${singleLine(remedy)}\n`,
    ])
    .join('');
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
