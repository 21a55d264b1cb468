import type { EntityRecord, FieldInfo, Filter } from '../../autotask/types.js';
import type { Patience } from '../patience.js';
import type { NotVisible } from '../rows/not-visible.js';
import type { Tenant } from '../tenant.js';

/** How records fall into groups along one field. */
export interface Grouping {
  /** Column name. */
  readonly name: string;
  readonly field: FieldInfo;
  /** The group's key; equal for equal groups, null where the field is empty, {@link NotVisible} where that cannot be told. */
  readonly keyOf: (record: EntityRecord) => GroupKey;
  /** Names the groups, and gives each its place in the order. */
  readonly describe: (keys: readonly GroupKey[], tenant: Tenant, call: Patience) => Promise<GroupNames>;
  /** Whether the groups have an order of their own (sort order, time), rather than that of their size. */
  readonly isOrdered: boolean;
  /**
   * The groups as questions to Autotask; undefined where they cannot be listed.
   *
   * @param sample Some of the records, which tell where the others may lie.
   */
  readonly parts?: (sample: readonly EntityRecord[]) => Parts | undefined;
}

export interface Parts {
  readonly listed: readonly Part[];
  /** Selects the records that are in none of those. */
  readonly rest: Filter;
  /** Whether that may be many, as the groups are those of a sample. */
  readonly isGuess: boolean;
}

/** One group as a question to Autotask. */
export interface Part {
  readonly key: GroupKey;
  readonly filter: Filter;
}

export type GroupKey = string | number | boolean | NotVisible | null;

export interface GroupName {
  readonly text: string;
  readonly place: number;
}

export interface GroupNames {
  readonly names: ReadonlyMap<GroupKey, GroupName>;
  /** On names that could not be read in time, and on groups that are not whole. */
  readonly notes: readonly string[];
}

const NONE = '(none)';

/** Records without a value form a group of their own, which comes last. */
export function named(keys: readonly GroupKey[], describe: (key: Exclude<GroupKey, null>) => GroupName): GroupNames {
  const nameOf = (key: GroupKey): GroupName => (key === null ? { text: NONE, place: Number.POSITIVE_INFINITY } : describe(key));
  return { names: new Map(keys.map((key) => [key, nameOf(key)])), notes: [] };
}
