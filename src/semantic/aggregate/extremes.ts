import type { EntityRecord } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import { sortKey } from '../list/order.js';
import type { SortKey } from '../list/order.js';
import type { Rows, RowSource } from '../list/source.js';
import type { Tenant } from '../tenant.js';
import { ExtremeSearch } from './extreme-search.js';
import type { Measure } from './measures.js';
import { requestsFor } from './read-all.js';

/** What finding one extreme mostly takes at most. */
const REQUESTS_PER_EXTREME = 4;
/** Requests that may be spent in vain, where values are spread in a way that no guess foresees. */
const MOST_REQUESTS = 12;

export interface ExtremesQuestion {
  readonly total: number;
  /** The rows with the lowest ids. */
  readonly first: Rows;
  readonly nowMs: number;
}

/**
 * For each minimum and maximum the order in which the row that has it comes first; undefined where that is not all that is asked for, or
 * Autotask cannot compare a field.
 */
export function extremeKeys(measures: readonly Measure[], schema: Schema, { directory }: Tenant): readonly SortKey[] | undefined {
  const sought = measures.filter((measure) => measure.function !== 'count');
  const keys = sought.flatMap(({ function: name, field }) =>
    field !== undefined && (name === 'min' || name === 'max') ? [sortKey(field, name === 'max', schema, directory)] : [],
  );
  const canAll = keys.length > 0 && keys.length === sought.length && keys.every(({ serverKind }) => serverKind !== undefined);
  return canAll ? keys : undefined;
}

/**
 * Rows among which every extreme is.
 *
 * @returns undefined where that takes no fewer requests than reading all, or an end was not found.
 */
export async function readExtremes(
  source: RowSource,
  keys: readonly SortKey[],
  question: ExtremesQuestion,
): Promise<readonly EntityRecord[] | undefined> {
  const { total, first } = question;
  const requestsToReadAll = requestsFor(total - first.records.length);
  if (keys.length * REQUESTS_PER_EXTREME >= requestsToReadAll) return undefined;
  let requestsLeft = Math.min(MOST_REQUESTS, requestsToReadAll / 2);
  const records = [...first.records];
  for (const key of keys) {
    const search = new ExtremeSearch(key, question, records);
    while (!search.isOver) {
      requestsLeft -= 1;
      if (requestsLeft < 0) return undefined;
      const page = await source.first(search.next, { isLight: true });
      search.learn(page);
      records.push(...page.records);
    }
    if (!source.isExact) return undefined;
  }
  return records;
}
