import { z } from 'zod';
import { parseLaxJson } from '../http/lax-json.js';
import { refuse } from '../http/reply.js';
import type { SeedRow } from '../types.js';
import type { PreparedQuery, Slice } from './run.js';

/** What a page link carries: a position and the page size, never the filter (dossier §4). */
const pagingToken = z.object({
  pageSize: z.number().int().min(1).max(500),
  previousIds: z.array(z.number()).min(1),
  nextIds: z.array(z.number()).min(1),
});
export type PagingToken = z.infer<typeof pagingToken>;

/** Stands in a token where no page precedes. */
const NO_PAGE = -1;

export interface Page {
  readonly rows: readonly SeedRow[];
  readonly size: number;
  readonly next: PagingToken | null;
  readonly previous: PagingToken | null;
}

/** @throws {Refusal} where the `paging` parameter is no token of this tenant. */
export function parsePagingToken(text: string | null): PagingToken {
  try {
    const parsed = pagingToken.safeParse(parseLaxJson(text ?? ''));
    if (parsed.success) return parsed.data;
  } catch {
    // No JSON at all: refused below like a token of the wrong shape.
  }
  // What the API says to a broken token is not established (judgement).
  throw refuse('The paging information is not valid.');
}

export function firstPage(query: PreparedQuery, size: number): Page {
  return page(query.after(-Infinity, size), size, { hasPrevious: false });
}

export function nextPage(query: PreparedQuery, { nextIds, pageSize }: PagingToken): Page {
  return page(query.after(nextIds.at(-1) ?? NO_PAGE, pageSize), pageSize, { hasPrevious: true });
}

export function previousPage(query: PreparedQuery, { previousIds, pageSize }: PagingToken): Page {
  const slice = query.before(previousIds.at(-1) ?? NO_PAGE, pageSize);
  return page({ rows: slice.rows, hasMore: true }, pageSize, { hasPrevious: slice.hasMore });
}

function page({ rows, hasMore }: Slice, size: number, { hasPrevious }: { hasPrevious: boolean }): Page {
  const first = hasPrevious ? (rows[0]?.id ?? NO_PAGE) : NO_PAGE;
  const token = { pageSize: size, previousIds: [first], nextIds: [rows.at(-1)?.id ?? NO_PAGE] };
  return { rows, size, next: hasMore ? token : null, previous: hasPrevious ? token : null };
}
