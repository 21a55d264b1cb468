import type { CallOptions } from '../autotask/types.js';
import { Access } from './access.js';
import type { EntityPolicy } from './open-entities.js';
import type { ApiReader } from './api-reader.js';
import { clockAt } from './dates/clock.js';
import type { Clock } from './dates/clock.js';
import { entityCalled } from './entities/entity-words.js';
import { loadSchema } from './entities/schema.js';
import type { Schema } from './entities/schema.js';
import { readFilter } from './filter/grammar.js';
import { relatedCondition } from './filter/relations.js';
import type { ReadRelated } from './filter/relations.js';
import { readSelected } from './filter/read-related.js';
import { resolveFilter } from './filter/resolve.js';
import { resolveThrough } from './filter/through.js';
import type { Selection } from './filter/tree.js';
import { Identity } from './identity.js';
import type { Me } from './identity.js';
import { Directory } from './names/directory.js';
import { NameResolver } from './names/resolve.js';

export interface TenantOptions {
  /** IANA name of the user's time zone. */
  readonly timeZone: string;
  readonly me?: Me | undefined;
  readonly now: () => Date;
  readonly entities?: EntityPolicy | undefined;
}

/** One tenant as one user sees it: what every question of the semantic layer is answered with. */
export class Tenant {
  readonly client: ApiReader;
  readonly timeZone: string;
  readonly directory: Directory;
  readonly names: NameResolver;
  readonly identity: Identity;
  readonly access: Access;
  readonly #now: () => Date;

  constructor(client: ApiReader, options: TenantOptions) {
    this.client = client;
    this.timeZone = options.timeZone;
    this.#now = options.now;
    this.access = new Access(client, options.entities);
    this.directory = new Directory(client, options.now, this.access);
    this.names = new NameResolver(client, this.directory, this.access);
    this.identity = new Identity({ directory: this.directory, names: this.names }, options.me);
  }

  /** A directory that remembers nothing yet, for long reads that have to forget now and then. */
  emptyDirectory(): Directory {
    return new Directory(this.client, this.#now, this.access);
  }

  /** The user's clock, stopped at the given moment. */
  clock(nowMs: number = this.#now().getTime()): Clock {
    return clockAt(new Date(nowMs), this.timeZone);
  }

  /** @throws {InvalidRequestError} for an unknown entity, {@link NotAllowedError} for one that the operator keeps closed. */
  async schema(entity: string): Promise<Schema> {
    const { name } = entityCalled(entity);
    this.access.require(name);
    return loadSchema(this.client, name);
  }

  /** The same as a function to hand on. */
  readonly openSchema = (entity: string): Promise<Schema> => this.schema(entity);

  /** The filter with all names understood. */
  async select(schema: Schema, filter: unknown, clock: Clock, call: CallOptions): Promise<Selection> {
    const related = this.#readRelated(clock, call);
    return resolveFilter(readFilter(filter), {
      schema,
      clock,
      call,
      names: this.names,
      identity: this.identity,
      related: (entity, condition) => relatedCondition(entity, condition, related),
      through: (conditions) => resolveThrough(conditions, related),
    });
  }

  #readRelated(clock: Clock, call: CallOptions): ReadRelated {
    return async (entity, filter, fields, limit) => {
      const schema = await this.schema(entity);
      const selection = await this.select(schema, filter, clock, call);
      const records = await readSelected(this.client, schema.name, selection, { fields, limit, call });
      // What is hidden there is missing here, where nothing else would tell.
      const warnings = limit === undefined ? [] : await this.access.warnings(schema.name, call);
      return { records, root: selection.root, notes: [...selection.notes, ...warnings] };
    };
  }
}
