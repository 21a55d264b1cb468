/** Width of one counter. Coarse enough to stay small, fine enough for an hour's window. */
const BUCKET_MS = 10_000;

/** Counts events in a trailing window of time, in memory that does not grow with their number. */
export class TrailingCounter {
  readonly #buckets = new Map<number, number>();

  add(at: number, count = 1): void {
    const bucket = Math.floor(at / BUCKET_MS);
    const sum = (this.#buckets.get(bucket) ?? 0) + count;
    if (sum > 0) this.#buckets.set(bucket, sum);
    else this.#buckets.delete(bucket);
  }

  /** Events of the last `windowMs` milliseconds; a bucket counts until all of it has left the window. */
  count(now: number, windowMs: number): number {
    this.#forget(now - windowMs);
    let sum = 0;
    for (const count of this.#buckets.values()) sum += count;
    return sum;
  }

  /** Milliseconds until `count` of the events have left the window; undefined when there are fewer. */
  msUntilFreed(now: number, windowMs: number, count: number): number | undefined {
    this.#forget(now - windowMs);
    let freed = 0;
    for (const [bucket, events] of [...this.#buckets].sort(([a], [b]) => a - b)) {
      freed += events;
      if (freed >= count) return (bucket + 1) * BUCKET_MS + windowMs - now;
    }
    return undefined;
  }

  #forget(before: number): void {
    for (const bucket of this.#buckets.keys()) {
      if ((bucket + 1) * BUCKET_MS <= before) this.#buckets.delete(bucket);
    }
  }
}
