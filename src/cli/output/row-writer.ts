/** Formats of rows and records on stdout. */
export const FORMATS = ['json', 'ndjson', 'csv', 'table', 'md'] as const;

export type Format = (typeof FORMATS)[number];

/** What a cell may hold: plain JSON values. */
export type Cell = unknown;

/** Where text goes. `write` resolves when more may be written, so that a slow reader slows the program down instead of filling its memory. */
export interface Sink {
  write(text: string): Promise<void>;
}

/** Writes rows one at a time in one format; holds no more of them than the format needs. */
export interface RowWriter {
  begin(columns: readonly string[]): Promise<void>;
  row(cells: readonly Cell[]): Promise<void>;
  end(): Promise<void>;
}

export interface WriterOptions {
  /** Width of the terminal in columns; absent where stdout is none. */
  readonly width?: number | undefined;
  readonly color: boolean;
}

type WriterMaker = (sink: Sink, options: WriterOptions) => Promise<RowWriter>;

const WRITERS: Readonly<Record<Format, WriterMaker>> = {
  json: async (sink) => new (await import('./json.js')).JsonWriter(sink),
  ndjson: async (sink) => new (await import('./json.js')).NdjsonWriter(sink),
  csv: async (sink) => new (await import('./csv.js')).CsvWriter(sink),
  md: async (sink) => new (await import('./markdown.js')).MarkdownWriter(sink),
  table: async (sink, options) => new (await import('./table.js')).TableWriter(sink, options),
};

/** A writer of rows in the format. Code of a format is loaded when it is used. */
export async function createRowWriter(format: Format, sink: Sink, options: WriterOptions): Promise<RowWriter> {
  return WRITERS[format](sink, options);
}
