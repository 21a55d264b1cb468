/** Seeded pseudo-random numbers (mulberry32): small, fast and the same on every platform. Not for anything secret. */
export class Random {
  private state: number;

  constructor(seed: number, stream = '') {
    this.state = hash(`${seed}/${stream}`);
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new RangeError('cannot pick from an empty list');
    return value;
  }

  shuffle<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, order: this.next() }))
      .toSorted((one, other) => one.order - other.order)
      .map(({ value }) => value);
  }
}

/** Picks values in proportion to their weights. */
export class Weighted<T> {
  private readonly entries: { readonly value: T; readonly upTo: number }[] = [];
  private readonly total: number;

  constructor(entries: readonly (readonly [value: T, weight: number])[]) {
    let total = 0;
    for (const [value, weight] of entries) {
      total += weight;
      this.entries.push({ value, upTo: total });
    }
    this.total = total;
  }

  /** @throws RangeError when there is nothing to pick from. */
  pick(random: Random): T {
    const point = random.next() * this.total;
    let low = 0;
    let high = this.entries.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.upTo ?? 0) > point) high = middle;
      else low = middle + 1;
    }
    const entry = this.entries[low];
    if (entry === undefined) throw new RangeError('cannot pick from an empty list');
    return entry.value;
  }
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
