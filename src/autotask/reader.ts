import { callOptions } from './call-options.js';
import type { EntityDescription } from './catalogue.js';
import { InvalidRequestError, NotFoundError, UnexpectedResponseError } from './errors.js';
import { LARGEST_PAGE } from './limits.js';
import type { PreparedQuery } from './query/prepare.js';
import { soleConditionField } from './query/sole-condition.js';
import type { Api, ApiRequest } from './request.js';
import { childPath, requireReadable } from './routes.js';
import { countSchema, itemSchema, pageSchema, parseAnswer } from './shapes.js';
import type { CallOptions, EntityRecord, Filter, PageListener, QueryOptions } from './types.js';
import type { KnownIds } from './writes/known-ids.js';

export interface Page {
  readonly records: EntityRecord[];
  /** Whether records with higher ids follow. */
  readonly hasMore: boolean;
}

export interface PageRequest extends CallOptions {
  readonly pageSize: number;
  /** Only records with a higher id. */
  readonly afterId?: number | undefined;
  /** Only records with an id up to this one. */
  readonly upToId?: number | undefined;
  readonly onPage?: PageListener | undefined;
}

/** Whether the entity can be read from any id on, and so in several ranges at once; where not, only the API's page links lead on. */
export function canDivide(entity: EntityDescription): boolean {
  return soleConditionField(entity.name) === undefined;
}

/** Reads records of entities that are known to exist with queries that are known to be right. */
export class Reader {
  readonly #api: Api;
  readonly #ids: KnownIds;

  constructor(api: Api, ids: KnownIds) {
    this.#api = api;
    this.#ids = ids;
  }

  /**
   * One page, by id: the API sorts by ascending id and nothing else, so "id above the last one" is the safest way on (dossier §4). Its own
   * page links would tie the walk to one host and one verb.
   */
  async page(entity: EntityDescription, query: PreparedQuery, request: PageRequest): Promise<Page> {
    if (request.afterId !== undefined && !canDivide(entity)) {
      throw new InvalidRequestError(`${entity.name} cannot be read from an id on; read it from the start.`);
    }
    const path = `${entity.name}/query`;
    const answer = await this.#api.send({ ...postOf(entity, query, request), path });
    const { items, pageDetails } = parseAnswer(pageSchema, answer, path);
    requireAscending(items, request.afterId, entity);
    request.onPage?.(items.length);
    const last = items.at(-1);
    if (last === undefined) return { records: items, hasMore: false };
    this.#ids.saw(entity.name, last.id);
    // Only whether there is a link matters; without that information a full page means that more may follow.
    const link = pageDetails?.nextPageUrl;
    return { records: items, hasMore: link === undefined ? items.length >= request.pageSize : link !== null };
  }

  /** All records in id order, a page at a time; memory holds one page. */
  async *walk(
    entity: EntityDescription,
    query: PreparedQuery,
    options: QueryOptions = {},
  ): AsyncGenerator<EntityRecord, void, undefined> {
    if (!canDivide(entity)) {
      yield* this.#walkByLinks(entity, query, options);
      return;
    }
    let afterId: number | undefined;
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    while (left > 0) {
      const pageSize = Math.min(pageSizeOf(options), left);
      const { records, hasMore } = await this.page(entity, query, {
        ...callOptions(options),
        pageSize,
        afterId,
        onPage: options.onPage,
      });
      yield* records;
      left -= records.length;
      afterId = records.at(-1)?.id;
      if (!hasMore) return;
    }
  }

