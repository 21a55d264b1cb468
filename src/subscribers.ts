/** Those who want to hear of something. */
export class Subscribers {
  readonly #listeners = new Set<() => void>();

  get size(): number {
    return this.#listeners.size;
  }

  /** @returns Takes the listener off again. */
  add(listener: () => void): () => void {
    // One entry for each time it is added, so that each can be taken off alone.
    const entry = (): void => {
      listener();
    };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
