import type { Clock } from '../clock.js';
import type { Priority } from '../types.js';
import { SlotQueue } from './slots.js';
import type { Release } from './slots.js';

/** Requests that Autotask takes at once per integration code and entity endpoint (dossier §3). */
const THREADS = 3;

/**
 * Autotask frees a thread a moment after its answer (dossier §3), so a slot rests briefly before it is used again; longer after Autotask
 * has complained.
 */
const SETTLE_MS = 2;
const LONGEST_SETTLE_MS = 500;

export interface GovernorOptions {
  /** Requests at once per entity endpoint; default 3. */
  readonly threads?: number | undefined;
}

/** Decides when a request may leave: a free thread slot of its entity. */
export class Governor {
  readonly #threads: number;
  readonly #clock: Clock;
  readonly #queues = new Map<string, SlotQueue>();
  #settleMs = SETTLE_MS;

  constructor(clock: Clock, options: GovernorOptions = {}) {
    this.#clock = clock;
    this.#threads = options.threads ?? THREADS;
  }

  /** Waits for a slot of `endpoint`. The returned function gives it back once the answer is in. */
  async admit(endpoint: string, priority: Priority, signal?: AbortSignal): Promise<Release> {
    const release = await this.#queue(endpoint).acquire(priority, signal);
    return () => {
      this.#clock.sleep(this.#settleMs).then(release, release);
    };
  }

  /** Slots of an endpoint that nobody uses or waits for. */
  freeSlots(endpoint: string): number {
    return this.#queue(endpoint).free;
  }

  /** Tells that Autotask saw too many requests at once although this client kept to its slots. */
  noteThreadRefusal(): void {
    this.#settleMs = Math.min(this.#settleMs * 4, LONGEST_SETTLE_MS);
  }

  #queue(endpoint: string): SlotQueue {
    const existing = this.#queues.get(endpoint);
    if (existing !== undefined) return existing;
    const queue = new SlotQueue(this.#threads);
    this.#queues.set(endpoint, queue);
    return queue;
  }
}