  /** By the API's own page links, which want the same verb and body again (dossier §4). */
  async *#walkByLinks(
    entity: EntityDescription,
    query: PreparedQuery,
    options: QueryOptions,
  ): AsyncGenerator<EntityRecord, void, undefined> {
    const request = postOf(entity, query, { ...callOptions(options), pageSize: pageSizeOf(options) });
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    let link: string | null | undefined;
    while (left > 0 && link !== null) {
      const path = `${entity.name}/query`;
      const answer = await (link === undefined ? this.#api.send({ ...request, path }) : this.#api.follow(link, request));
      const { items, pageDetails } = parseAnswer(pageSchema, answer, path);
      options.onPage?.(items.length);
      yield* items.slice(0, left);
      left -= items.length;
      link = items.length === 0 ? null : (pageDetails?.nextPageUrl ?? null);
    }
  }

  async count(entity: EntityDescription, query: PreparedQuery, options: CallOptions): Promise<number> {
    const path = `${entity.name}/query/count`;
    const body = { Filter: query.filter };
    const request = { ...callOptions(options), method: 'POST', path, endpoint: entity.name, repeatable: 'always', body } as const;
    return parseAnswer(countSchema, await this.#api.send(request), path).queryCount;
  }

  /** @throws {@link NotFoundError} when this API user sees no record of that id. */
  async one(entity: EntityDescription, id: number, options: CallOptions): Promise<EntityRecord> {
    requireReadable(entity);
    return this.#record(entity, id, `${entity.name}/${id}`, options);
  }

  async exists(entity: EntityDescription, id: number, options: CallOptions): Promise<boolean> {
    try {
      await this.one(entity, id, options);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }

  /**
   * One record below its parent.
   *
   * @throws {@link NotFoundError} when this API user sees no such record there.
   */
  async child(entity: EntityDescription, parentId: number, id: number, options: CallOptions): Promise<EntityRecord> {
    return this.#record(entity, id, `${childPath(entity, parentId)}/${id}`, options);
  }

  /** Records below one parent through the parent's URL, following the API's own page links on the same host. */
  async children(entity: EntityDescription, parentId: number, options: CallOptions): Promise<EntityRecord[]> {
    const path = childPath(entity, parentId);
    const request = { ...callOptions(options), method: 'GET', endpoint: entity.name, repeatable: 'always' } as const;
    const records: EntityRecord[] = [];
    let answer = await this.#api.send({ ...request, path });
    for (;;) {
      const { items, pageDetails } = parseAnswer(pageSchema, answer, path);
      records.push(...items);
      if (typeof pageDetails?.nextPageUrl !== 'string' || items.length === 0) return records;
      answer = await this.#api.follow(pageDetails.nextPageUrl, request);
    }
  }

  async #record(entity: EntityDescription, id: number, path: string, options: CallOptions): Promise<EntityRecord> {
    const request = { ...callOptions(options), method: 'GET', path, endpoint: entity.name, repeatable: 'always' } as const;
    const answer = await this.#api.send(request).catch((error: unknown) => {
      throw error instanceof NotFoundError ? noSuchRecord(entity, id, error.status) : error;
    });
    // Attachments answer with a list of one (dossier §8).
    const { item, items } = parseAnswer(itemSchema, answer, path);
    const record = item ?? items?.[0];
    if (record === undefined) throw noSuchRecord(entity, id);
    this.#ids.saw(entity.name, record.id);
    return record;
  }
}

export function noSuchRecord(entity: EntityDescription, id: number, status?: number): NotFoundError {
  return new NotFoundError(`${entity.name} ${id} does not exist, or this API user may not see it.`, { status });
}

/** @throws {@link InvalidRequestError} outside 1 to 500. */
export function pageSizeOf(options: QueryOptions): number {
  const { pageSize = LARGEST_PAGE } = options;
  if (Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= LARGEST_PAGE) return pageSize;
  throw new InvalidRequestError(`pageSize must be a whole number from 1 to ${LARGEST_PAGE}.`);
}

/** @throws {@link InvalidRequestError} when a number of rows is no whole number from the lowest on. */
export function requireRows(option: 'limit' | 'expectedRows', rows: number | undefined, lowest: 0 | 1 = 0): void {
  if (rows !== undefined && !(Number.isInteger(rows) && rows >= lowest)) {
    throw new InvalidRequestError(`${option} must be a whole number of rows, at least ${lowest}.`);
  }
}

function postOf(entity: EntityDescription, query: PreparedQuery, page: PageRequest): Omit<ApiRequest, 'path'> {
  return { ...callOptions(page), method: 'POST', endpoint: entity.name, repeatable: 'always', body: queryBody(query, page) };
}

function queryBody(query: PreparedQuery, page: PageRequest): Record<string, unknown> {
  const bounds: Filter = [
    ...(page.afterId === undefined ? [] : [{ op: 'gt', field: 'id', value: page.afterId } as const]),
    ...(page.upToId === undefined ? [] : [{ op: 'lte', field: 'id', value: page.upToId } as const]),
  ];
  return {
    MaxRecords: page.pageSize,
    ...(query.includeFields === undefined ? {} : { IncludeFields: query.includeFields }),
    Filter: [...query.filter, ...bounds],
  };
}

/** The walk depends on the order; a server that broke it would repeat or skip rows unnoticed. */
function requireAscending(records: readonly EntityRecord[], afterId: number | undefined, entity: EntityDescription): void {
  let previous = afterId ?? Number.NEGATIVE_INFINITY;
  for (const record of records) {
    if (record.id <= previous) throw new UnexpectedResponseError(`Autotask returned ${entity.name} out of id order.`);
    previous = record.id;
  }
}
