import type { Words } from './words.js';

/** What was looked up in one call, so that a change of twenty records asks once. */
export class CallMemo<T> {
  readonly #calls = new WeakMap<Words, Map<string, Promise<T>>>();

  /** The result for the key, looked up when it is first asked for. */
  get(words: Words, key: string | number, look: () => Promise<T>): Promise<T> {
    const known = this.#of(words).get(String(key));
    if (known !== undefined) return known;
    const looked = look();
    this.#of(words).set(String(key), looked);
    return looked;
  }

  /** Notes a result that is at hand already. */
  set(words: Words, key: string | number, value: T): void {
    this.#of(words).set(String(key), Promise.resolve(value));
  }

  #of(words: Words): Map<string, Promise<T>> {
    const known = this.#calls.get(words) ?? new Map<string, Promise<T>>();
    this.#calls.set(words, known);
    return known;
  }
}
