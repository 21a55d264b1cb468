import type { Priority } from '../types.js';
import { SlotQueue } from './slots.js';
import type { Release } from './slots.js';
import { TrailingCounter } from './window.js';

/** What Autotask said of the tenant's usage, and when. */
export interface UsageReading {
  readonly at: number;
  /** Requests that all integrations may make in the window. */
  readonly threshold: number;
  readonly windowMs: number;
  /** Requests of all integrations in the window. */
  readonly used: number;
  /** This integration's part of them. */
  readonly own: number;
  /** Milliseconds after which this reading is too old to go on refusing by it. */
  readonly recheckAfterMs: number;
}

/**
 * What all clients of one integration code have in common: thread slots, requests spent, the last usage reading. In memory for one process;
 * replicas share it by implementing this interface on a common store.
 */
export interface GovernorState {
  /** Waits for a thread slot of an endpoint; rejects with the signal's reason when the caller gives up. */
  acquireSlot(endpoint: string, size: number, priority: Priority, signal?: AbortSignal): Promise<Release>;
  /** Counts requests as spent at a time; a negative count takes back what was not sent after all. */
  spend(at: number, count: number): Promise<void>;
  /** Requests spent in the last `windowMs` milliseconds. */
  spent(now: number, windowMs: number): Promise<number>;
  /** Milliseconds until `count` spent requests have left the window; undefined when there are fewer. */
  msUntilFreed(now: number, windowMs: number, count: number): Promise<number | undefined>;
  lastReading(): Promise<UsageReading | undefined>;
  saveReading(reading: UsageReading): Promise<void>;
}

/** The state of one process. */
export class MemoryState implements GovernorState {
  readonly #queues = new Map<string, SlotQueue>();
  readonly #own = new TrailingCounter();
  #reading: UsageReading | undefined;

  acquireSlot(endpoint: string, size: number, priority: Priority, signal?: AbortSignal): Promise<Release> {
    return this.#queue(endpoint, size).acquire(priority, signal);
  }

  async spend(at: number, count: number): Promise<void> {
    this.#own.add(at, count);
  }

  async spent(now: number, windowMs: number): Promise<number> {
    return this.#own.count(now, windowMs);
  }

  async msUntilFreed(now: number, windowMs: number, count: number): Promise<number | undefined> {
    return this.#own.msUntilFreed(now, windowMs, count);
  }

  async lastReading(): Promise<UsageReading | undefined> {
    return this.#reading;
  }

  async saveReading(reading: UsageReading): Promise<void> {
    this.#reading = reading;
  }

  #queue(endpoint: string, size: number): SlotQueue {
    const existing = this.#queues.get(endpoint);
    if (existing !== undefined) return existing;
    const queue = new SlotQueue(size);
    this.#queues.set(endpoint, queue);
    return queue;
  }
}
