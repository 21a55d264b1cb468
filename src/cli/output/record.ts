import { csvCell } from './csv.js';
import { toJson } from './json.js';
import { markdownCell } from './markdown.js';
import type { Cell, Format, Sink } from './row-writer.js';
import { cellText, printable } from './text.js';

type Entries = readonly (readonly [string, Cell])[];

const TEXTS: Readonly<Record<Format, (entries: Entries) => string>> = {
  json: (entries) => `${toJson(Object.fromEntries(entries), 2)}\n`,
  ndjson: (entries) => `${toJson(Object.fromEntries(entries))}\n`,
  csv: (entries) => [entries.map(([name]) => name), entries.map(([, cell]) => cell)].map(csvLine).join(''),
  md: (entries) =>
    [['field', 'value'], ['---', '---'], ...entries.map((entry) => entry.map(markdownCell))].map(markdownLine).join(''),
  table: fieldLines,
};

/** Writes one record: an object in JSON, a header and a line in CSV, a line a field for people. */
export async function writeRecord(format: Format, sink: Sink, record: Readonly<Record<string, Cell>>): Promise<void> {
  await sink.write(TEXTS[format](Object.entries(record)));
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function fieldLines(entries: Entries): string {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  const indent = ' '.repeat(width + 2);
  return entries
    .map(
      ([name, cell]) =>
        `${name.padEnd(width)}  ${printable(cellText(cell)).trimEnd().replaceAll('\n', `\n${indent}`)}`.trimEnd() + '\n',
    )
    .join('');
}
