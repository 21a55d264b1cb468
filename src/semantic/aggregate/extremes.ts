import type { EntityRecord } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import { sortKey } from '../list/order.js';
import type { SortKey } from '../list/order.js';
import type { Rows, RowSource } from '../list/source.js';
import { readWindow } from '../list/window.js';
import type { Tenant } from '../tenant.js';
import type { Measure } from './measures.js';
import { requestsFor } from './read-all.js';

/** What finding one extreme mostly takes, and seldom more. */
const REQUESTS_PER_EXTREME = 4;

interface ExtremesQuestion {
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
 * Rows among which every extreme is, from the ends of the orders.
 *
 * @returns undefined where that takes no fewer requests than reading all, or an end was not found.
 */
export async function readExtremes(
  source: RowSource,
  keys: readonly SortKey[],
  { total, first, nowMs }: ExtremesQuestion,
): Promise<readonly EntityRecord[] | undefined> {
  if (keys.length * REQUESTS_PER_EXTREME >= requestsFor(total - first.records.length)) return undefined;
  const records: EntityRecord[] = [];
  for (const key of keys) {
    const found = (window: readonly EntityRecord[]): number => window.filter((record) => key.value(record) !== null).length;
    const window = await readWindow(source, { key, extra: [], total, first, nowMs, wanted: 1, found });
    if (window === undefined || !source.isExact) return undefined;
    records.push(...window);
  }
  return records;
}
