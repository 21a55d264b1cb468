const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** How long calls that run when the server is told to end may take to finish: supervisors commonly kill a process after 5 or 10 s. */
export const DRAIN_MS = 4_000;
/** For calls stopped then to tell what they have done. */
export const LAST_WORDS_MS = 500;
/** For answers already written to reach their clients. */
export const LAST_ANSWERS_MS = 400;

/**
 * Resolves when a signal asks this process to end. Signals that follow change nothing: a Ctrl-C comes twice where a package manager passes
 * it on, and would otherwise cut a write off.
 */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      resolve();
    };
    for (const signal of STOP_SIGNALS) process.on(signal, stop);
  });
}
