import { SemanticError } from '../errors.js';

/** Upper bounds that hold whatever is asked for and whoever approved it. */
export interface WriteCaps {
  /** Records that one call may write. */
  readonly perCall: number;
  /** Records written in any 60 minutes, all callers of this process together. */
  readonly perHour: number;
}

export const DEFAULT_CAPS: WriteCaps = { perCall: 25, perHour: 200 };

/** A cap is reached. Nothing of the call was carried out. */
export class WriteCapError extends SemanticError {}

const HOUR_MS = 3_600_000;

/** Counts written records against the caps. */
export class WriteBudget {
  readonly #caps: WriteCaps;
  readonly #now: () => number;
  #written: number[] = [];

  constructor(caps: WriteCaps, now: () => number) {
    this.#caps = caps;
    this.#now = now;
  }

  /** @throws {WriteCapError} where so many more records would pass a cap. */
  require(records: number): void {
    const { perCall, perHour } = this.#caps;
    if (records > perCall) {
      throw new WriteCapError(
        `That would write ${records} records; one call may write ${perCall}. Do it in parts of at most ${perCall}.`,
      );
    }
    this.#written = this.#written.filter((at) => at > this.#now() - HOUR_MS);
    const [oldest] = this.#written;
    if (this.#written.length + records <= perHour) return;
    const minutes = oldest === undefined ? 60 : Math.max(1, Math.ceil((oldest + HOUR_MS - this.#now()) / 60_000));
    throw new WriteCapError(
      `This server writes at most ${perHour} records an hour and has written ${this.#written.length}. The next becomes possible in ${minutes} min.`,
    );
  }

  /** Counts one record, at the moment its request is sent. */
  spend(): void {
    this.#written.push(this.#now());
  }
}
