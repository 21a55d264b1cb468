import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { readAllowed } from '../access.js';
import { canonicalJson } from '../canonical-json.js';
import { kindOf } from '../entities/field-kind.js';
import { explainEmpty } from '../emptiness.js';
import { InvalidInputError } from '../errors.js';
import { toRequest } from '../filter/request.js';
import { comparisons, describeFilter } from '../filter/tree.js';
import type { Node } from '../filter/tree.js';
import { patienceOf } from '../patience.js';
import type { Patience } from '../patience.js';
import { resolveColumns } from '../rows/columns.js';
import type { Table } from '../rows/table.js';
import type { Tenant } from '../tenant.js';
import type { CursorSealer } from './cursor.js';
import { readHead } from './head.js';
import type { Head } from './head.js';
import { describeOrder, positionOf, resolveOrder } from './order.js';
import type { Position, SaidOrder, SortKey } from './order.js';
import { latenessNotes, remarks } from './remarks.js';
import { rowSource } from './row-source.js';
import { showRows } from './show-rows.js';

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
  const text = canonicalJson({ entity: schema.name, filter: question.filter, order: question.order });
  const bookmark = question.cursor === undefined ? undefined : cursors.open(question.cursor, text);
  const clock = tenant.clock(bookmark?.nowMs);
  const selection = await tenant.select(schema, question.filter, clock, call);
  const request = toRequest(schema.name, selection.root);
  const keys = await resolveOrder(question.order, schema, tenant.directory);
  const usual = await resolveColumns(question.fields, schema, tenant.openSchema);
  // An order nobody can see is no use, nor a day that nobody sees met: how late is what "overdue" is about.
  const asked = [
    ...datesIn(schema.name, selection.root),
    ...(question.order === undefined ? [] : keys.map(({ field }) => field)),
  ];
  const columns = question.fields === undefined ? withFields(usual, asked) : usual;
  const source = rowSource(tenant, { schema, selection, request, columns, keys, options, call });
  const wanted = { keys, limit, after: bookmark?.after, nowMs: clock.now.toMillis() };
  const head = await readAllowed(schema.name, () => readHead(source, wanted));
  const { records, table, notes } = await showRows(tenant, { schema, columns, question, options, call }, head.records);
  const before = bookmark?.seen ?? 0;
  const seen = before + records.length;
  const after = endOf(records, head, keys);
  const isEmpty = seen === 0 && after === undefined;
  const { root } = selection;
  const emptiness = isEmpty ? await explainEmpty(tenant, schema, root, call) : { notes: [] };
  return {
    entity: schema.name,
    total: before + head.total,
    ...(head.isTotalAtLeast === true ? { totalIsAtLeast: true } : {}),
    shown: records.length,
    filter: describeFilter(root),
    order: describeOrder(keys),
    timeZone: tenant.timeZone,
    columns: table.columns,
    rows: table.rows,
    customerWritten: table.customerWritten,
    notes: [
      ...selection.notes,
      ...latenessNotes(head, records),
      ...notes,
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

function withFields(columns: readonly FieldInfo[], asked: readonly FieldInfo[]): readonly FieldInfo[] {
  return [...new Set([...columns, ...asked.filter(({ name }) => name !== 'id')])];
}

/** Dates that rows are compared with. */
function datesIn(entity: string, root: Node): readonly FieldInfo[] {
  const dated = comparisons(root).filter(({ operator, value }) => value !== undefined && operator !== 'noteq');
  return dated.map(({ field }) => field).filter((field) => ['instant', 'day'].includes(kindOf(entity, field)));
}

function requireLimit(limit = DEFAULT_LIMIT): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT) return limit;
  throw new InvalidInputError(`limit is a whole number from 1 to ${LARGEST_LIMIT}; go on with the cursor for more.`);
}
