import type { SeedRow } from '../types.js';
import type { EntitySchema, TenantField } from '../schema.js';
import { isoTime } from '../values.js';
import type { Table } from './table.js';

const FIRST_DAY = Date.UTC(2020, 0, 1);

/** A table of `count` rows (ids 1 to count) that exist only while they are read: for measurements with a million rows. */
export class SyntheticTable implements Table {
  readonly #count: number;
  readonly #template: Readonly<SeedRow>;
  readonly #counted: readonly TenantField[];

  constructor(schema: EntitySchema, count: number) {
    this.#count = count;
    const filled = schema.fields.filter((field) => field.name !== 'id' && (field.isRequired || isTelling(field)));
    const constants = filled.map((field): [string, unknown] => [field.name, isCounted(field) ? '' : constant(field)]);
    this.#template = { id: 0, ...Object.fromEntries(constants) };
    this.#counted = filled.filter(isCounted);
  }

  get size(): number {
    return this.#count;
  }

  get(id: number): SeedRow | undefined {
    return Number.isInteger(id) && id >= 1 && id <= this.#count ? this.#row(id) : undefined;
  }

  *ascending(from: number, to: number): Iterable<SeedRow> {
    const [first, last] = this.#clip(from, to);
    for (let id = first; id <= last; id += 1) yield this.#row(id);
  }

  *descending(from: number, to: number): Iterable<SeedRow> {
    const [first, last] = this.#clip(from, to);
    for (let id = last; id >= first; id -= 1) yield this.#row(id);
  }

  countBetween(from: number, to: number): number {
    const [first, last] = this.#clip(from, to);
    return Math.max(0, last - first + 1);
  }

  equalTo(field: string, values: readonly (string | number)[]): readonly SeedRow[] | null {
    if (field !== 'id') return null;
    const ids = [...new Set(values.map(Number))].sort((a, b) => a - b);
    return ids.map((id) => this.get(id)).filter((row) => row !== undefined);
  }

  put(): void {
    throw new Error('Synthetic rows cannot be written.');
  }

  remove(): void {
    throw new Error('Synthetic rows cannot be deleted.');
  }

  nextId(): number {
    return this.#count + 1;
  }

  #clip(from: number, to: number): [number, number] {
    return [Math.max(1, Math.ceil(from)), Math.min(this.#count, Math.floor(to))];
  }

  #row(id: number): SeedRow {
    const row: SeedRow = { ...this.#template };
    row.id = id;
    const digits = String(id).padStart(7, '0');
    const time = isoTime(FIRST_DAY + id * 60_000);
    for (const { name, dataType, length } of this.#counted) {
      const text = `${name} ${digits}`;
      row[name] = dataType === 'datetime' ? time : length > 0 ? text.slice(-length) : text;
    }
    return row;
  }
}

function isTelling(field: TenantField): boolean {
  return ['createDate', 'createDateTime', 'lastActivityDate', 'ticketNumber', 'description'].includes(field.name);
}

function isCounted(field: TenantField): boolean {
  return (field.dataType === 'string' || field.dataType === 'datetime') && !field.isPickList;
}

function constant(field: TenantField): unknown {
  const [entry] = field.picklist ?? [];
  if (field.dataType === 'boolean') return true;
  if (entry !== undefined) return field.dataType === 'string' ? entry.value : Number(entry.value);
  return field.dataType === 'string' ? '' : 1;
}
