import type { Filter } from '../../autotask/types.js';
import type { RowSource } from '../list/source.js';
import type { GroupKey, Grouping, Part } from './groups.js';
import { requestsFor } from './read-all.js';
import type { Tally } from './tally.js';

interface CountQuestion {
  /** Rows in all. */
  readonly total: number;
  /** Rows that reading would still have to fetch. */
  readonly unread: number;
  readonly tally: Tally;
}

/** Requests that counting every group may take; undefined where the groups are not known beforehand. */
export function requestsToCount(groupings: readonly Grouping[]): number | undefined {
  const [outer, inner] = groupings.map((grouping) => grouping.parts?.());
  if (groupings.length === 0) return 0;
  if (outer === undefined || (groupings.length > 1 && inner === undefined)) return undefined;
  return outer.length * (1 + (inner?.length ?? 0));
}

/**
 * Counts every group by a request of its own, where the groups can be listed and that takes fewer requests than reading on.
 *
 * @returns false, with nothing tallied, where it doesn't, or where the groups do not add up to the total: then some value is not in the
 *   tenant's metadata, or rows changed meanwhile.
 */
export async function countGroups(source: RowSource, groupings: readonly Grouping[], question: CountQuestion): Promise<boolean> {
  const [outer, inner] = groupings.map((grouping) => grouping.parts?.());
  const most = requestsToCount(groupings);
  if (outer === undefined || most === undefined || most >= requestsFor(question.unread)) return false;

  const counts = await countParts(source, outer, []);
  const cells: { keys: GroupKey[]; count: number }[] = [];
  for (const { part, count } of counts) {
    if (inner === undefined || count === 0) cells.push({ keys: [part.key], count });
    else
      for (const one of await countParts(source, inner, part.filter))
        cells.push({ keys: [part.key, one.part.key], count: one.count });
  }
  if (cells.reduce((sum, { count }) => sum + count, 0) !== question.total) return false;
  for (const { keys, count } of cells) question.tally.addCount(keys, count);
  return true;
}

async function countParts(
  source: RowSource,
  parts: readonly Part[],
  extra: Filter,
): Promise<readonly { part: Part; count: number }[]> {
  return Promise.all(parts.map(async (part) => ({ part, count: await source.count([...extra, ...part.filter]) })));
}
