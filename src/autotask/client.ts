import type { EntityDescription } from './catalogue.js';
import { Attachments } from './attachments.js';
import { callOptions, requireOptions } from './call-options.js';
import type { ClientOptions, Identity, VersionInformation } from './client-options.js';
import { assembleParts } from './client-parts.js';
import type { ClientParts } from './client-parts.js';
import type { AutotaskConfig } from './config.js';
import type { FieldOf, FieldsOf, FieldToRead, NameOf, RecordOf } from './entity-types.js';
import { InvalidRequestError } from './errors.js';
import type { Budget } from './governor/budget.js';
import { InvoiceDocuments } from './invoices.js';
import { LARGEST_PAGE } from './limits.js';
import { readAll } from './parallel.js';
import { canDivide, noSuchRecord, pageSizeOf, requireRows } from './reader.js';
import type { FilterInput } from './query/conditions.js';
import { prepareQuery } from './query/prepare.js';
import { requireReadOptions } from './read-options.js';
import { attachmentEntity, requireId, requireName, requireQueryable, resolveChild, resolveEntity } from './routes.js';
import { modulesSchema, parseAnswer, versionSchema } from './shapes.js';
import { TimeOffDecisions } from './time-off.js';
import type {
  CallOptions,
  EntityInfo,
  EntityRecord,
  FieldInfo,
  PicklistValue,
  QueryOptions,
  ReadOptions,
  RequestMeter,
  Threshold,
  WriteOptions,
  ZoneInformation,
} from './types.js';

/**
 * Client of one Autotask tenant. Safe for many calls at once; they share thread slots, metadata and connections. Names of entities and fields
 * are taken in any case, entities also in the singular. Ids may be 0 (company 0 is the tenant itself).
 *
 * Records, fields, filters and writes are typed for entities that have a model, by any of their names; see `ModelledEntity` and `NameOf`. What the
 * API returns is not checked against the model: a tenant may be newer than it.
 *
 * Every method throws {@link AutotaskError}s: `InvalidRequestError` before anything is sent, `AuthenticationError`, `PermissionError`,
 * `RejectedError` (Autotask's reasons), `LimitError`, `UnavailableError`, `TimeoutError`, `UnexpectedResponseError`; or the reason of the
 * caller's AbortSignal.
 */
export class AutotaskClient {
  /** Requests sent so far, live. */
  readonly meter: RequestMeter;
  /** Invoices as PDF, HTML and XML. */
  readonly invoices: InvoiceDocuments;
  /** Approves and rejects time-off requests. */
  readonly timeOff: TimeOffDecisions;
  readonly #parts: ClientParts;

  /** @throws {@link ConfigurationError} when a credential or the address is unusable. Nothing is sent yet. */
  constructor(config: AutotaskConfig, options: ClientOptions = {}) {
    this.#parts = assembleParts(config, options);
    const { api } = this.#parts;
    this.meter = api.meter;
    this.invoices = new InvoiceDocuments(api);
    this.timeOff = new TimeOffDecisions(api);
  }

  /**
   * The records that match, by ascending id, read page by page while they are consumed; memory holds one page. The API has no other order: for
   * the newest, narrow by a date and sort what comes.
   *
   * @param filter Fields and values, a `Q` of these, or conditions in the API's form; all records when absent.
   */
  query<Entity extends string>(
    entity: NameOf<Entity>,
    filter?: FilterInput<Entity>,
    options?: QueryOptions<FieldToRead<Entity>>,
  ): AsyncIterableIterator<RecordOf<Entity>>;
  async *query(entity: string, filter?: FilterInput, options: QueryOptions = {}): AsyncGenerator<EntityRecord, void, undefined> {
    const description = queryable(entity);
    requireReadOptions('query', options);
    yield* this.#walk(description, filter, options);
  }

