import type { EntitySchema } from '../schema.js';
import type { Table } from '../store/table.js';
import type { SeedRow } from '../types.js';
import { compileFilter, type Predicate } from './evaluate.js';
import { candidates, type Candidates } from './plan.js';
import type { FilterNode } from './query.js';

/** A filter made ready to run over a table. */
export interface PreparedQuery {
  /** Rows with ids above `afterId`, ascending, at most `size`; `hasMore` tells whether others follow. */
  after(afterId: number, size: number): Slice;
  /** The last `size` rows with ids below `beforeId`, ascending; `hasMore` tells whether others precede. */
  before(beforeId: number, size: number): Slice;
  count(): number;
}

export interface Slice {
  readonly rows: readonly SeedRow[];
  readonly hasMore: boolean;
}

/**
 * @param isVisible false for rows that this API user silently does not get (dossier §2).
 * @throws {Refusal} where the filter is not valid for the entity.
 */
export function prepareQuery(
  filter: readonly FilterNode[],
  schema: EntitySchema,
  table: Table,
  isVisible: Predicate | null,
): PreparedQuery {
  const matches = compileFilter(filter, schema);
  const plan = candidates(filter, schema, table);
  const wanted: Predicate = isVisible === null ? matches : (row) => matches(row) && isVisible(row);
  return {
    after: (afterId, size) => slice(ascending(table, plan, afterId), wanted, size),
    before: (beforeId, size) => {
      const found = slice(descending(table, plan, beforeId), wanted, size);
      return { ...found, rows: found.rows.toReversed() };
    },
    count: () => {
      if (plan.isExact && isVisible === null) return table.countBetween(plan.from, plan.to);
      let count = 0;
      for (const row of ascending(table, plan, -Infinity)) if (wanted(row)) count += 1;
      return count;
    },
  };
}

function ascending(table: Table, plan: Candidates, afterId: number): Iterable<SeedRow> {
  if (plan.rows !== null) return afterId === -Infinity ? plan.rows : plan.rows.filter((row) => row.id > afterId);
  return table.ascending(Math.max(plan.from, afterId + 1), plan.to);
}

function descending(table: Table, plan: Candidates, beforeId: number): Iterable<SeedRow> {
  if (plan.rows !== null) return plan.rows.filter((row) => row.id < beforeId).toReversed();
  return table.descending(plan.from, Math.min(plan.to, beforeId - 1));
}

function slice(rows: Iterable<SeedRow>, matches: Predicate, size: number): Slice {
  const found: SeedRow[] = [];
  for (const row of rows) {
    if (!matches(row)) continue;
    if (found.length === size) return { rows: found, hasMore: true };
    found.push(row);
  }
  return { rows: found, hasMore: false };
}
