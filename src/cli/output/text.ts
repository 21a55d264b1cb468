import type { Cell } from './row-writer.js';

// Control characters (among them ESC, which would let a ticket's text drive the terminal) and format characters
// (bidirectional controls, zero-width and tag characters). Line breaks and tabs are handled by the formats.
const UNPRINTABLE = /[^\P{Cc}\n\r\t]|\p{Cf}/gu;

/** A cell as one string: empty for null, JSON for lists and objects. */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'bigint') return String(cell);
  return JSON.stringify(cell);
}

/** Text without characters that steer a terminal, reorder other text or cannot be seen. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '').replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

/** Text on one line: what a cell of a terminal table shows. */
export function singleLine(text: string): string {
  return replaceBreaks(printable(text), /[\n\t\u2028\u2029]/, ' ').trim();
}

/** The text with each run of blanks that holds such a break replaced; a run is looked at once, however long a stranger made it. */
export function replaceBreaks(text: string, breaks: RegExp, replacement: string): string {
  return text.replaceAll(/\s+/g, (run) => (breaks.test(run) ? replacement : run));
}
