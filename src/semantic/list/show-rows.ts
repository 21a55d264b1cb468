import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import { untilLastMoment } from '../patience.js';
import type { Patience } from '../patience.js';
import { mostDefaultColumns } from '../rows/default-columns.js';
import { LARGEST_SIZE, rowsThatFit, USUAL_SIZE } from '../rows/fit.js';
import { joinRecords } from '../rows/join.js';
import { namesInTime } from '../rows/names.js';
import { HiddenReferences } from '../rows/not-visible.js';
import { tableOf } from '../rows/table.js';
import type { Table } from '../rows/table.js';
import type { Tenant } from '../tenant.js';
import type { AskOptions, ListQuestion } from './list.js';

/** Characters of a text in a list; the record itself shows more. */
const LONGEST_CELL = 200;

interface Showing {
  readonly schema: Schema;
  readonly columns: readonly FieldInfo[];
  readonly question: ListQuestion;
  readonly options: AskOptions;
  readonly call: Patience;
}

interface Shown {
  /** As many of the records, from the first, as an answer holds. */
  readonly records: readonly EntityRecord[];
  readonly table: Table;
  /** On names that could not be read in time, and on what is not visible. */
  readonly notes: readonly string[];
}

/** The records in people's words: with labels and names, as far as they fit into one answer. */
export async function showRows(
  tenant: Tenant,
  { schema, columns, question, options: { isForProgram = false }, call }: Showing,
  found: readonly EntityRecord[],
): Promise<Shown> {
  const rows = await joinRecords(found, columns, tenant, untilLastMoment(call));
  tenant.directory.learn(schema.entity.singular, rows);
  const { names, notes } = await namesInTime(rows, columns, tenant.directory, call);
  const longestText = isForProgram ? Number.POSITIVE_INFINITY : LONGEST_CELL;
  const style = { timeZone: tenant.timeZone, names, longestText, keepsLines: isForProgram };
  const most = question.fields === undefined ? mostDefaultColumns(schema) : undefined;
  const show = (records: readonly EntityRecord[]): Table => tableOf(schema.name, records, columns, style, most);
  const whole = show(rows);
  const size = question.limit === undefined ? USUAL_SIZE : LARGEST_SIZE;
  const records = isForProgram ? rows : rows.slice(0, rowsThatFit(whole.rows, size));
  const table = records.length === rows.length ? whole : show(records);
  return { records, table, notes: [...notes, ...new HiddenReferences(columns).add(records).notes] };
}
