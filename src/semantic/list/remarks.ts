import type { EntityRecord } from '../../autotask/types.js';
import { habitsOf } from '../entities/habits.js';
import type { Schema } from '../entities/schema.js';
import type { FilterRequest } from '../filter/request.js';
import type { Patience } from '../patience.js';
import type { Table } from '../rows/table.js';
import type { Tenant } from '../tenant.js';
import type { Head } from './head.js';
import type { ListQuestion } from './list.js';
import type { RowSource } from './source.js';

/** Of so few rows it is worth saying which usual fields none of them fills: an invoice without a date of payment is not paid. */
const FEW_ROWS = 3;
/** Lists that people add up: that a part is hidden is said of the rows, too, for a request when the rights are not known yet. */
const SUMMED_UP: ReadonlySet<string> = new Set(['TimeEntries']);
const CUT_SHORT = 'Autotask is slow just now: these are the first rows, fewer than asked for; go on with the cursor.';
const NONE_SO_FAR = 'Autotask is slow just now: no matching row has been found so far; go on with the cursor.';
const NOT_COUNTED =
  'Autotask is slow just now: how many rows there are in all could not be told in time; there may be more than the total says.';

/** What there was no time for. */
export function latenessNotes({ isCutShort, isTotalAtLeast }: Head, shown: readonly EntityRecord[]): string[] {
  return [
    ...(isCutShort === true ? [shown.length === 0 ? NONE_SO_FAR : CUT_SHORT] : []),
    ...(isTotalAtLeast === true ? [NOT_COUNTED] : []),
  ];
}

interface RemarkParts {
  readonly tenant: Tenant;
  readonly schema: Schema;
  readonly request: FilterRequest;
  readonly source: RowSource;
  readonly table: Table;
  readonly question: ListQuestion;
  readonly records: readonly EntityRecord[];
  readonly call: Patience;
}

/** What else a person should know about the rows of a list. */
export async function remarks({
  tenant,
  schema,
  request,
  source,
  table,
  question,
  records,
  call,
}: RemarkParts): Promise<string[]> {
  const notes: string[] = [];
  if (records.length > 0 && SUMMED_UP.has(schema.name)) notes.push(...(await tenant.access.warnings(schema.name, call)));
  if (request.local.length > 0)
    notes.push(`Autotask cannot filter by ${request.localWords.join(', ')} here; those rows were picked after reading.`);
  if (source.dropped > 0)
    notes.push(`Autotask returned ${source.dropped} rows that do not match the filter; they were left out.`);
  const isHabitual = habitsOf(schema.name).columns.length > 0;
  const isTelling = question.fields !== undefined || (isHabitual && records.length <= FEW_ROWS);
  if (isTelling && records.length > 0 && table.empty.length > 0) notes.push(`Empty in all rows: ${table.empty.join(', ')}.`);
  if (table.rows.some((row) => row.some(isCut)))
    notes.push('Texts ending in "… [+n characters]" are cut; get the record with that field alone for the rest.');
  return notes;
}

function isCut(cell: unknown): boolean {
  return typeof cell === 'string' && /… \[\+\d+ characters\]$/.test(cell);
}
