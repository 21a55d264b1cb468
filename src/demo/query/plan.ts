import type { EntitySchema } from '../schema.js';
import { indexKey, type IndexKey, type Table } from '../store/table.js';
import type { SeedRow } from '../types.js';
import { columnOf } from './evaluate.js';
import type { FilterNode } from './query.js';

type Condition = Extract<FilterNode, { kind: 'condition' }>;

/** Which rows can match at all: an id range, and where an index helps a short list. */
export interface Candidates {
  readonly from: number;
  readonly to: number;
  /** Ascending, or null where the table has to be walked. */
  readonly rows: readonly SeedRow[] | null;
  /** True where the id range alone decides, so that nothing has to be compared. */
  readonly isExact: boolean;
}

/** Narrows a filter's top-level conditions (they are joined by AND) to the rows that have to be looked at. */
export function candidates(filter: readonly FilterNode[], schema: EntitySchema, table: Table): Candidates {
  const conditions = filter.filter((node): node is Condition => node.kind === 'condition' && !node.udf);
  const bounds = conditions.map((condition) => idBounds(condition));
  const from = Math.max(-Infinity, ...bounds.map((bound) => bound?.[0] ?? -Infinity));
  const to = Math.min(Infinity, ...bounds.map((bound) => bound?.[1] ?? Infinity));
  const isExact = conditions.length === filter.length && bounds.every((bound) => bound !== null);
  return { from, to, isExact, rows: isExact ? null : shortest(conditions, schema, table) };
}

/** Bounds that a condition on `id` sets, or null where it is about something else. */
function idBounds({ op, field, value }: Condition): [number, number] | null {
  if (field.toLowerCase() !== 'id') return null;
  if (op === 'exist') return [-Infinity, Infinity];
  const id = typeof value === 'number' ? value : Number.NaN;
  if (!Number.isInteger(id)) return null;
  if (op === 'gt') return [id + 1, Infinity];
  if (op === 'gte') return [id, Infinity];
  if (op === 'lt') return [-Infinity, id - 1];
  if (op === 'lte') return [-Infinity, id];
  return op === 'eq' ? [id, id] : null;
}

function shortest(conditions: readonly Condition[], schema: EntitySchema, table: Table): readonly SeedRow[] | null {
  let best: readonly SeedRow[] | null = null;
  for (const condition of conditions) {
    if (condition.op !== 'eq' && condition.op !== 'in') continue;
    const column = columnOf(condition, schema);
    const keys = indexKeys(condition, column.type === 'whole');
    const rows = keys === null ? null : table.equalTo(column.name, keys);
    if (rows !== null && (best === null || rows.length < best.length)) best = rows;
  }
  return best;
}

/** Keys to look up, or null where a value would first have to be converted. */
function indexKeys({ value }: Condition, isNumber: boolean): IndexKey[] | null {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.some((entry) => typeof entry !== (isNumber ? 'number' : 'string'))) return null;
  return values.map(indexKey).filter((key) => key !== null);
}
