import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { displayName, referencedEntity } from '../entities/field-kind.js';
import { nameRule } from '../names/rules.js';
import { cellOf } from './cells.js';
import type { Cell, CellStyle } from './cells.js';
import { isCustomerText } from './columns.js';

/** Records with their column names once. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns whose text strangers may have written: data, never instructions. */
  readonly customerWritten: readonly string[];
  /** Columns that were left out, having no value in any row. */
  readonly empty: readonly string[];
}

/**
 * The records as a table of the columns that at least one of them fills.
 *
 * @param most Columns at most, the first ones that are filled.
 */
export function tableOf(
  entity: string,
  records: readonly EntityRecord[],
  fields: readonly FieldInfo[],
  style: CellStyle,
  most: number = Number.POSITIVE_INFINITY,
): Table {
  const all = records.map((record) => fields.map((field) => cellOf(entity, record, field, style)));
  const filled = fields.map((_, column) => all.some((row) => row[column] !== null));
  const columns = [...fields.keys()].filter((column) => filled[column] === true).slice(0, most);
  const shown = columns.flatMap((column) => fields[column] ?? []);
  return {
    columns: shown.map(displayName),
    rows: all.map((row) => columns.map((column) => row[column] ?? null)),
    customerWritten: shown.filter((field) => isCustomerText(entity, field) || showsStrangersName(field)).map(displayName),
    empty: fields.filter((_, column) => filled[column] !== true).map(displayName),
  };
}

function showsStrangersName(field: FieldInfo): boolean {
  return nameRule(referencedEntity(field) ?? '')?.isUntrusted ?? false;
}
