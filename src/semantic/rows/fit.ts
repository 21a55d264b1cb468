import type { Cell } from './cells.js';

/** Characters of rows in an answer whose length was left open: some 2,000 tokens with all that stands around them. */
export const USUAL_SIZE = 6_000;
/** Characters of rows in any answer: some 15,000 tokens. */
export const LARGEST_SIZE = 45_000;

/** How many of the rows, from the first, fit into so many characters; at least one, so that every answer gets on. */
export function rowsThatFit(rows: readonly (readonly Cell[])[], size: number): number {
  let used = 0;
  for (const [index, row] of rows.entries()) {
    used += row.reduce<number>((sum, cell) => sum + String(cell ?? '').length + 3, 0);
    if (used > size) return Math.max(1, index);
  }
  return rows.length;
}
