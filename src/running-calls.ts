/** The calls that are being worked on, so that a server that is told to end can finish them first: a write cut off half-way is nobody's friend. */
export class RunningCalls {
  readonly #running = new Set<Promise<unknown>>();

  /** The call itself, remembered until it has an end. */
  async track<T>(call: Promise<T>): Promise<T> {
    this.#running.add(call);
    try {
      return await call;
    } finally {
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

  async #allDone(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
