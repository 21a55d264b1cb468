import { isObject } from '../autotask/object.js';
import type { Answer } from './reply.js';

/** A list of records with its column names once: a third of the tokens that an array of objects takes. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A table of one row and more columns than this is written a line per column. */
const WIDEST_SINGLE_ROW = 4;

/**
 * An answer as text for a model: a line per value, tables with a bar between cells. Holds all that the structured form holds
 * (asserted by a property test), as some hosts show the model only one of the two.
 */
export function renderText(answer: Answer): string {
  const { columns, rows, ...rest } = answer;
  const blocks = [renderFields(rest)];
  if (Array.isArray(columns) && Array.isArray(rows))
    blocks.push(renderTable({ columns: columns.map(String), rows: rows.filter(isRow) }));
  else if (columns !== undefined || rows !== undefined) blocks.push(renderFields({ columns, rows }));
  return blocks.filter((block) => block !== '').join('\n\n');
}

function renderFields(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => renderField(name, value))
    .join('\n');
}

function renderField(name: string, value: unknown): string {
  if (isTable(value)) return `${name}:\n${indent(renderTable(value))}`;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (items.every((item) => !isObject(item) && !isLong(item))) {
      const areSentences = items.every((item) => typeof item === 'string' && item.endsWith('.'));
      return `${name}: ${items.map(cell).join(areSentences ? ' ' : ', ')}`;
    }
    return `${name}:\n${items.map((item) => `- ${isObject(item) ? indent(renderFields(item)).trimStart() : cell(item)}`).join('\n')}`;
  }
  if (isObject(value)) return `${name}:\n${indent(renderFields(value))}`;
  return renderScalar(name, value);
}

function renderTable({ columns, rows }: Table): string {
  const [first] = rows;
  if (first !== undefined && rows.length === 1 && columns.length > WIDEST_SINGLE_ROW) {
    return columns.map((column, index) => renderScalar(column, first[index] ?? null)).join('\n');
  }
  return [columns, ...rows].map((row) => row.map(cell).join(' | ')).join('\n');
}

/** Several lines are quoted, so that no text of a record can pass itself off as another field of it. */
function renderScalar(name: string, value: unknown): string {
  const text = asText(value);
  return text.includes('\n')
    ? `${name}:\n${text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`
    : `${name}: ${text}`;
}

/** A value that stays in its cell: line ends and bars in it are escaped. */
function cell(value: unknown): string {
  return asText(value).replaceAll('|', '\\|').replaceAll('\n', '\\n');
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n');
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : (JSON.stringify(value) ?? '');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isLong(value: unknown): boolean {
  return asText(value).length > 40;
}

function isRow(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

function isTable(value: unknown): value is Table {
  return isObject(value) && Array.isArray(value['columns']) && Array.isArray(value['rows']);
}
