import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { readAllowed } from '../access.js';
import { explainEmpty } from '../emptiness.js';
import { habitsOf } from '../entities/habits.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError } from '../errors.js';
import { toRequest } from '../filter/request.js';
import type { FilterRequest } from '../filter/request.js';
import { describeFilter } from '../filter/tree.js';
import { patienceOf, untilLastMoment } from '../patience.js';
import type { Patience } from '../patience.js';
import { resolveColumns } from '../rows/columns.js';
import { MOST_DEFAULT_COLUMNS } from '../rows/default-columns.js';
import { LARGEST_SIZE, rowsThatFit, USUAL_SIZE } from '../rows/fit.js';
import { joinRecords } from '../rows/join.js';
import { namesInTime } from '../rows/names.js';
import { tableOf } from '../rows/table.js';
import type { Table } from '../rows/table.js';
import type { Tenant } from '../tenant.js';
import { questionText } from './cursor.js';
import type { CursorSealer } from './cursor.js';
import { readHead } from './head.js';
import type { Head } from './head.js';
import { describeOrder, positionOf, resolveOrder } from './order.js';
import type { Position, SaidOrder, SortKey } from './order.js';
import { rowSource } from './row-source.js';
import type { RowSource } from './source.js';

export interface ListQuestion {
  /** Plural or singular entity name, in any case. */
  readonly entity: string;
  /** Object in people's words, or the API's own conditions. */
  readonly filter?: unknown;
  /** Fields to show; `*` = all. */
  readonly fields?: readonly string[] | undefined;
  readonly order?: SaidOrder | undefined;
  /** Rows to show, 1 to 500; default 25. */
  readonly limit?: number | undefined;
  /** From the previous answer to the same question. */
  readonly cursor?: string | undefined;
}

/** How far a long read has come. */
export interface Progress {
  readonly rowsRead: number;
  /** Rows to be read in all, as soon as they have been counted. */
  readonly rowsExpected?: number;
}

export interface AskOptions extends Patience {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Texts in full and with their lines, and as many rows as the limit says: for programs, which have no context to fill. */
  readonly isForProgram?: boolean | undefined;
}

export interface ListAnswer extends Omit<Table, 'empty'> {
  readonly entity: string;
  /** Rows that match, counting those that earlier pages showed. */
  readonly total: number;
  /** True where time did not allow for counting: there are that many, and there may be more. */
  readonly totalIsAtLeast?: true;
  readonly shown: number;
  /** The filter as it was understood, with ids and windows of time. */
  readonly filter: string;
  readonly order: string;
  readonly timeZone: string;
  readonly notes: readonly string[];
  /** Record that the filter names and that is not visible, where nothing matches: `ticket 7012`. */
  readonly missing?: string;
  /** For the next page; absent on the last one. */
  readonly cursor?: string;
}

const DEFAULT_LIMIT = 25;
export const LARGEST_LIMIT = 500;
/** Of so few rows it is worth saying which usual fields none of them fills: an invoice without a date of payment is not paid. */
const FEW_ROWS = 3;
/** Lists that people add up: that a part is hidden is said of the rows, too, for a request when the rights are not known yet. */
const SUMMED_UP: ReadonlySet<string> = new Set(['TimeEntries']);
const CUT_SHORT = 'Autotask is slow just now: these are the first rows, fewer than asked for; go on with the cursor.';
const NONE_SO_FAR = 'Autotask is slow just now: no matching row has been found so far; go on with the cursor.';
const NOT_COUNTED =
  'Autotask is slow just now: how many rows there are in all could not be told in time; there may be more than the total says.';
/** Characters of a text in a list; the record itself shows more. */
const LONGEST_CELL = 200;

/**
 * The rows of one entity that match a filter in people's words, in the order asked for, with labels and names. Where time is short, the first
 * of them, with a cursor, and ids in place of names.
 *
 * @throws {SemanticError}s for words that are not understood, {@link TooManyRowsError} and {@link TooSlowError} rather than a wrong answer.
 */
