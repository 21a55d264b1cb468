/** Acknowledged creates that are remembered per entity; a twin search looks back only seconds. */
const REMEMBERED = 1_000;

/**
 * What this client knows of an entity's ids. Ids ascend with creation, so every id seen before a create bounds where its record can be; and an
 * id that one create was given cannot be the lost record of another.
 */
export class KnownIds {
  readonly #highest = new Map<string, number>();
  readonly #claimed = new Map<string, Set<number>>();

  saw(entity: string, id: number): void {
    const known = this.#highest.get(entity);
    if (known === undefined || id > known) this.#highest.set(entity, id);
  }

  /** Highest id seen so far. */
  highest(entity: string): number | undefined {
    return this.#highest.get(entity);
  }

  /** Marks an id as the result of one of this client's creates. */
  claim(entity: string, id: number): void {
    this.saw(entity, id);
    const claimed = this.#claimed.get(entity) ?? new Set<number>();
    this.#claimed.set(entity, claimed.add(id));
    if (claimed.size <= REMEMBERED) return;
    const [oldest] = claimed;
    if (oldest !== undefined) claimed.delete(oldest);
  }

  isClaimed(entity: string, id: number): boolean {
    return this.#claimed.get(entity)?.has(id) === true;
  }
}
