import type { Cell } from './cells.js';
import type { Table } from './table.js';
import { estimateTokens } from './tokens.js';

/** Tokens of rows in an answer whose length was left open: below 2,000 with all that stands around them. */
export const USUAL_SIZE = 1_850;
/** Tokens of rows in any answer: below 15,000 with all that stands around them. */
export const LARGEST_SIZE = 13_500;

/** How many of the rows, from the first, fit into so many tokens; at least one, so that every answer gets on. */
export function rowsThatFit(rows: readonly (readonly Cell[])[], size: number): number {
  let used = 0;
  for (const [index, row] of rows.entries()) {
    used += tokensOfRow(row);
    if (used > size) return Math.max(1, index);
  }
  return rows.length;
}

/** Tokens of a row, by estimate. */
export function tokensOfRow(row: readonly Cell[]): number {
  return estimateTokens(row.map((cell) => String(cell ?? '')).join(' | '));
}

/** The table with texts of the longest of these lengths at which it fits into an answer whose length was left open, else of the last. */
export function withTextsThatFit(lengths: readonly number[], show: (longestText: number) => Table): Table {
  let table = show(lengths[0] ?? 0);
  for (const length of lengths.slice(1)) {
    if (rowsThatFit(table.rows, USUAL_SIZE) === table.rows.length) return table;
    table = show(length);
  }
  return table;
}