export async function listRecords(
  tenant: Tenant,
  cursors: CursorSealer,
  question: ListQuestion,
  options: AskOptions,
): Promise<ListAnswer> {
  const call = patienceOf(options);
  const limit = requireLimit(question.limit);
  const schema = await tenant.schema(question.entity);
  const text = questionText({ entity: schema.name, filter: question.filter, order: question.order });
  const bookmark = question.cursor === undefined ? undefined : cursors.open(question.cursor, text);
  const clock = tenant.clock(bookmark?.nowMs);
  const selection = await tenant.select(schema, question.filter, clock, call);
  const request = toRequest(schema.name, selection.root);
  const keys = await resolveOrder(question.order, schema, tenant.directory);
  const usual = await resolveColumns(question.fields, schema, tenant.openSchema);
  // An order nobody can see is no use.
  const columns = question.fields === undefined && question.order !== undefined ? withKeys(usual, keys) : usual;
  const source = rowSource(tenant, { schema, selection, request, columns, keys, options, call });
  const wanted = { keys, limit, after: bookmark?.after, nowMs: clock.now.toMillis() };
  const head = await readAllowed(schema.name, () => readHead(source, wanted));
  const rows = await joinRecords(head.records, columns, tenant, untilLastMoment(call));

  tenant.directory.learn(schema.entity.singular, rows);
  const { names, notes: nameNotes } = await namesInTime(rows, columns, tenant.directory, call);
  const { isForProgram = false } = options;
  const style = { longestText: isForProgram ? Number.POSITIVE_INFINITY : LONGEST_CELL, keepsLines: isForProgram };
  const isGuessed = question.fields === undefined && habitsOf(schema.name).columns.length === 0;
  const mostColumns = isGuessed ? MOST_DEFAULT_COLUMNS : undefined;
  const show = (records: readonly EntityRecord[]): Table =>
    tableOf(schema.name, records, columns, { timeZone: tenant.timeZone, names, ...style }, mostColumns);
  const size = isForProgram ? Number.POSITIVE_INFINITY : question.limit === undefined ? USUAL_SIZE : LARGEST_SIZE;
  const records = rows.slice(0, rowsThatFit(show(rows).rows, size));
  const table = show(records);
  const seen = (bookmark?.seen ?? 0) + records.length;
  const after = endOf(records, head, keys);
  const isEmpty = seen === 0 && after === undefined;
  const emptiness = isEmpty ? await explainEmpty(tenant, schema, selection.root, call) : { notes: [] };
  return {
    entity: schema.name,
    total: (bookmark?.seen ?? 0) + head.total,
    ...(head.isTotalAtLeast === true ? { totalIsAtLeast: true } : {}),
    shown: records.length,
    filter: describeFilter(selection.root),
    order: describeOrder(keys),
    timeZone: tenant.timeZone,
    columns: table.columns,
    rows: table.rows,
    customerWritten: table.customerWritten,
    notes: [
      ...selection.notes,
      ...(head.isCutShort === true ? [records.length === 0 ? NONE_SO_FAR : CUT_SHORT] : []),
      ...(head.isTotalAtLeast === true ? [NOT_COUNTED] : []),
      ...nameNotes,
      ...emptiness.notes,
      ...(await remarks({ tenant, schema, request, source, table, question, records, call })),
    ],
    ...(emptiness.missing === undefined ? {} : { missing: emptiness.missing }),
    ...(after === undefined ? {} : { cursor: cursors.seal({ seen, nowMs: clock.now.toMillis(), after }, text) }),
  };
}

/** Place after which the next page begins; undefined after the last row. */
function endOf(shown: readonly EntityRecord[], { records, total, end }: Head, keys: readonly SortKey[]): Position | undefined {
  if (shown.length === records.length && end !== undefined) return end;
  const last = shown.length < total ? shown.at(-1) : undefined;
  return last === undefined ? undefined : positionOf(last, keys);
}

function withKeys(columns: readonly FieldInfo[], keys: readonly SortKey[]): readonly FieldInfo[] {
  const sorted = keys.map((key) => key.field).filter((field) => field.name !== 'id' && !columns.includes(field));
  return [...columns, ...sorted];
}

function requireLimit(limit = DEFAULT_LIMIT): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT) return limit;
  throw new InvalidInputError(`limit is a whole number from 1 to ${LARGEST_LIMIT}; go on with the cursor for more.`);
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

async function remarks({ tenant, schema, request, source, table, question, records, call }: RemarkParts): Promise<string[]> {
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
