import { isIntegerType } from '../../autotask/metadata-shapes.js';
import type { EntityRecord, Filter } from '../../autotask/types.js';
import { upTo } from './bounds.js';
import { MOST_ROWS_SORTED } from './limits.js';
import { readBefore } from '../patience.js';
import type { Patience } from '../patience.js';
import type { SortKey } from './order.js';
import type { Rows, RowSource } from './source.js';

interface WindowQuestion {
  readonly key: SortKey | undefined;
  readonly extra: Filter;
  /** Rows in all. */
  readonly total: number;
  /** The rows with the lowest ids, as a sample. */
  readonly first: Rows;
  readonly nowMs: number;
  /** Value of the first key behind which all rows stand; absent at the start of the list. */
  readonly from?: number | undefined;
  readonly wanted: number;
  /** How many of the wanted rows are among these. */
  readonly found: (records: readonly EntityRecord[]) => number;
}

const MOST_ATTEMPTS = 8;
/** Rows that a window should hold: enough for an uneven distribution, in one page. */
const TARGET_ROWS = 200;

/**
 * All rows from the start of the order up to some value of its first key, as many as are wanted or more; fewer, but at least one, where time
 * does not allow for more. The window is guessed from a sample and widened or narrowed until it fits; it always holds whole ties, so sorting
 * it gives the head of the whole list.
 *
 * @returns undefined when no such window was found.
 */
export async function readWindow(source: RowSource, question: WindowQuestion): Promise<readonly EntityRecord[] | undefined> {
  const { key, extra, total, wanted, found } = question;
  if (key === undefined) return undefined;
  const guess = guessOf(key, question);
  if (guess === undefined) return undefined;
  let share = TARGET_ROWS / total;
  let [tooFew, tooMany] = [0, Number.POSITIVE_INFINITY];
  let best: readonly EntityRecord[] | undefined;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const conditions: Filter = [...extra, upTo(key, guess(share))];
    const read = (call: Patience): Promise<Window> => readWhole(source, conditions, call);
    const window: Window | undefined = await (best === undefined ? read(source.call) : readBefore('late', source.call, read));
    if (window === undefined) return best;
    const { records, size } = window;
    if (records !== undefined && found(records) >= wanted) return records;
    if (records !== undefined && found(records) > 0) best = records;
    if (records === undefined) tooMany = share;
    else tooFew = share;
    const next = share * (records === undefined ? TARGET_ROWS / size : Math.min(16, Math.max(2, TARGET_ROWS / (size + 1))));
    // What is known by now bounds the guess, or it would swing to and fro where the rows are unevenly spread.
    share = next > tooFew && next < tooMany ? next : between(tooFew, tooMany);
  }
  return undefined;
}

function between(tooFew: number, tooMany: number): number {
  return tooFew === 0 ? tooMany / 4 : Math.sqrt(tooFew * tooMany);
}

interface Window {
  /** Absent where they are too many. */
  readonly records?: readonly EntityRecord[];
  readonly size: number;
}

async function readWhole(source: RowSource, conditions: Filter, call: Patience): Promise<Window> {
  const page = await source.first(conditions, { isLight: true, call });
  const size = page.hasMore ? await source.count(conditions, call) : page.records.length;
  if (size > MOST_ROWS_SORTED) return { size };
  const records = page.hasMore ? await source.all(conditions, page, size, call) : page.records;
  return { records, size: records.length };
}

/** From a share of all rows to the key value that should bound them, or undefined where the sample says nothing. */
function guessOf(key: SortKey, { first, total, nowMs, from }: WindowQuestion): ((share: number) => number) | undefined {
  const sample = first.records.map((record) => key.value(record)).filter((value) => typeof value === 'number');
  let low = sample.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  let high = sample.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) return undefined;
  // Ids and times ascend with each other, so the sample of lowest ids reaches neither the highest id nor today.
  if (key.field.name === 'id') high = low + ((high - low) * total) / sample.length;
  else if (key.serverKind === 'time') high = Math.max(high, nowMs);
  if (from !== undefined && key.isDescending) high = from;
  else if (from !== undefined) low = from;
  // Autotask refuses fractions for whole numbers (dossier §4).
  const isWhole = key.serverKind === 'time' || isIntegerType(key.field.dataType);
  const round = isWhole ? Math.round : (value: number): number => value;
  return (share) => round(key.isDescending ? high - (high - low) * share : low + (high - low) * share);
}
