import { LARGEST_PAGE } from '../../autotask/limits.js';
import type { EntityRecord, Filter } from '../../autotask/types.js';
import type { RowSource } from '../list/source.js';
import type { GroupKey, Grouping, Parts } from './grouping.js';
import { requestsFor } from './read-all.js';
import type { Tally } from './tally.js';

interface CountQuestion {
  /** Rows in all. */
  readonly total: number;
  /** Those that have been read, as a sample. */
  readonly sample: readonly EntityRecord[];
  readonly tally: Tally;
}

/** Requests that counting every group may take; undefined where the groups are not known beforehand. */
export function requestsToCount(groupings: readonly Grouping[], sample: readonly EntityRecord[]): number | undefined {
  if (groupings.length === 0) return 0;
  const [outer, inner] = groupings.map((grouping) => grouping.parts?.(sample)?.listed.length);
  if (outer === undefined || (groupings.length > 1 && inner === undefined)) return undefined;
  return outer * (1 + (inner ?? 0));
}

/**
 * Counts every group by a request of its own, where the groups can be listed and that takes fewer requests than reading on. The few rows
 * that are in none of those listed are read.
 *
 * @returns false, with nothing tallied, where it doesn't, or where the groups do not add up to the total: then some value is not in the
 *   tenant's metadata, or rows changed meanwhile.
 */
export async function countGroups(source: RowSource, groupings: readonly Grouping[], question: CountQuestion): Promise<boolean> {
  const { total, sample, tally } = question;
  const levels = groupings.flatMap((grouping) => grouping.parts?.(sample) ?? []);
  const most = requestsToCount(groupings, sample);
  const saved = requestsFor(total - sample.length) - (most ?? Number.POSITIVE_INFINITY);
  if (saved <= 0) return false;
  const count = new GroupCount(source, saved * LARGEST_PAGE);
  if (!(await count.add(levels, [], [], total))) return false;
  for (const { keys, rows } of count.cells) tally.addCount(keys, rows);
  for (const record of count.rest) tally.add(record);
  return true;
}

/** Counts of groups, and the rows that are in none of them. */
class GroupCount {
  readonly cells: { readonly keys: readonly GroupKey[]; readonly rows: number }[] = [];
  readonly rest: EntityRecord[] = [];
  readonly #source: RowSource;
  #rowsToRead: number;

  /** @param rowsToRead Rows that may be read rather than counted. */
  constructor(source: RowSource, rowsToRead: number) {
    this.#source = source;
    this.#rowsToRead = rowsToRead;
  }

  /** @returns false where the groups of the first level do not add up to `total`. */
  async add(levels: readonly Parts[], keys: readonly GroupKey[], filter: Filter, total: number): Promise<boolean> {
    const [level, ...deeper] = levels;
    if (level === undefined) {
      this.cells.push({ keys, rows: total });
      return true;
    }
    const counts = await Promise.all(
      level.listed.map(async (part) => ({ part, rows: await this.#source.count([...filter, ...part.filter]) })),
    );
    const left = counts.reduce((unlisted, { rows }) => unlisted - rows, total);
    if (left !== 0 && !(await this.#readRest(level, filter, left))) return false;
    for (const { part, rows } of counts) {
      if (rows > 0 && !(await this.add(deeper, [...keys, part.key], [...filter, ...part.filter], rows))) return false;
    }
    return true;
  }

  async #readRest({ rest }: Parts, filter: Filter, expected: number): Promise<boolean> {
    if (rest === undefined || expected < 0 || expected > this.#rowsToRead) return false;
    this.#rowsToRead -= expected;
    const records = await this.#source.all([...filter, ...rest]);
    this.rest.push(...records);
    return records.length === expected;
  }
}
