import { resolveEntity } from '../autotask/routes.js';

/** Entities that the operator allows or forbids, by plural or singular name. */
export interface EntityPolicy {
  /** Only these, where given. */
  readonly allow?: readonly string[] | undefined;
  /** None of these. */
  readonly deny?: readonly string[] | undefined;
}

/** The entities that the operator's lists leave open, by plural name. */
export class OpenEntities {
  readonly #allowed: ReadonlySet<string> | undefined;
  readonly #denied: ReadonlySet<string>;

  /** @throws {InvalidRequestError} when the policy names an entity that does not exist. */
  constructor({ allow, deny = [] }: EntityPolicy) {
    this.#allowed = allow === undefined ? undefined : namesOf(allow);
    this.#denied = namesOf(deny);
  }

  has(entity: string): boolean {
    return (this.#allowed?.has(entity) ?? true) && !this.denies(entity);
  }

  denies(entity: string): boolean {
    return this.#denied.has(entity);
  }
}

function namesOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => resolveEntity(name).name));
}
