/** Requests that may be in the API at the same time, per tracking identifier and object endpoint (dossier §3). */
export class ThreadSlots {
  readonly limit = 3;
  readonly #taken = new Map<string, number>();

  /** Takes a slot; null where all are taken. The returned function gives it back. */
  acquire(integrationCode: string, endpoint: string): (() => void) | null {
    const key = `${integrationCode}\n${endpoint}`;
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= this.limit) return null;
    this.#taken.set(key, taken + 1);
    return () => void this.#taken.set(key, (this.#taken.get(key) ?? 1) - 1);
  }
}
