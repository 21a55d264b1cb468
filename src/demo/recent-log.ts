/** So many entries are kept: far more than a test or a look around makes, and a tenant may run for days. */
const KEPT = 20_000;

/** A log that forgets its oldest entries once it is full. */
export class RecentLog<Entry> {
  readonly #kept: number;
  #entries: Entry[] = [];
  #forgotten = 0;

  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  /** Entries since the last `clear()`, oldest first, as far as they are kept. */
  all(): readonly Entry[] {
    return this.#entries;
  }

  count(matches: (entry: Entry) => boolean = () => true): number {
    return this.#entries.filter(matches).length;
  }

  /** A position for `since`. */
  mark(): number {
    return this.#forgotten + this.#entries.length;
  }

  /** Entries after the mark, as far as they are kept. */
  since(mark: number): readonly Entry[] {
    return this.#entries.slice(Math.max(0, mark - this.#forgotten));
  }

  clear(): void {
    this.#entries = [];
    this.#forgotten = 0;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length <= this.#kept) return;
    this.#entries.shift();
    this.#forgotten += 1;
  }
}
