import Table from 'cli-table3';
import type { Cell, RowWriter, Sink, WriterOptions } from './row-writer.js';
import { cellText, singleLine } from './text.js';

// Columns take their width from the first rows, so that a table of any length needs the memory of this many.
const ROWS_MEASURED = 200;
const WIDEST_COLUMN = 60;
const NARROWEST_COLUMN = 6;
const GAP = 2;
const WIDTH_WITHOUT_TERMINAL = 200;

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/** Aligned columns for people: a row a line, long texts cut with an ellipsis. */
export class TableWriter implements RowWriter {
  #columns: readonly string[] = [];
  #waiting: string[][] = [];
  #widths: readonly number[] | undefined;

  constructor(
    private readonly sink: Sink,
    private readonly options: WriterOptions,
  ) {}

  async begin(columns: readonly string[]): Promise<void> {
    this.#columns = columns.map(singleLine);
    return Promise.resolve();
  }

  async row(cells: readonly Cell[]): Promise<void> {
    this.#waiting.push(cells.map((cell) => singleLine(cellText(cell))));
    if (this.#waiting.length >= ROWS_MEASURED) await this.#flush();
  }

  async end(): Promise<void> {
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const head = this.#widths === undefined;
    this.#widths ??= fitColumns([this.#columns, ...this.#waiting], this.options.width ?? WIDTH_WITHOUT_TERMINAL);
    const rows = this.#waiting;
    this.#waiting = [];
    if (head) await this.#print([this.#columns], this.options.color);
    if (rows.length > 0) await this.#print(rows, false);
  }

  async #print(rows: readonly (readonly string[])[], bold: boolean): Promise<void> {
    const table = new Table({
      chars: NO_LINES,
      style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
      colWidths: [...(this.#widths ?? [])],
    });
    for (const row of rows) table.push([...row]);
    const lines = table
      .toString()
      .split('\n')
      .map((line) => line.trimEnd());
    const text = lines.join('\n');
    await this.sink.write(`${bold ? `\u001b[1m${text}\u001b[22m` : text}\n`);
  }
}

/** Widths, gap included, that fit the terminal: the widest columns give way first. The first one names the record and stays whole. */
export function fitColumns(rows: readonly (readonly string[])[], width: number): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, index) => Math.min(WIDEST_COLUMN, Math.max(1, ...rows.map((row) => displayWidth(row[index] ?? '')))) + GAP,
  );
  while (widths.reduce((sum, each) => sum + each, 0) > width) {
    const widest = widths.indexOf(Math.max(...widths.slice(1)), 1);
    const current = widths[widest];
    if (current === undefined || current <= NARROWEST_COLUMN + GAP) break;
    widths[widest] = current - 1;
  }
  return widths;
}

/** Cells a text takes on a terminal: East Asian wide characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
