import type { EntityRecord } from '../../autotask/types.js';
import type { Patience } from '../patience.js';
import type { Cell } from '../rows/cells.js';
import type { Tenant } from '../tenant.js';
import type { GroupKey, Grouping, GroupName, GroupNames } from './grouping.js';
import { accumulator } from './measures.js';
import type { Accumulator, Measure } from './measures.js';

interface Group {
  readonly keys: readonly GroupKey[];
  readonly values: readonly Accumulator[];
}

/** The measures of every group. */
export class Tally {
  readonly #groupings: readonly Grouping[];
  readonly #start: () => readonly Accumulator[];
  readonly #groups = new Map<string, Group>();
  readonly #totals: readonly Accumulator[];

  constructor(entity: string, groupings: readonly Grouping[], measures: readonly Measure[], timeZone: string) {
    this.#groupings = groupings;
    this.#start = () => measures.map((measure) => accumulator(measure, entity, timeZone));
    this.#totals = this.#start();
  }

  add(record: EntityRecord): void {
    const group = this.#group(this.#groupings.map((grouping) => grouping.keyOf(record)));
    for (const values of [group.values, this.#totals]) for (const value of values) value.add(record);
  }

  /** So many records of a group, counted by Autotask; for tallies that only count. */
  addCount(keys: readonly GroupKey[], count: number): void {
    if (count === 0) return;
    for (const values of [this.#group(keys).values, this.#totals]) for (const value of values) value.addCount?.(count);
  }

  /** So many records in all, among which these have the extremes; for tallies without groups that only count and look for extremes. */
  addExtremes(records: readonly EntityRecord[], count: number): void {
    for (const value of this.#totals) {
      if (value.addCount === undefined) for (const record of records) value.add(record);
      else value.addCount(count);
    }
  }

  /** The measures over all records. */
  get totals(): readonly Cell[] {
    return this.#totals.map(({ value }) => value);
  }

  /** Names and figures of all groups, in the order of the pick list or of time, else by the first measure, largest first. */
  async rows(tenant: Tenant, call: Patience): Promise<{ rows: readonly (readonly Cell[])[]; notes: readonly string[] }> {
    const groups = [...this.#groups.values()];
    const described: GroupNames[] = [];
    for (const [index, grouping] of this.#groupings.entries()) {
      described.push(await grouping.describe([...new Set(groups.map((group) => group.keys[index] ?? null))], tenant, call));
    }
    const nameOf = (group: Group, index: number): GroupName =>
      described[index]?.names.get(group.keys[index] ?? null) ?? { text: '', place: 0 };
    const compare = this.#comparison(groups, nameOf);
    const rows = groups
      .sort(compare)
      .map((group) => [
        ...this.#groupings.map((_, index) => nameOf(group, index).text),
        ...group.values.map(({ value }) => value),
      ]);
    return { rows, notes: [...new Set(described.flatMap(({ notes }) => notes))] };
  }

  #group(keys: readonly GroupKey[]): Group {
    const id = JSON.stringify(keys);
    const group = this.#groups.get(id) ?? { keys, values: this.#start() };
    this.#groups.set(id, group);
    return group;
  }

  #comparison(groups: readonly Group[], nameOf: (group: Group, index: number) => GroupName): (a: Group, b: Group) => number {
    const weights = this.#weights(groups);
    const weightOf = (group: Group, index: number): number => weights.get(prefixOf(group, index)) ?? 0;
    return (a, b) => {
      for (const [index, grouping] of this.#groupings.entries()) {
        if (a.keys[index] === b.keys[index]) continue;
        const [left, right] = [nameOf(a, index), nameOf(b, index)];
        const order = grouping.isOrdered ? left.place - right.place : weightOf(b, index) - weightOf(a, index);
        return order === 0 || Number.isNaN(order) ? left.text.localeCompare(right.text, 'en', { numeric: true }) : order;
      }
      return 0;
    };
  }

  /**
   * The first measure of every group and of every group of groups, so that a list by two fields keeps the outer groups together. Of dates
   * the latest weighs most.
   */
  #weights(groups: readonly Group[]): ReadonlyMap<string, number> {
    const weights = new Map<string, number>();
    for (const group of groups) {
      for (const index of this.#groupings.keys()) {
        const prefix = prefixOf(group, index);
        const value = group.values[0]?.value ?? 0;
        const known = weights.get(prefix) ?? 0;
        weights.set(prefix, typeof value === 'string' ? Math.max(known, Date.parse(value)) : known + value);
      }
    }
    return weights;
  }
}

function prefixOf(group: Group, index: number): string {
  return JSON.stringify(group.keys.slice(0, index + 1));
}
