import { setMaxListeners } from 'node:events';
import { DeadlineError, ShutdownError } from './error-words.js';

export interface CallLimits {
  /** Aborts when whoever made the call is no longer interested. */
  readonly cancelled: AbortSignal;
  readonly deadlineMs: number;
}

/** What a call knows of its limits. */
export interface CallTime {
  /** Aborts when the call has to end, with the reason: the caller's, a {@link DeadlineError}, a {@link ShutdownError}. */
  readonly signal: AbortSignal;
  /** Whether so much of the time is gone that an answer with less is better than a look for more. */
  readonly isLate: () => boolean;
}

/** Share of a call's time after which it is late. */
const LATE = 0.6;

/** The calls that are being worked on: each ends by its deadline, and a server that is told to end can finish them first. */
export class RunningCalls {
  readonly #running = new Map<Promise<unknown>, AbortController>();

  /** Works on a call within its limits. Leaves no timer and no listener behind. */
  async run<T>({ cancelled, deadlineMs }: CallLimits, work: (time: CallTime) => Promise<T>): Promise<T> {
    const end = new AbortController();
    // All requests of a call listen to it at once, which Node would take for a leak from the eleventh on.
    setMaxListeners(0, end.signal);
    const cancel = (): void => {
      end.abort(cancelled.reason);
    };
    if (cancelled.aborted) cancel();
    cancelled.addEventListener('abort', cancel, { once: true });
    const deadline = setTimeout(() => {
      end.abort(new DeadlineError(`The call took longer than ${String(deadlineMs / 1000)} s and was stopped`));
    }, deadlineMs);
    const started = performance.now();
    const call = work({ signal: end.signal, isLate: () => performance.now() - started > LATE * deadlineMs });
    this.#running.set(call, end);
    try {
      return await call;
    } finally {
      clearTimeout(deadline);
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

  /** Lets running calls finish, for `graceMs`; tells the others to stop, and gives them `lastWordsMs` to say what they have done. */
  async end(graceMs: number, lastWordsMs: number): Promise<void> {
    await this.settled(graceMs);
    for (const call of this.#running.values()) call.abort(new ShutdownError('The server is being shut down'));
    await this.settled(lastWordsMs);
  }

  async #allDone(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.keys());
  }
}
