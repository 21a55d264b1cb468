import type { Clock } from '../../../src/autotask/index.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes only by sleeping: the earliest sleeper wakes as soon as nothing else is to be done. */
export class VirtualClock implements Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  readonly #sleepers: Sleeper[] = [];
  #now: number;

  constructor(now = Date.parse('2026-03-10T02:30:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(ms);
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        const place = this.#sleepers.indexOf(sleeper);
        if (place >= 0) this.#sleepers.splice(place, 1);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      });
      setImmediate(() => this.#wakeNext());
    });
  }

  #wakeNext(): void {
    this.#sleepers.sort((a, b) => a.at - b.at);
    const next = this.#sleepers.shift();
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.at);
    next.wake();
  }
}
