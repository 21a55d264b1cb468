import type { EntityDescription } from './catalogue.js';
import type { PreparedQuery } from './query/prepare.js';
import type { Reader } from './reader.js';
import { Segments } from './segments.js';
import type { CallOptions, EntityRecord, PageListener } from './types.js';

interface PagedOptions extends CallOptions {
  readonly onPage?: PageListener | undefined;
  /** Rows that match, where they have been counted. */
  readonly expectedRows?: number | undefined;
}

/** Pages below which one worker is as good as several. */
const WORTH_DIVIDING = 3;

/**
 * All matching records by ascending id: the same rows that a walk from page to page gives, also when rows are added meanwhile (their ids are
 * higher, and the last range has no end). Costs about half a page per worker more than the walk, and one count where the rows have not been counted.
 *
 * @param workers Requests at once.
 */
export async function readAll(
  reader: Reader,
  entity: EntityDescription,
  query: PreparedQuery,
  pageSize: number,
  workers: number,
  options: PagedOptions,
): Promise<EntityRecord[]> {
  const first = await reader.page(entity, query, { ...options, pageSize });
  if (!first.hasMore) return first.records;
  // The second page is needed anyway, so counting takes no time of its own.
  const [second, total] = await Promise.all([
    reader.page(entity, query, { ...options, pageSize, afterId: first.records.at(-1)?.id }),
    options.expectedRows ?? reader.count(entity, query, options),
  ]);
  const read = [...first.records, ...second.records];
  if (!second.hasMore) return read;
  const rowsLeft = Math.max(total - read.length, 1);
  const parts = rowsLeft > WORTH_DIVIDING * pageSize ? workers : 1;
  const segments = new Segments(read, rowsLeft, parts, pageSize);
  await runWorkers(parts, options.signal, (signal) => work(reader, entity, query, pageSize, segments, { ...options, signal }));
  return [...read, ...segments.records()];
}

async function work(
  reader: Reader,
  entity: EntityDescription,
  query: PreparedQuery,
  pageSize: number,
  segments: Segments,
  options: PagedOptions,
): Promise<void> {
  for (let segment = segments.take(); segment !== undefined; segment = segments.take()) {
    while (segment.state === 'reading') {
      const { afterId, upToId } = segment;
      segments.add(segment, await reader.page(entity, query, { ...options, pageSize, afterId, upToId }));
    }
  }
}

/** Runs so many workers; the first failure stops the others and is the result. */
async function runWorkers(
  count: number,
  signal: AbortSignal | undefined,
  worker: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const combined = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
  const runs = Array.from({ length: count }, () => worker(combined).catch((error: unknown) => failure.abort(error)));
  await Promise.all(runs);
  combined.throwIfAborted();
}