  /**
   * All matching records by ascending id. Without a `limit`, what takes several pages is read over several thread slots at once: the same rows in
   * about a third of the time, for about half a page per slot more, and one count, where `expectedRows` does not say how many there are.
   */
  queryAll<Entity extends string>(
    entity: NameOf<Entity>,
    filter?: FilterInput<Entity>,
    options?: QueryOptions<FieldToRead<Entity>> & { expectedRows?: number | undefined },
  ): Promise<RecordOf<Entity>[]>;
  async queryAll(
    entity: string,
    filter?: FilterInput,
    options: QueryOptions & { expectedRows?: number | undefined } = {},
  ): Promise<EntityRecord[]> {
    const description = queryable(entity);
    requireReadOptions('queryAll', options);
    requireRows('expectedRows', options.expectedRows);
    if (options.limit === undefined && this.#parts.threads > 1 && canDivide(description)) {
      const query = await prepareQuery(this.#parts.metadata, description, filter, options);
      return readAll(this.#parts.reader, description, query, pageSizeOf(options), this.#parts.threads, {
        ...callOptions(options),
        onPage: options.onPage,
        expectedRows: options.expectedRows,
      });
    }
    const records: EntityRecord[] = [];
    for await (const record of this.#walk(description, filter, options)) records.push(record);
    return records;
  }

  /**
   * One page with exactly one request (and metadata where a field is not known yet): the first, or the one after `afterId`.
   *
   * @throws {@link InvalidRequestError} for a `limit` below 1, since there is no page of no rows.
   */
  queryPage<Entity extends string>(
    entity: NameOf<Entity>,
    filter?: FilterInput<Entity>,
    options?: QueryOptions<FieldToRead<Entity>> & { afterId?: number | undefined },
  ): Promise<{ records: RecordOf<Entity>[]; hasMore: boolean }>;
  async queryPage(
    entity: string,
    filter?: FilterInput,
    options: QueryOptions & { afterId?: number | undefined } = {},
  ): Promise<{ records: EntityRecord[]; hasMore: boolean }> {
    const description = queryable(entity);
    requireReadOptions('queryPage', options);
    // A page of no rows cannot be asked for (dossier §4: MaxRecords is 1 to 500).
    requireRows('limit', options.limit, 1);
    const query = await prepareQuery(this.#parts.metadata, description, filter, options);
    const pageSize = Math.min(pageSizeOf(options), options.limit ?? LARGEST_PAGE);
    return this.#parts.reader.page(description, query, {
      ...callOptions(options),
      pageSize,
      afterId: options.afterId,
      onPage: options.onPage,
    });
  }

