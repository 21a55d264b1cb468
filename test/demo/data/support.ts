import { createSeed } from '../../../src/demo/data/index.js';
import { FROZEN_NOW } from '../../../src/demo/data/calendar.js';
import type { SeedRow, Skin, TenantSeed } from '../../../src/demo/types.js';

/** A seed with each entity's rows built at most once. */
export interface Data {
  readonly seed: TenantSeed;
  rows(entity: string): readonly SeedRow[];
  /** The only row that matches. */
  only(entity: string, matches: (row: SeedRow) => boolean): SeedRow;
  /** Value of the pick-list entry with that label; the first where an inactive twin has the same one. */
  value(entity: string, field: string, label: string): number;
}

export function data(skin: Skin['name'] = 'standard', now: Date = FROZEN_NOW, seedNumber = 1): Data {
  const seed = createSeed({ seed: seedNumber, skin, now });
  const tables = new Map<string, readonly SeedRow[]>();
  const rows = (entity: string): readonly SeedRow[] => {
    const known = tables.get(entity) ?? seed.rows(entity);
    tables.set(entity, known);
    return known;
  };
  return {
    seed,
    rows,
    only: (entity, matches) => {
      const found = rows(entity).filter(matches);
      const [row] = found;
      if (row === undefined || found.length > 1) throw new Error(`${found.length} rows of ${entity} match`);
      return row;
    },
    value: (entity, field, label) => {
      const entry = seed.skin.picklists[entity]?.[field]?.find((candidate) => candidate.label === label);
      if (entry === undefined) throw new Error(`${entity}.${field} has no value ${label}`);
      return Number(entry.value);
    },
  };
}

/** Text of a field, `''` where it is absent. */
export function text(row: SeedRow | undefined, field: string): string {
  const value = row?.[field];
  return typeof value === 'string' ? value : '';
}

/** Number of a field, NaN where it is absent. */
export function number(row: SeedRow | undefined, field: string): number {
  const value = row?.[field];
  return typeof value === 'number' ? value : Number.NaN;
}

export function ids(rows: readonly SeedRow[]): number[] {
  return rows.map(({ id }) => id);
}

/** Whether a time lies in the half-open window. Fractions of a second do not disturb the order of texts: whole minutes carry none. */
export function within(row: SeedRow, field: string, from: string, to: string): boolean {
  const value = text(row, field);
  return value !== '' && value >= from && value < to;
}

export function countBy<K>(rows: readonly SeedRow[], key: (row: SeedRow) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}
