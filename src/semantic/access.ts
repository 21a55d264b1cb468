import { PermissionError } from '../autotask/errors.js';
import type { EntityInfo } from '../autotask/types.js';
import type { ApiReader } from './api-reader.js';
import { NotAllowedError } from './errors.js';
import { OpenEntities, type EntityPolicy } from './open-entities.js';
import { readBefore } from './patience.js';
import type { Patience } from './patience.js';

/** Tells what may be seen, and why something is not. */
export class Access {
  readonly #client: ApiReader;
  readonly #entities: OpenEntities;

  /** @throws {InvalidRequestError} when the policy names an entity that does not exist. */
  constructor(client: ApiReader, policy: EntityPolicy = {}) {
    this.#client = client;
    this.#entities = new OpenEntities(policy);
  }

  /** Whether the operator leaves the entity open. */
  isOpen(entity: string): boolean {
    return this.#entities.has(entity);
  }

  /** @throws {NotAllowedError} when the operator keeps the entity closed. */
  require(entity: string): void {
    if (!this.isOpen(entity)) throw closed(entity);
  }

  /** Whether records of the entity may be called by name where others refer to them: unless the operator denies it, allowed or not. */
  mayName(entity: string): boolean {
    return !this.#entities.denies(entity);
  }

  /** @throws {NotAllowedError} when the operator denies the entity, so that not even its names are to be read. */
  requireNames(entity: string): void {
    if (!this.mayName(entity)) throw closed(entity);
  }

  /**
   * What an empty result means: nothing there, or nothing visible.
   *
   * @throws {NotAllowedError} when this API user may not read the entity at all.
   */
  async explainEmpty(entity: string, call: Patience): Promise<string> {
    const rights = await this.#rights(entity, call);
    if (rights === undefined)
      return `No ${entity} are visible with this filter. What this API user may see could not be asked in time, so there may be some.`;
    if (rights.userAccessForQuery === 'Restricted')
      return `No ${entity} are visible with this filter. This API user sees only a part of them, so there may be some.`;
    return `No ${entity} match this filter.`;
  }

  /** A warning where this API user sees only a part of the entity, so that figures may be too low. */
  async warnings(entity: string, call: Patience): Promise<readonly string[]> {
    const rights = await this.#rights(entity, call);
    if (rights === undefined) return [`Whether this API user sees all ${entity} could not be asked in time.`];
    if (rights.userAccessForQuery !== 'Restricted') return [];
    const hidden = entity === 'TimeEntries' ? ', for instance non-billable time' : '';
    return [`This API user sees only a part of ${entity}: rows may be hidden${hidden}, and figures too low.`];
  }

  async #rights(entity: string, call: Patience): Promise<EntityInfo | undefined> {
    const rights = await readBefore('lastMoment', call, (until) => this.#client.entityInfo(entity, until));
    if (rights?.userAccessForQuery === 'None') throw notVisible(entity);
    return rights;
  }
}

/** Runs a read; a refusal by Autotask for lack of rights becomes words about what cannot be seen. */
export async function readAllowed<T>(entity: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PermissionError) throw notVisible(entity);
    throw error;
  }
}

function notVisible(entity: string): NotAllowedError {
  return new NotAllowedError(
    `${entity} are not visible to this API user, so whether there are any cannot be told. An Autotask administrator can grant its security level the right.`,
  );
}

function closed(entity: string): NotAllowedError {
  return new NotAllowedError(`The operator of this server keeps ${entity} closed. Nothing was asked of Autotask.`);
}
