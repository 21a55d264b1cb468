import { LARGEST_PAGE } from '../../autotask/limits.js';
import type { EntityRecord } from '../../autotask/types.js';
import { TooManyRowsError } from '../errors.js';
import type { Rows, RowSource } from '../list/source.js';

/** Rows that one question may read: a hundred requests, a hundredth of the tenant's hour. */
const MOST_ROWS_READ = 50_000;
/** Pages that are simply read on, before a count says whether the rest may be: a count costs a request, too. */
const PAGES_BEFORE_COUNT = 10;

/** The first pages of a source, the first of which has been read: for most questions all of it. */
export async function readPages(source: RowSource, first: Rows, wanted: number = PAGES_BEFORE_COUNT): Promise<Rows> {
  const most = Math.min(wanted, PAGES_BEFORE_COUNT);
  const records: EntityRecord[] = [...first.records];
  let page = first;
  let { size } = page;
  for (let pages = 1; page.hasMore && page.lastId !== undefined && pages < most; pages++) {
    page = await source.first([], { afterId: page.lastId });
    records.push(...page.records);
    size += page.size;
  }
  return { records, size, hasMore: page.hasMore, lastId: page.lastId, completeTo: page.completeTo };
}

/**
 * Those pages and everything after them.
 *
 * @throws {TooManyRowsError} above {@link MOST_ROWS_READ}, before they are read.
 */
export async function readRest(source: RowSource, pages: Rows, total: number): Promise<readonly EntityRecord[]> {
  if (total > MOST_ROWS_READ) {
    throw new TooManyRowsError(
      `${total} rows would have to be read for this figure, more than the ${MOST_ROWS_READ} that are allowed. Narrow the filter, for instance to a shorter span of time.`,
      total,
    );
  }
  return source.all([], pages, total);
}

/** Requests that reading so many rows takes. */
export function requestsFor(rows: number): number {
  return Math.ceil(rows / LARGEST_PAGE);
}
