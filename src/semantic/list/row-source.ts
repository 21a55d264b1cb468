import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { ownFields } from '../entities/joined-field.js';
import type { Schema } from '../entities/schema.js';
import { matches, satisfies } from '../filter/matches.js';
import type { Verdict } from '../filter/matches.js';
import type { FilterRequest } from '../filter/request.js';
import { comparisons } from '../filter/tree.js';
import type { Comparison, Node, Selection } from '../filter/tree.js';
import { untilLastMoment } from '../patience.js';
import type { Patience } from '../patience.js';
import { isLongText } from '../rows/content.js';
import type { Tenant } from '../tenant.js';
import type { AskOptions } from './list.js';
import type { SortKey } from './order.js';
import { RowSource } from './source.js';

export interface SourceParts {
  readonly schema: Schema;
  readonly selection: Selection;
  readonly request: FilterRequest;
  readonly columns: readonly FieldInfo[];
  readonly keys: readonly SortKey[];
  readonly options: Pick<AskOptions, 'onProgress'>;
  readonly call: Patience;
  /** Whether long texts are needed of every row, rather than of those shown. */
  readonly readsLongTexts?: boolean;
}

/** The rows that a selection names, read with the fields that deciding, sorting and showing need. */
export function rowSource(
  tenant: Tenant,
  { schema, selection, request, columns: shown, keys, options, call, readsLongTexts = false }: SourceParts,
): RowSource {
  const columns = ownFields(shown);
  const filtered = comparisons(selection.root).map((comparison) => comparison.field);
  // What Autotask has checked is checked again here, since it answers what it does not understand with every row (dossier §4); long texts
  // are not fetched for that alone.
  const checked = filtered.filter((field) => request.local.includes(field.name) || !isLongText(field));
  const needed = new Set([...checked, ...keys.map((key) => key.field)].map((field) => field.name));
  const long = columns
    .filter((field) => !readsLongTexts && isLongText(field) && !needed.has(field.name))
    .map((field) => field.name);
  for (const field of columns) if (!long.includes(field.name)) needed.add(field.name);
  const udfs = new Set(
    [...columns, ...filtered, ...keys.map((key) => key.field)].filter((field) => field.isUserDefined).map((field) => field.name),
  );
  return new RowSource(tenant.client, {
    entity: schema.name,
    request,
    accepts: acceptor(selection.root, new Set(checked.map((field) => field.name))),
    // User-defined fields come with every record and cannot be named (dossier §4).
    fields: ['id', ...[...needed].filter((name) => name !== 'id' && !udfs.has(name))],
    longFields: long,
    call: untilLastMoment(call),
    onRows: (rowsRead, rowsExpected) =>
      options.onProgress?.({ rowsRead, ...(rowsExpected === undefined ? {} : { rowsExpected }) }),
  });
}

function acceptor(root: Node, checked: ReadonlySet<string>): (record: EntityRecord) => boolean {
  const check = (comparison: Comparison, record: EntityRecord): Verdict =>
    checked.has(comparison.field.name) ? satisfies(comparison, record) : undefined;
  return (record) => matches(root, record, check) !== false;
}
