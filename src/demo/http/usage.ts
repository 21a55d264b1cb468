const TIMEFRAME_MINUTES = 60;
const WINDOW_MS = TIMEFRAME_MINUTES * 60 * 1000;

/** Requests of the trailing hour, other integrations' included: the limit is the database's (dossier §3). */
export class HourlyUsage {
  readonly threshold: number;
  readonly timeframeMinutes = TIMEFRAME_MINUTES;
  readonly #others: number;
  readonly #now: () => number;
  #times: number[] = [];

  /**
   * @param others requests that other integrations make in any hour.
   * @param now milliseconds since 1970.
   */
  constructor(threshold: number, others: number, now: () => number) {
    this.threshold = threshold;
    this.#others = others;
    this.#now = now;
  }

  current(): number {
    const since = this.#now() - WINDOW_MS;
    if ((this.#times[0] ?? Infinity) <= since) this.#times = this.#times.filter((time) => time > since);
    return this.#others + this.#times.length;
  }

  /** `current()` as a share of the threshold. */
  share(): number {
    return this.current() / this.threshold;
  }

  /** Counts a request in, or refuses it at 100 %. A refused request does not count (judgement). */
  admit(): boolean {
    if (this.current() >= this.threshold) return false;
    this.#times.push(this.#now());
    return true;
  }

  /** The delay that Autotask adds to each request: half a second from 50 %, a second from 75 % (dossier §3). */
  latencyMs(): number {
    const share = this.share();
    if (share >= 0.75) return 1000;
    return share >= 0.5 ? 500 : 0;
  }
}
