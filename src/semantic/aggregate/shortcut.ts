import type { Schema } from '../entities/schema.js';
import type { Rows, RowSource } from '../list/source.js';
import type { Tenant } from '../tenant.js';
import { countGroups, requestsToCount } from './count-groups.js';
import { extremeKeys, readExtremes } from './extremes.js';
import type { Grouping } from './grouping.js';
import type { Measure } from './measures.js';
import type { Tally } from './tally.js';

/** A way to figures that takes fewer requests than reading every row. */
export interface Shortcut {
  /** Pages that are simply read, since that may be all, before it is tried. */
  readonly pagesBefore: number;
  /**
   * Tallies all rows, of which some have been read.
   *
   * @returns how many; undefined, with nothing tallied, where it is no shorter, or could not be gone to its end.
   */
  readonly take: (pages: Rows, total: number) => Promise<number | undefined>;
}

interface Figures {
  readonly schema: Schema;
  readonly groupings: readonly Grouping[];
  readonly measures: readonly Measure[];
  readonly tally: Tally;
}

/** The shortcut to these figures, if there is one: counting by requests of their own, or looking at the ends only. */
export function shortcutTo(figures: Figures, source: RowSource, first: Rows, tenant: Tenant): Shortcut | undefined {
  const { groupings, measures, tally } = figures;
  if (measures.every((measure) => measure.function === 'count')) return throughCounts(figures, source, first);
  const keys = groupings.length === 0 ? extremeKeys(measures, figures.schema, tenant) : undefined;
  if (keys === undefined) return undefined;
  const take = async (pages: Rows, total: number): Promise<number | undefined> => {
    const nowMs = tenant.clock().now.toMillis();
    const ends = await readExtremes(source, keys, { total, first: pages, nowMs });
    if (ends === undefined) return undefined;
    tally.addExtremes(ends, total);
    return total;
  };
  return { pagesBefore: 1, take };
}

function throughCounts({ groupings, tally }: Figures, source: RowSource, first: Rows): Shortcut | undefined {
  const requests = requestsToCount(groupings, first.records);
  if (requests === undefined) return undefined;
  return {
    // The more questions it takes to count the groups, the more likely is it that reading on takes fewer.
    pagesBefore: Math.max(1, Math.floor(requests / 8)),
    take: async ({ records: sample }, total) => countGroups(source, groupings, { total, sample, tally }),
  };
}
