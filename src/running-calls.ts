import { setMaxListeners } from 'node:events';
import { DeadlineError, ShutdownError } from './error-words.js';
import { LateError } from './semantic/errors.js';

export interface CallLimits {
  /** Aborts when whoever made the call is no longer interested. */
  readonly cancelled: AbortSignal;
  readonly deadlineMs: number;
}

/** What a call knows of its limits. */
export interface CallTime {
  /** Aborts when the call has to end, with the reason: the caller's, a {@link DeadlineError}, a {@link ShutdownError}. */
  readonly signal: AbortSignal;
  /** Aborts when so much of the time is gone that the first rows are better than a look for more; at the end at the latest. */
  readonly late: AbortSignal;
  /** Aborts when only the time to write down an answer is left; at the end at the latest. */
  readonly lastMoment: AbortSignal;
}

/** Shares of a call's time after which its marks abort. */
const LATE = 0.6;
const LAST_MOMENT = 0.9;

/** The calls that are being worked on: each ends by its deadline, and a server that is told to end can finish them first. */
export class RunningCalls {
  readonly #running = new Map<Promise<unknown>, (reason: unknown) => void>();
  #hasEnded = false;

  /** Works on a call within its limits. Leaves no timer and no listener behind. */
  async run<T>({ cancelled, deadlineMs }: CallLimits, work: (time: CallTime) => Promise<T>): Promise<T> {
    const [end, late, lastMoment] = [new AbortController(), new AbortController(), new AbortController()];
    // All requests of a call listen to them at once, which Node would take for a leak from the eleventh on.
    setMaxListeners(0, end.signal, late.signal, lastMoment.signal);
    const stop = (reason: unknown): void => {
      for (const controller of [late, lastMoment, end]) controller.abort(reason);
    };
    const cancel = (): void => {
      stop(cancelled.reason);
    };
    if (cancelled.aborted) cancel();
    if (this.#hasEnded) stop(new ShutdownError({ hasBegun: false }));
    cancelled.addEventListener('abort', cancel, { once: true });
    const timers = [
      setTimeout(() => late.abort(new LateError()), LATE * deadlineMs),
      setTimeout(() => lastMoment.abort(new LateError()), LAST_MOMENT * deadlineMs),
      setTimeout(() => {
        stop(new DeadlineError(`The call took longer than ${String(deadlineMs / 1000)} s and was stopped`));
      }, deadlineMs),
    ];
    const call = work({ signal: end.signal, late: late.signal, lastMoment: lastMoment.signal });
    this.#running.set(call, stop);
    try {
      return await call;
    } finally {
      for (const timer of timers) clearTimeout(timer);
      cancelled.removeEventListener('abort', cancel);
      this.#running.delete(call);
    }
  }

  /** Resolves when no call is running any more, at the latest after `graceMs`. */
  async settled(graceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeIsUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([this.#allDone(), timeIsUp]);
    clearTimeout(timer);
  }

  /**
   * Lets running calls finish, for `graceMs`; tells the others to stop, and gives them `lastWordsMs` to say what they have done. A call that
   * arrives later, as one whose body was still on its way may, finds its signal aborted.
   */
  async end(graceMs: number, lastWordsMs: number): Promise<void> {
    await this.settled(graceMs);
    this.#hasEnded = true;
    for (const stop of this.#running.values()) stop(new ShutdownError());
    await this.settled(lastWordsMs);
  }

  async #allDone(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.keys());
  }
}
