import type { EntityRecord, Filter } from '../../autotask/types.js';
import { TooManyRowsError } from '../errors.js';
import { comparePositions, describeOrder, positionOf, sortRecords } from './order.js';
import type { Position, SortKey } from './order.js';
import { LARGEST_PAGE, LONG_TEXT_PAGE, MOST_ROWS_SORTED } from './limits.js';
import type { Rows, RowSource } from './source.js';
import { beyond } from './bounds.js';
import { readWindow } from './window.js';

/** The part of an ordered list that is asked for. */
export interface Wanted {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  /** Only rows that come after this place. */
  readonly after?: Position | undefined;
  /** Guess of "now" for windows of time. */
  readonly nowMs: number;
  /** Whether fewer rows now are better than more later. */
  readonly isLate: () => boolean;
}

export interface Head {
  /** The first rows in order. */
  readonly records: readonly EntityRecord[];
  /** Rows after the place that was asked for, these included. */
  readonly total: number;
  /** True where time did not allow for as many rows as were wanted. */
  readonly isCutShort?: boolean;
}

/**
 * Exactly the first rows of the sorted list, with as few requests as can be. The API sorts by ascending id only (dossier §4), so up to
 * {@link MOST_ROWS_SORTED} rows are read and sorted here; of more, a window of the first key that holds the wanted ones is read.
 *
 * @throws {TooManyRowsError} when neither works, never a partial answer.
 */
export async function readHead(source: RowSource, wanted: Wanted): Promise<Head> {
  const { keys, after } = wanted;
  const [key] = keys;
  if (key?.field.name === 'id' && !key.isDescending && source.isExact && source.isUndivided) {
    const head = await readByAscendingId(source, wanted);
    if (source.isExact) return head;
  }
  const extra = key === undefined || after === undefined ? [] : beyond(key, after[0] ?? null);
  const first = await source.first(extra, { pageSize: source.hasLongFields ? LONG_TEXT_PAGE : LARGEST_PAGE });
  if (!first.hasMore) return sorted(source, first.records, wanted, false);
  const total = await source.count(extra);
  if (total <= MOST_ROWS_SORTED)
    return sorted(source, await source.all(extra, source.hasLongFields ? undefined : first, total), wanted, true);
  if (key === undefined || key.serverKind === undefined || !source.isExact) throw tooMany(total, wanted, source);
  return readFromWindow(source, wanted, { extra, first, total });
}

/** The API's own order: one page is the answer. */
async function readByAscendingId(source: RowSource, { limit, after, keys }: Wanted): Promise<Head> {
  const afterId = typeof after?.[0] === 'number' ? after[0] : undefined;
  const page = await source.first([], { pageSize: Math.min(limit, LARGEST_PAGE), afterId });
  if (!page.hasMore) return { records: page.records, total: page.records.length };
  const key = keys[0];
  return {
    records: page.records,
    total: await source.count(key === undefined || afterId === undefined ? [] : beyond(key, afterId)),
  };
}

async function sorted(source: RowSource, records: readonly EntityRecord[], wanted: Wanted, isLight: boolean): Promise<Head> {
  const { keys, after, limit } = wanted;
  for (const key of keys) await key.prepare(records, source.call);
  const following = sortRecords(records, keys).filter(
    ({ position }) => after === undefined || comparePositions(position, after, keys) > 0,
  );
  const head = following.slice(0, limit).map(({ record }) => record);
  return { records: isLight ? await source.complete(head) : head, total: following.length };
}

interface Known {
  readonly extra: Filter;
  readonly first: Rows;
  readonly total: number;
}

async function readFromWindow(source: RowSource, wanted: Wanted, { extra, first, total }: Known): Promise<Head> {
  const { keys, after, limit, nowMs, isLate } = wanted;
  const isBehind = (record: EntityRecord): boolean =>
    after === undefined || comparePositions(positionOf(record, keys), after, keys) > 0;
  const window = await readWindow(source, {
    key: keys[0],
    extra,
    total,
    first,
    nowMs,
    isEnough: (records) => {
      const found = records.filter(isBehind).length;
      return found >= limit || (found > 0 && isLate());
    },
  });
  if (window === undefined) throw tooMany(total, wanted, source);
  for (const key of keys) await key.prepare(window, source.call);
  const behind = sortRecords(window, keys).filter(({ record }) => isBehind(record));
  const head = behind.slice(0, limit).map(({ record }) => record);
  const records = await source.complete(head);
  return { records, total: total - (window.length - behind.length), isCutShort: head.length < limit };
}

function tooMany(total: number, { keys }: Wanted, source: RowSource): TooManyRowsError {
  const counted = source.isExact ? `${total} rows match` : `Up to ${total} rows have to be looked through`;
  return new TooManyRowsError(
    `${counted}, too many to order by ${describeOrder(keys)} (the limit is ${MOST_ROWS_SORTED}; Autotask itself cannot sort). ` +
      'Narrow the filter, for instance by a span of time, or order by a date.',
    total,
  );
}