  /** Number of matching records, with one request. */
  count<Entity extends string>(entity: NameOf<Entity>, filter?: FilterInput<Entity>, options?: CallOptions): Promise<number>;
  async count(entity: string, filter?: FilterInput, options: CallOptions = {}): Promise<number> {
    const description = queryable(entity);
    requireReadOptions('count', options);
    const query = await prepareQuery(this.#parts.metadata, description, filter, callOptions(options));
    return this.#parts.reader.count(description, query, options);
  }

  /** The matching record with the lowest id, if any. */
  first<Entity extends string>(
    entity: NameOf<Entity>,
    filter?: FilterInput<Entity>,
    options?: ReadOptions<FieldToRead<Entity>>,
  ): Promise<RecordOf<Entity> | undefined>;
  async first(entity: string, filter?: FilterInput, options: ReadOptions = {}): Promise<EntityRecord | undefined> {
    requireReadOptions('first', options);
    return (await this.queryPage(entity, filter, { ...options, pageSize: 1 })).records[0];
  }

  /** Whether any record matches, with one request for one row. */
  exists<Entity extends string>(entity: NameOf<Entity>, filter?: FilterInput<Entity>, options?: CallOptions): Promise<boolean>;
  async exists(entity: string, filter?: FilterInput, options: CallOptions = {}): Promise<boolean> {
    requireReadOptions('exists', options);
    return (await this.first(entity, filter, { ...callOptions(options), fields: ['id'] })) !== undefined;
  }

  /**
   * The record of that id. With `fields` it is read through a query, since a read by id cannot be trimmed.
   *
   * @throws {@link NotFoundError} when this API user sees no such record.
   */
  get<Entity extends string>(
    entity: NameOf<Entity>,
    id: number,
    options?: ReadOptions<FieldToRead<Entity>>,
  ): Promise<RecordOf<Entity>>;
  async get(entity: string, id: number, options: ReadOptions = {}): Promise<EntityRecord> {
    const description = resolveEntity(entity);
    requireReadOptions('get', options);
    const wanted = requireId(id, `${description.name}.id`);
    if (options.fields === undefined) return this.#parts.reader.one(description, wanted, options);
    const [record] = await this.getMany(entity, [wanted], options);
    if (record === undefined) throw noSuchRecord(description, wanted);
    return record;
  }

  /** The records of those ids that this API user sees, by ascending id, each once; up to 500 per request. */
  getMany<Entity extends string>(
    entity: NameOf<Entity>,
    ids: readonly number[],
    options?: ReadOptions<FieldToRead<Entity>>,
  ): Promise<RecordOf<Entity>[]>;
  async getMany(entity: string, ids: readonly number[], options: ReadOptions = {}): Promise<EntityRecord[]> {
    const description = queryable(entity);
    requireReadOptions('getMany', options);
    if (!Array.isArray(ids)) throw new InvalidRequestError(`getMany takes a list of ids of ${description.name}.`);
    const wanted = [...new Set(ids.map((id) => requireId(id, `${description.name}.id`)))].sort((a, b) => a - b);
    const batches: number[][] = [];
    for (let start = 0; start < wanted.length; start += LARGEST_PAGE) batches.push(wanted.slice(start, start + LARGEST_PAGE));
    const pages = await Promise.all(
      batches.map((batch) => this.queryAll(entity, [{ op: 'in', field: 'id', value: batch }], options)),
    );
    return pages.flat();
  }

  /**
   * The new record's id. Goes to the root or below the parent as the API demands; the parent's id stands in the parent field, e.g. `ticketID`.
   *
   * @param fields `userDefinedFields` may be an object of names and values.
   * @throws {@link InvalidRequestError} for unknown or read-only fields, values that a field cannot hold, or a missing parent, before the write
   * is sent.
   */
  async create<Entity extends string>(
    entity: NameOf<Entity>,
    fields: FieldsOf<Entity>,
    options: WriteOptions = {},
  ): Promise<number> {
    requireOptions(options);
    return this.#parts.writer.create(resolveEntity(entity), fields, options);
  }

  /**
   * Changes the given fields and no others (PATCH). For a child entity whose changes do not name the parent, the record is read first.
   * A workflow rule of the tenant may change values back right after: read what matters.
   */
  async update<Entity extends string>(
    entity: NameOf<Entity>,
    changes: { readonly id: number } & FieldsOf<Entity>,
    options: WriteOptions = {},
  ): Promise<void> {
    requireOptions(options);
    await this.#parts.writer.update(resolveEntity(entity), changes, options);
  }

  /**
   * Deletes a record. Without `parentId` a child record is read first to find its parent.
   *
   * @throws {@link NotFoundError} when there is no such record.
   */
  async delete<Entity extends string>(
    entity: NameOf<Entity>,
    id: number,
    options: WriteOptions & { parentId?: number | undefined } = {},
  ): Promise<void> {
    const description = resolveEntity(entity);
    requireOptions(options);
    await this.#parts.writer.delete(description, requireId(id, `${description.name}.id`), options);
  }

  /** Child records of one parent through the parent's URL, by entity name (`TicketNotes`) or path segment (`Notes`). */
  async children<Parent extends string>(
    parent: NameOf<Parent>,
    parentId: number,
    child: string,
    options: CallOptions = {},
  ): Promise<EntityRecord[]> {
    const parentEntity = resolveEntity(parent);
    const entity = resolveChild(parentEntity, child);
    return this.#parts.reader.children(entity, requireId(parentId, `${parentEntity.name}.id`), options);
  }

  /** Attachments of an entity's records, by the entity (`Tickets`) or the attachments' own name (`TicketAttachments`). */
  attachments<Entity extends string>(entity: NameOf<Entity>): Attachments {
    return new Attachments(attachmentEntity(resolveEntity(entity)), this.#parts.reader, this.#parts.writer);
  }

  /** The entity's abilities and this API user's rights. */
  async entityInfo<Entity extends string>(entity: NameOf<Entity>, options: CallOptions = {}): Promise<EntityInfo> {
    return this.#parts.metadata.entityInfo(resolveEntity(entity), callOptions(options));
  }

  /** Abilities and rights of all entities, in one request. */
  async allEntityInfo(options: CallOptions = {}): Promise<readonly EntityInfo[]> {
    return this.#parts.metadata.allEntityInfo(callOptions(options));
  }

  /** Standard fields. */
  async fields<Entity extends string>(entity: NameOf<Entity>, options: CallOptions = {}): Promise<readonly FieldInfo[]> {
    return this.#parts.metadata.fields(resolveEntity(entity), callOptions(options));
  }

  /** User-defined fields; none, without a request, for an entity that cannot have any. */
  async userDefinedFields<Entity extends string>(
    entity: NameOf<Entity>,
    options: CallOptions = {},
  ): Promise<readonly FieldInfo[]> {
    return this.#parts.metadata.userDefinedFields(resolveEntity(entity), callOptions(options));
  }

  /** Standard and user-defined fields. */
  async allFields<Entity extends string>(entity: NameOf<Entity>, options: CallOptions = {}): Promise<readonly FieldInfo[]> {
    const description = resolveEntity(entity);
    const parts = await Promise.all([
      this.#parts.metadata.fields(description, callOptions(options)),
      this.#parts.metadata.userDefinedFields(description, callOptions(options)),
    ]);
    return parts.flat();
  }

  /** Values of a pick list, inactive ones included. */
  async picklist<Entity extends string>(
    entity: NameOf<Entity>,
    field: FieldOf<Entity> | (string & {}),
    options: CallOptions = {},
  ): Promise<readonly PicklistValue[]> {
    requireName(field, 'A field');
    return this.#parts.metadata.picklist(resolveEntity(entity), field, callOptions(options));
  }

  /**
   * Forgets cached metadata of one entity, or of all.
   *
   * @param olderThanMs Keeps what was read more recently than that.
   */
  refreshMetadata<Entity extends string>(entity?: NameOf<Entity>, olderThanMs = 0): void {
    this.#parts.metadata.refresh(entity === undefined ? undefined : resolveEntity(entity), olderThanMs);
  }

  /** The tenant's request usage in the trailing hour, all integrations together. The call itself counts. */
  async threshold(options: CallOptions = {}): Promise<Threshold> {
    return this.#parts.api.threshold(callOptions(options));
  }

  /** The tenant's hourly budget as this client sees it, without a request. */
  async budget(): Promise<Budget> {
    return this.#parts.governor.budget();
  }

  /** The API user's name. */
  get username(): string {
    return this.#parts.config.username;
  }

  /** The zone that serves this API user, with the web interface's address. */
  async zone(): Promise<ZoneInformation> {
    return this.#parts.zone.information();
  }

  /** Autotask's release; the cheapest way to prove the credentials. */
  async version(options: CallOptions = {}): Promise<VersionInformation> {
    return parseAnswer(versionSchema, await this.#getPath('Version', options), 'Version');
  }

  /** Which of Autotask's modules are active for this tenant, by module number. */
  async modules(options: CallOptions = {}): Promise<readonly { readonly key: number; readonly value: boolean }[]> {
    return parseAnswer(modulesSchema, await this.#getPath('Modules', options), 'Modules').modules;
  }

  /** Who this client is, proven by a request with the credentials. */
  async whoami(options: CallOptions = {}): Promise<Identity> {
    const [zone, version] = await Promise.all([this.zone(), this.version(options)]);
    return { username: this.#parts.config.username, resourceId: this.#parts.config.resourceId, zone, version };
  }

  /** Ends the connections, once running requests are answered. What is asked for later throws an {@link InvalidRequestError}. */
  async close(): Promise<void> {
    await this.#parts.http.close();
  }

  async *#walk(
    description: EntityDescription,
    filter: FilterInput,
    options: QueryOptions,
  ): AsyncGenerator<EntityRecord, void, undefined> {
    requireRows('limit', options.limit);
    const query = await prepareQuery(this.#parts.metadata, description, filter, options);
    yield* this.#parts.reader.walk(description, query, options);
  }

  #getPath(path: string, options: CallOptions): Promise<unknown> {
    return this.#parts.api.send({ ...callOptions(options), method: 'GET', path, endpoint: path, repeatable: 'always' });
  }
}

function queryable(entity: string): EntityDescription {
  const description = resolveEntity(entity);
  requireQueryable(description);
  return description;
}
