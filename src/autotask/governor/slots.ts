import { abortReason } from '../abort.js';
import type { Priority } from '../types.js';

/** Gives a slot back. Calling it twice is harmless. */
export type Release = () => void;

/** After so many interactive grants in a row a waiting bulk request gets its turn, so that it never starves. */
const INTERACTIVE_RUN = 4;

interface Waiter {
  readonly grant: () => void;
}

/** The thread slots of one entity endpoint: so many requests at once, interactive ones first, otherwise first come, first served. */
export class SlotQueue {
  readonly #size: number;
  readonly #interactive: Waiter[] = [];
  readonly #bulk: Waiter[] = [];
  #inUse = 0;
  #interactiveRun = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get inUse(): number {
    return this.#inUse;
  }

  get waiting(): number {
    return this.#interactive.length + this.#bulk.length;
  }

  /** Resolves when a slot is free; rejects with the signal's reason, leaving the queue, when the caller gives up. */
  async acquire(priority: Priority, signal?: AbortSignal): Promise<Release> {
    signal?.throwIfAborted();
    if (this.#inUse < this.#size && this.waiting === 0) this.#inUse++;
    else await this.#wait(priority, signal);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#inUse--;
      this.#grantNext();
    };
  }

  #wait(priority: Priority, signal: AbortSignal | undefined): Promise<void> {
    const queue = priority === 'interactive' ? this.#interactive : this.#bulk;
    return new Promise((resolve, reject) => {
      const leave = () => {
        const place = queue.indexOf(waiter);
        if (place >= 0) queue.splice(place, 1);
        reject(abortReason(signal));
      };
      const waiter: Waiter = {
        grant: () => {
          signal?.removeEventListener('abort', leave);
          this.#inUse++;
          resolve();
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiter);
    });
  }

  #grantNext(): void {
    const bulkIsDue = this.#bulk.length > 0 && this.#interactiveRun >= INTERACTIVE_RUN;
    const queue = this.#interactive.length > 0 && !bulkIsDue ? this.#interactive : this.#bulk;
    this.#interactiveRun = queue === this.#interactive && this.#bulk.length > 0 ? this.#interactiveRun + 1 : 0;
    queue.shift()?.grant();
  }
}
