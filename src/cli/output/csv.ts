import type { Cell, RowWriter, Sink } from './row-writer.js';
import { cellText } from './text.js';

// Spreadsheets run a cell as a formula when its text begins so, some of them after dropping blanks, and some
// take the full-width forms too. Ticket texts are written by strangers.
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** RFC 4180: comma, CRLF, quotes doubled; text that a spreadsheet would take for a formula is preceded by an apostrophe. */
export class CsvWriter implements RowWriter {
  constructor(private readonly sink: Sink) {}

  async begin(columns: readonly string[]): Promise<void> {
    await this.row(columns);
  }

  async row(cells: readonly Cell[]): Promise<void> {
    await this.sink.write(`${cells.map(csvCell).join(',')}\r\n`);
  }

  async end(): Promise<void> {
    return Promise.resolve();
  }
}

/** One CSV field. Numbers stay as they are, negative ones too: they are values, not formulas. */
export function csvCell(cell: Cell): string {
  const text = cellText(cell);
  const safe = typeof cell === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
