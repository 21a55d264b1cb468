import type { AutotaskClient } from '../../autotask/client.js';
import type { Clock } from '../dates/clock.js';
import type { Schema } from '../entities/schema.js';
import type { Directory } from '../names/directory.js';
import type { NameResolver } from '../names/resolve.js';
import type { Tenant } from '../tenant.js';

/** A person or other record that words were understood as. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** What understanding people's words in one write call needs. */
export interface Words {
  readonly client: AutotaskClient;
  readonly names: NameResolver;
  readonly directory: Directory;
  /** The user's zone, and the moment at which the plan was first made. */
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** @throws {NotAllowedError} for an entity that the operator keeps closed. */
  readonly schema: (entity: string) => Promise<Schema>;
  /**
   * The person the call is made for.
   *
   * @throws {IdentityError} when nobody is configured, or it is nobody who can own work.
   */
  readonly me: () => Promise<Named>;
}

/** @param at Moment that words like `now` mean. */
export function wordsOf(client: AutotaskClient, tenant: Tenant, at: Date, signal: AbortSignal | undefined): Words {
  return {
    client,
    names: tenant.names,
    directory: tenant.directory,
    clock: tenant.clock(at.getTime()),
    signal,
    schema: (entity) => tenant.schema(entity),
    me: () => tenant.identity.me({ signal }),
  };
}
