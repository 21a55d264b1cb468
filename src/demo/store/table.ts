import type { SeedRow } from '../types.js';

/** The rows of one entity in ascending id order. Rows are immutable: a write replaces the row object. */
export interface Table {
  readonly size: number;
  get(id: number): SeedRow | undefined;
  /** Rows with `from <= id <= to`, ascending. */
  ascending(from: number, to: number): Iterable<SeedRow>;
  /** Rows with `from <= id <= to`, descending. */
  descending(from: number, to: number): Iterable<SeedRow>;
  countBetween(from: number, to: number): number;
  /** Rows whose field equals one of the values, ascending; null where this table keeps no index on the field. */
  equalTo(field: string, values: readonly IndexKey[]): readonly SeedRow[] | null;
  /** Stores a new row under the next free id, or replaces the one with the same id. */
  put(row: SeedRow): void;
  remove(id: number): void;
  /** Above every id ever given out: ids of deleted rows are not used again. */
  nextId(): number;
}

export type IndexKey = string | number;

/** Key under which a value is indexed: text is compared without case, as the API does (dossier §4). */
export function indexKey(value: unknown): IndexKey | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? value.toLowerCase() : null;
}

/** A table held in memory, with equality indexes that are built when a query first asks for them. */
export class StoredTable implements Table {
  readonly #rows: SeedRow[];
  readonly #indexes = new Map<string, Map<IndexKey, SeedRow[]>>();
  readonly #isIndexed: (field: string) => boolean;
  #highestId = 0;

  /** @param rows in ascending id order; the table takes the array over. */
  constructor(rows: SeedRow[], isIndexed: (field: string) => boolean) {
    this.#rows = rows;
    this.#isIndexed = isIndexed;
    this.#highestId = rows.at(-1)?.id ?? 0;
  }

  get size(): number {
    return this.#rows.length;
  }

  get(id: number): SeedRow | undefined {
    const row = this.#rows[lowerBound(this.#rows, id)];
    return row?.id === id ? row : undefined;
  }

  *ascending(from: number, to: number): Iterable<SeedRow> {
    for (let at = lowerBound(this.#rows, from); at < this.#rows.length; at += 1) {
      const row = this.#rows[at];
      if (row === undefined || row.id > to) return;
      yield row;
    }
  }

  *descending(from: number, to: number): Iterable<SeedRow> {
    for (let at = lowerBound(this.#rows, to + 1) - 1; at >= 0; at -= 1) {
      const row = this.#rows[at];
      if (row === undefined || row.id < from) return;
      yield row;
    }
  }

  countBetween(from: number, to: number): number {
    return Math.max(0, lowerBound(this.#rows, to + 1) - lowerBound(this.#rows, from));
  }

  equalTo(field: string, values: readonly IndexKey[]): readonly SeedRow[] | null {
    if (field === 'id') return this.#withIds(values);
    if (!this.#isIndexed(field)) return null;
    const index = this.#index(field);
    const keys = [...new Set(values)];
    const [first] = keys;
    if (keys.length === 1 && first !== undefined) return index.get(first) ?? [];
    return keys.flatMap((key) => index.get(key) ?? []).sort((a, b) => a.id - b.id);
  }

  put(row: SeedRow): void {
    const before = this.get(row.id);
    const at = lowerBound(this.#rows, row.id);
    this.#rows.splice(at, before === undefined ? 0 : 1, row);
    this.#highestId = Math.max(this.#highestId, row.id);
    for (const [field, index] of this.#indexes) {
      if (before !== undefined) removeFromBucket(index, before, field);
      addToBucket(index, row, field);
    }
  }

  remove(id: number): void {
    const before = this.get(id);
    if (before === undefined) return;
    this.#rows.splice(lowerBound(this.#rows, id), 1);
    for (const [field, index] of this.#indexes) removeFromBucket(index, before, field);
  }

  nextId(): number {
    return this.#highestId + 1;
  }

  #withIds(values: readonly IndexKey[]): SeedRow[] {
    const ids = [...new Set(values.map(Number))].sort((a, b) => a - b);
    return ids.map((id) => this.get(id)).filter((row) => row !== undefined);
  }

  #index(field: string): Map<IndexKey, SeedRow[]> {
    const known = this.#indexes.get(field);
    if (known !== undefined) return known;
    const index = new Map<IndexKey, SeedRow[]>();
    for (const row of this.#rows) {
      const key = indexKey(row[field]);
      if (key === null) continue;
      const bucket = index.get(key);
      if (bucket === undefined) index.set(key, [row]);
      else bucket.push(row);
    }
    this.#indexes.set(field, index);
    return index;
  }
}

/** Position of the first row whose id is not below `id`. */
function lowerBound(rows: readonly SeedRow[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addToBucket(index: Map<IndexKey, SeedRow[]>, row: SeedRow, field: string): void {
  const key = indexKey(row[field]);
  if (key === null) return;
  const bucket = index.get(key) ?? [];
  bucket.splice(lowerBound(bucket, row.id), 0, row);
  index.set(key, bucket);
}

function removeFromBucket(index: Map<IndexKey, SeedRow[]>, row: SeedRow, field: string): void {
  const key = indexKey(row[field]);
  const bucket = key === null ? undefined : index.get(key);
  if (bucket === undefined) return;
  const at = lowerBound(bucket, row.id);
  if (bucket[at]?.id === row.id) bucket.splice(at, 1);
}
