import type { Cell, RowWriter, Sink } from './row-writer.js';
import { cellText, printable, replaceBreaks } from './text.js';

/** A GitHub-flavoured Markdown table. Markup inside cells is shown, not rendered: an image link from a ticket fetches nothing. */
export class MarkdownWriter implements RowWriter {
  constructor(private readonly sink: Sink) {}

  async begin(columns: readonly string[]): Promise<void> {
    await this.row(columns);
    await this.sink.write(`|${columns.map(() => ' --- ').join('|')}|\n`);
  }

  async row(cells: readonly Cell[]): Promise<void> {
    await this.sink.write(`| ${cells.map(markdownCell).join(' | ')} |\n`);
  }

  async end(): Promise<void> {
    return Promise.resolve();
  }
}

export function markdownCell(cell: Cell): string {
  const escaped = printable(cellText(cell))
    .trim()
    .replace(/[\\|`*_[\]<>!~#]/g, '\\$&');
  return replaceBreaks(escaped, /[\n\u2028\u2029]/, '<br>').replaceAll('\t', ' ');
}
