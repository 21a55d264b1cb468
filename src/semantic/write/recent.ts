/** What came of a create that was asked for before. */
export interface EarlierCreate {
  readonly entity: string;
  /** Undefined where the answer was lost, so that the record may or may not exist. */
  readonly id: number | undefined;
  readonly subject: string;
  readonly ageMs: number;
}

interface Remembered extends Omit<EarlierCreate, 'ageMs'> {
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const KEPT_MS = 10 * 60_000;

/** Remembers creates for ten minutes, so that the same call made again (by an impatient model or host) does not create twice. */
export class RecentCreates {
  readonly #now: () => number;
  readonly #byKey = new Map<string, Remembered>();

  constructor(now: () => number) {
    this.#now = now;
  }

  find(key: string): EarlierCreate | undefined {
    for (const [known, { at }] of this.#byKey) {
      if (at < this.#now() - KEPT_MS) this.#byKey.delete(known);
    }
    const known = this.#byKey.get(key);
    return known === undefined ? undefined : { ...known, ageMs: this.#now() - known.at };
  }

  remember(key: string, create: Omit<EarlierCreate, 'ageMs'>): void {
    this.#byKey.set(key, { ...create, at: this.#now() });
  }

  /** A record that is gone may be created again. */
  forget(entity: string, id: number): void {
    for (const [key, create] of this.#byKey) {
      if (create.entity === entity && create.id === id) this.#byKey.delete(key);
    }
  }
}
