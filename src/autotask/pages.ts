import type { EntityDescription } from './catalogue.js';
import { InvalidRequestError, UnexpectedResponseError } from './errors.js';
import type { PreparedQuery } from './query/prepare.js';
import type { Api } from './request.js';
import { pageSchema, parseAnswer } from './shapes.js';
import type { CallOptions, EntityRecord, Filter, QueryOptions } from './types.js';

/** Rows per request that the API gives at most (dossier §4). */
export const LARGEST_PAGE = 500;

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
}

/**
 * One page, by id: the API sorts by ascending id and nothing else, so "id above the last one" is the safest way on (dossier §4). Its own page
 * links would tie the walk to one host and one verb.
 */
export async function readPage(api: Api, entity: EntityDescription, query: PreparedQuery, page: PageRequest): Promise<Page> {
  const answer = await api.send({
    method: 'POST',
    path: `${entity.name}/query`,
    endpoint: entity.name,
    repeatable: 'always',
    body: queryBody(query, page),
    signal: page.signal,
    priority: page.priority,
  });
  const { items, pageDetails } = parseAnswer(pageSchema, answer, `${entity.name}/query`);
  requireAscending(items, page.afterId, entity);
  // Only whether there is a link matters; without that information a full page means that more may follow.
  const link = pageDetails?.nextPageUrl;
  const continues = link === undefined ? items.length >= page.pageSize : link !== null;
  return { records: items, hasMore: items.length > 0 && continues };
}

/** All records in id order, a page at a time; memory holds one page. */
export async function* walkPages(
  api: Api,
  entity: EntityDescription,
  query: PreparedQuery,
  options: QueryOptions & { afterId?: number | undefined } = {},
): AsyncGenerator<EntityRecord, void, undefined> {
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  let afterId = options.afterId;
  let yielded = 0;
  while (yielded < limit) {
    const pageSize = Math.min(pageSizeOf(options), limit - yielded);
    const page = await readPage(api, entity, query, { pageSize, afterId, signal: options.signal, priority: options.priority });
    for (const record of page.records) yield record;
    yielded += page.records.length;
    afterId = page.records.at(-1)?.id;
    if (!page.hasMore) return;
  }
}

/** @throws {InvalidRequestError} outside 1 to 500. */
export function pageSizeOf(options: QueryOptions): number {
  return requireCount(options.pageSize ?? LARGEST_PAGE, 'pageSize', LARGEST_PAGE);
}

/** @throws {InvalidRequestError} when a row limit is no whole number from 0. */
export function requireLimit(limit: number | undefined): void {
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0)) {
    throw new InvalidRequestError('limit must be a whole number of rows.');
  }
}

function requireCount(value: number, name: string, most: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new InvalidRequestError(`${name} must be a whole number from 1 to ${most}.`);
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
