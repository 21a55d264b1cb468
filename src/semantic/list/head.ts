import { LARGEST_PAGE } from '../../autotask/limits.js';
import type { EntityRecord, Filter } from '../../autotask/types.js';
import { LateError, TooManyRowsError, TooSlowError } from '../errors.js';
import { readBefore } from '../patience.js';
import { comparePositions, describeOrder, positionOf, sortRecords } from './order.js';
import type { Position, SortKey } from './order.js';
import { LONG_TEXT_PAGE, MOST_ROWS_SORTED } from './limits.js';
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
}

export interface Head {
  /** The first rows in order. */
  readonly records: readonly EntityRecord[];
  /** Rows after the place that was asked for, these included. */
  readonly total: number;
  /** True where time did not allow for counting them: there may be more. */
  readonly isTotalAtLeast?: boolean;
  /** True where time did not allow for as many rows as were wanted. */
  readonly isCutShort?: boolean;
  /** Where the list goes on after these records, as far as is known; default after the last of them. */
  readonly end?: Position;
}

/**
 * Exactly the first rows of the sorted list, with as few requests as can be. The API sorts by ascending id only (dossier §4), so up to
 * {@link MOST_ROWS_SORTED} rows are read and sorted here; of more, a window of the first key that holds the wanted ones is read. Where time
 * is short, the first rows that are known for sure.
 *
 * @throws {TooManyRowsError} when neither works, {@link TooSlowError} when none are known in time; never a guess.
 */
export async function readHead(source: RowSource, wanted: Wanted): Promise<Head> {
  try {
    return await readFirstRows(source, wanted);
  } catch (error) {
    if (error instanceof LateError && source.hasRead) throw tooSlow(source, wanted);
    throw error;
  }
}

async function readFirstRows(source: RowSource, wanted: Wanted): Promise<Head> {
  const { keys, after } = wanted;
  const [key] = keys;
  const inApiOrder = isInApiOrder(keys);
  if (inApiOrder && source.isExact && source.isUndivided) {
    const head = await readByAscendingId(source, wanted);
    if (source.isExact) return head;
  }
  const extra = key === undefined || after === undefined ? [] : beyond(key, after[0] ?? null);
  const first = await source.first(extra, { pageSize: source.hasLongFields ? LONG_TEXT_PAGE : LARGEST_PAGE });
  if (!first.hasMore) return sorted(source, first.records, wanted, false);
  // Rows that the API has given in the order wanted are the list's first ones, whatever follows.
  const known = inApiOrder ? knownHead(first, wanted) : undefined;
  const total = await readBefore(known === undefined ? 'lastMoment' : 'late', source.call, (call) => source.count(extra, call));
  if (total === undefined) {
    if (known === undefined) throw tooSlow(source, wanted);
    return known;
  }
  const canCut = key?.serverKind !== undefined && source.isExact;
  if (total <= MOST_ROWS_SORTED) {
    const mark = known !== undefined || canCut ? 'late' : 'lastMoment';
    const light = source.hasLongFields ? undefined : first;
    const all = await readBefore(mark, source.call, (call) => source.all(extra, light, total, call));
    if (all !== undefined) return sorted(source, all, wanted, true);
    if (known !== undefined) return source.isExact ? { ...known, total, isTotalAtLeast: false } : known;
    if (!canCut) throw tooSlow(source, wanted);
  }
  if (key === undefined || !canCut) throw tooMany(total, wanted, source);
  return readFromWindow(source, wanted, { extra, first, total });
}

function isInApiOrder([key]: readonly SortKey[]): boolean {
  return key?.field.name === 'id' && key.serverKind !== undefined && !key.isDescending;
}

/** The API's own order: one page is the answer. */
async function readByAscendingId(source: RowSource, { limit, after, keys }: Wanted): Promise<Head> {
  const afterId = typeof after?.[0] === 'number' ? after[0] : undefined;
  const page = await source.first([], { pageSize: Math.min(limit, LARGEST_PAGE), afterId });
  const { records } = page;
  if (!page.hasMore) return { records, total: records.length };
  const key = keys[0];
  const extra = key === undefined || afterId === undefined ? [] : beyond(key, afterId);
  const total = await readBefore('late', source.call, (call) => source.count(extra, call));
  return total === undefined
    ? { records, total: records.length, isTotalAtLeast: true, end: [page.completeTo] }
    : { records, total };
}

/** What a page in id order tells of the head: nothing is missing up to some id. */
function knownHead({ records, completeTo }: Rows, { keys, limit }: Wanted): Head {
  const known = sortRecords(
    records.filter(({ id }) => id <= completeTo),
    keys,
  );
  const head = known.slice(0, limit);
  return {
    records: head.map(({ record }) => record),
    total: known.length,
    isTotalAtLeast: true,
    isCutShort: head.length < limit,
    end: head.length < known.length ? (head.at(-1)?.position ?? []) : [completeTo],
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
  const { keys, after, limit, nowMs } = wanted;
  const isBehind = (record: EntityRecord): boolean =>
    after === undefined || comparePositions(positionOf(record, keys), after, keys) > 0;
  const window = await readWindow(source, {
    key: keys[0],
    extra,
    total,
    first,
    nowMs,
    from: typeof after?.[0] === 'number' ? after[0] : undefined,
    wanted: Math.min(limit, total),
    found: (records) => records.filter(isBehind).length,
  });
  if (window === undefined) throw total > MOST_ROWS_SORTED ? tooMany(total, wanted, source) : tooSlow(source, wanted);
  for (const key of keys) await key.prepare(window, source.call);
  const behind = sortRecords(window, keys).filter(({ record }) => isBehind(record));
  const head = behind.slice(0, limit).map(({ record }) => record);
  const records = await source.complete(head);
  const following = total - (window.length - behind.length);
  return { records, total: following, isCutShort: head.length < Math.min(limit, following) };
}

function tooSlow(source: RowSource, { keys }: Wanted): TooSlowError {
  const byId = isInApiOrder(keys);
  const need = !source.isExact
    ? 'all have to be looked through here, since Autotask cannot check the whole filter'
    : byId
      ? 'the values in the filter take several requests'
      : `an order by ${describeOrder(keys)} takes more of them to be sure which come first`;
  const otherwise = byId
    ? 'give it fewer values at once'
    : 'order by id, which is shown as far as it was read and goes on with the cursor';
  return new TooSlowError(
    `Autotask is slow just now: ${source.progress} before the time for this call was over, and ${need}. ` +
      `Narrow the filter, for instance by a span of time, or ${otherwise}.`,
  );
}

function tooMany(total: number, { keys }: Wanted, source: RowSource): TooManyRowsError {
  const counted = source.isExact ? `${total} rows match` : `Up to ${total} rows have to be looked through`;
  return new TooManyRowsError(
    `${counted}, too many to order by ${describeOrder(keys)} (the limit is ${MOST_ROWS_SORTED}; Autotask itself cannot sort). ` +
      `Narrow the filter, for instance by a span of time${keys[0]?.serverKind === undefined ? ', or order by a date' : ''}.`,
    total,
  );
}
