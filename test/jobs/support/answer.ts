import type { CallToolResult } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { textOf } from '../../support/host.js';

const Table = z.looseObject({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });

/** A tool's answer as a model would read it. */
export class Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly pictures: number;

  constructor(result: CallToolResult) {
    this.isError = result.isError === true;
    this.text = textOf(result);
    this.data = z.record(z.string(), z.unknown()).parse(result.structuredContent ?? {});
    this.pictures = result.content.filter(({ type }) => type === 'image').length;
  }

  /** Its rows as objects by column. */
  get rows(): readonly Readonly<Record<string, unknown>>[] {
    const { columns, rows } = Table.parse(this.data);
    return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])));
  }

  column(name: string): unknown[] {
    return this.rows.map((row) => row[name] ?? null);
  }

  get total(): unknown {
    return this.data['total'];
  }

  get notes(): string {
    return z
      .array(z.string())
      .catch([])
      .parse(this.data['notes'] ?? [])
      .join('\n');
  }
}
