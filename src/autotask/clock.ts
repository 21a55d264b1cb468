import { setTimeout as delay } from 'node:timers/promises';

/** Time as the client sees it; replaced in tests. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      // node:timers wraps the reason; callers expect their own.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
