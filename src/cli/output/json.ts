import type { Cell, RowWriter, Sink } from './row-writer.js';

// Control characters that JSON leaves as they are (DEL and C1) would reach the terminal; escaped, they still are the same JSON. Line breaks only stand between values.
const RAW_CONTROLS = /[^\P{Cc}\n]|[\u2028\u2029]/gu;

/** A value as JSON in which every control character is escaped. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    RAW_CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** One JSON array with an object a line. */
export class JsonWriter implements RowWriter {
  #columns: readonly string[] = [];
  #first = true;

  constructor(private readonly sink: Sink) {}

  async begin(columns: readonly string[]): Promise<void> {
    this.#columns = columns;
    await this.sink.write('[');
  }

  async row(cells: readonly Cell[]): Promise<void> {
    const separator = this.#first ? '\n' : ',\n';
    this.#first = false;
    await this.sink.write(separator + toJson(toObject(this.#columns, cells)));
  }

  async end(): Promise<void> {
    await this.sink.write(this.#first ? ']\n' : '\n]\n');
  }
}

/** An object a line, nothing around them. */
export class NdjsonWriter implements RowWriter {
  #columns: readonly string[] = [];

  constructor(private readonly sink: Sink) {}

  async begin(columns: readonly string[]): Promise<void> {
    this.#columns = columns;
    return Promise.resolve();
  }

  async row(cells: readonly Cell[]): Promise<void> {
    await this.sink.write(`${toJson(toObject(this.#columns, cells))}\n`);
  }

  async end(): Promise<void> {
    return Promise.resolve();
  }
}

function toObject(columns: readonly string[], cells: readonly Cell[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]));
}
