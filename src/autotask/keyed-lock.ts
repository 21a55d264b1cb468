import { abortable } from './abort.js';

/** Runs tasks of the same key one after the other, tasks of different keys side by side. */
export class KeyedLock {
  readonly #last = new Map<string, Promise<void>>();

  async run<T>(key: string, signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(key);
    const { promise: done, resolve: finish } = withResolvers();
    // Who gives up waiting still passes the turn on, but only once its predecessor is through.
    const turn = (previous ?? Promise.resolve()).then(() => done);
    this.#last.set(key, turn);
    try {
      if (previous !== undefined) await abortable(previous, signal);
      return await task();
    } finally {
      finish();
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
