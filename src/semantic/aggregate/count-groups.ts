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

/** So many counts may turn out to be in vain, as more rows than expected are in none of the groups, without asking for that first. */
const FEW_COUNTS = 4;

/**
 * Counts every group by a request of its own, where the groups can be listed and that takes fewer requests than reading on. The few rows
 * that are in none of those listed are read.
 *
 * @returns the number of rows tallied; undefined, with nothing tallied, where it doesn't, or where the groups do not add up to the total:
 *   then rows have moved between groups meanwhile.
 */
export async function countGroups(
  source: RowSource,
  groupings: readonly Grouping[],
  question: CountQuestion,
): Promise<number | undefined> {
  const { total, sample, tally } = question;
  const levels = groupings.flatMap((grouping) => grouping.parts?.(sample) ?? []);
  const most = requestsToCount(groupings, sample);
  if (most === undefined) return undefined;
  const rowsToRead = (requestsFor(total - sample.length) - most) * LARGEST_PAGE;
  if (rowsToRead <= 0 || (most > FEW_COUNTS && !(await areRestsWithin(rowsToRead, levels, source)))) return undefined;
  const count = new GroupCount(source, rowsToRead);
  const counted = await count.add(levels, [], [], total);
  if (counted === undefined) return undefined;
  for (const { keys, rows } of count.cells) tally.addCount(keys, rows);
  for (const record of count.rest) tally.add(record);
  return counted;
}

async function areRestsWithin(rowsToRead: number, levels: readonly Parts[], source: RowSource): Promise<boolean> {
  const rests = levels.flatMap(({ rest, isGuess }) => (isGuess ? [rest] : []));
  const counts = await Promise.all(rests.map((rest) => source.count(rest)));
  return counts.reduce((sum, rows) => sum + rows, 0) <= rowsToRead;
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

  /**
   * @param total Rows of the filter when they were counted before.
   * @returns the rows of all groups; undefined where they do not add up to what there are.
   */
  async add(levels: readonly Parts[], keys: readonly GroupKey[], filter: Filter, total: number): Promise<number | undefined> {
    const [level, ...deeper] = levels;
    if (level === undefined) {
      this.cells.push({ keys, rows: total });
      return total;
    }
    const counts = await Promise.all(
      level.listed.map(async (part) => ({ part, rows: await this.#source.count([...filter, ...part.filter]) })),
    );
    const listed = counts.reduce((sum, { rows }) => sum + rows, 0);
    const rest = listed === total ? 0 : await this.#readRest(level.rest, filter);
    if (rest === undefined || !(await this.#isAll(listed + rest, filter, total))) return undefined;
    let counted = rest;
    for (const { part, rows } of counts) {
      const added = rows === 0 ? 0 : await this.add(deeper, [...keys, part.key], [...filter, ...part.filter], rows);
      if (added === undefined) return undefined;
      counted += added;
    }
    return counted;
  }

  async #readRest(rest: Filter, filter: Filter): Promise<number | undefined> {
    const first = await this.#source.first([...filter, ...rest], { isLight: true });
    const rows = first.hasMore ? await this.#source.count([...filter, ...rest]) : first.records.length;
    if (rows > this.#rowsToRead) return undefined;
    this.#rowsToRead -= rows;
    const records = first.hasMore ? await this.#source.all([...filter, ...rest], first, rows) : first.records;
    this.rest.push(...records);
    return records.length;
  }

  /** Whether the rows are those that were counted before, or are now: new ones may come while groups are counted. */
  async #isAll(rows: number, filter: Filter, total: number): Promise<boolean> {
    if (rows === total) return true;
    const now = await this.#source.count(filter);
    return Math.min(total, now) <= rows && rows <= Math.max(total, now);
  }
}
