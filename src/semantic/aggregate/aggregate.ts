import type { FieldInfo } from '../../autotask/types.js';
import { readAllowed } from '../access.js';
import { explainEmpty } from '../emptiness.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError, LateError, TooSlowError } from '../errors.js';
import { toRequest } from '../filter/request.js';
import type { FilterRequest } from '../filter/request.js';
import { describeFilter } from '../filter/tree.js';
import type { Selection } from '../filter/tree.js';
import { rowSource } from '../list/row-source.js';
import type { AskOptions } from '../list/list.js';
import type { RowSource } from '../list/source.js';
import { patienceOf, untilLastMoment } from '../patience.js';
import type { Patience } from '../patience.js';
import type { Cell } from '../rows/cells.js';
import { joinRecords } from '../rows/join.js';
import { HiddenReferences } from '../rows/not-visible.js';
import type { Tenant } from '../tenant.js';
import { resolveGroup } from './groups.js';
import type { Asked, SaidGroup } from './groups.js';
import type { Grouping } from './grouping.js';
import { withHiddenGroup } from './hidden-group.js';
import { resolveMeasures } from './measures.js';
import type { Measure, SaidMeasure } from './measures.js';
import { readPages, readRest } from './read-all.js';
import { shortcutTo } from './shortcut.js';
import { Tally } from './tally.js';

export interface AggregateQuestion {
  readonly entity: string;
  readonly filter?: unknown;
  /** Default `count`. */
  readonly measures?: readonly SaidMeasure[] | undefined;
  /** None, one or two. */
  readonly groupBy?: readonly SaidGroup[] | undefined;
  /** Groups to show, the largest first where they have no order of their own; default 50. */
  readonly limit?: number | undefined;
}

export interface AggregateAnswer {
  readonly entity: string;
  /** Rows that were counted. */
  readonly total: number;
  /** Groups in all and shown. */
  readonly groups: number;
  readonly shown: number;
  readonly filter: string;
  readonly timeZone: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The measures over all rows, where they are grouped. */
  readonly totals?: readonly Cell[];
  readonly notes: readonly string[];
  /** Record that the filter names and that is not visible, where nothing matches: `ticket 7012`. */
  readonly missing?: string;
}

const MOST_GROUP_FIELDS = 2;
const DEFAULT_GROUPS = 50;
const MOST_GROUPS = 500;

/**
 * Counts, sums, averages and extremes over all matching rows, grouped by one or two fields. Complete or refused, never a figure over part
 * of the rows.
 *
 * @throws {TooManyRowsError} when too many rows would have to be read, {@link TooSlowError} when they cannot be read in time.
 */
export async function aggregateRecords(
  tenant: Tenant,
  question: AggregateQuestion,
  options: AskOptions,
): Promise<AggregateAnswer> {
  const call = patienceOf(options);
  const schema = await tenant.schema(question.entity);
  const clock = tenant.clock();
  const selection = await tenant.select(schema, question.filter, clock, call);
  const request = toRequest(schema.name, selection.root);
  const measures = await resolveMeasures(question.measures, schema);
  const groupings = await resolveGroups(question.groupBy ?? [], schema, tenant, { root: selection.root, clock });
  const limit = requireLimit(question.limit);

  const tally = new Tally(schema.name, groupings, measures, tenant.timeZone);
  const counted = await readAllowed(schema.name, () =>
    count(tenant, { schema, selection, request, groupings, measures, options, call, tally }),
  );
  const { rows, notes } = groupings.length === 0 ? { rows: [tally.totals], notes: [] } : await tally.rows(tenant, call);
  const shown = rows.slice(0, limit);
  const { notes: remarks, missing } =
    counted.total === 0
      ? await explainEmpty(tenant, schema, selection.root, call)
      : { notes: await tenant.access.warnings(schema.name, call) };
  return {
    entity: schema.name,
    total: counted.total,
    groups: rows.length,
    shown: shown.length,
    filter: describeFilter(selection.root),
    timeZone: tenant.timeZone,
    columns: [...groupings.map(({ name }) => name), ...measures.map(({ name }) => name)],
    rows: shown,
    ...(groupings.length === 0 ? {} : { totals: tally.totals }),
    notes: [...selection.notes, ...counted.notes, ...notes, ...remarks],
    ...(missing === undefined ? {} : { missing }),
  };
}

async function resolveGroups(
  said: readonly SaidGroup[],
  schema: Schema,
  { openSchema }: Tenant,
  asked: Asked,
): Promise<readonly Grouping[]> {
  if (said.length > MOST_GROUP_FIELDS) throw new InvalidInputError(`Group by ${MOST_GROUP_FIELDS} fields at most.`);
  const groupings: Grouping[] = [];
  for (const one of said) groupings.push(withHiddenGroup(await resolveGroup(one, schema, openSchema, asked)));
  return groupings;
}

function requireLimit(limit = DEFAULT_GROUPS): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_GROUPS) return limit;
  throw new InvalidInputError(`limit is a whole number of groups from 1 to ${MOST_GROUPS}.`);
}

interface CountParts {
  readonly schema: Schema;
  readonly selection: Selection;
  readonly request: FilterRequest;
  readonly groupings: readonly Grouping[];
  readonly measures: readonly Measure[];
  readonly options: AskOptions;
  readonly call: Patience;
  readonly tally: Tally;
}

interface Counted {
  readonly total: number;
  readonly notes: readonly string[];
}

async function count(tenant: Tenant, parts: CountParts): Promise<Counted> {
  const { groupings, measures } = parts;
  const columns = [...groupings, ...measures].flatMap(({ field }) => field ?? []);
  const source = rowSource(tenant, { ...parts, columns, keys: [], readsLongTexts: true });
  try {
    return await countFrom(source, tenant, columns, parts);
  } catch (error) {
    if (error instanceof LateError) throw tooSlow(source);
    throw error;
  }
}

function tooSlow(source: RowSource): TooSlowError {
  return new TooSlowError(
    `Autotask is slow just now: ${source.progress} before the time for this call was over. A figure over a part of the rows would be wrong, so there is none. ` +
      'Narrow the filter, for instance to a shorter span of time, and add up the parts.',
  );
}

/** Counts are asked of Autotask where that takes fewer requests; everything else is worked out from the rows, 500 for a request. */
async function countFrom(source: RowSource, tenant: Tenant, columns: readonly FieldInfo[], parts: CountParts): Promise<Counted> {
  const { request, call, tally } = parts;
  if (columns.length === 0 && request.isExact) {
    const total = await source.count([]);
    tally.addCount([], total);
    return { total, notes: [] };
  }
  const first = await source.first([]);
  const shortcut = shortcutTo(parts, source, first, tenant);
  const pages = await readPages(source, first, shortcut?.pagesBefore);
  let total = pages.records.length;
  if (pages.hasMore) {
    total = await source.count([]);
    const counted = source.isExact ? await shortcut?.take(pages, total) : undefined;
    if (counted !== undefined) return { total: counted, notes: [] };
  }
  const records = pages.hasMore ? await readRest(source, pages, total) : pages.records;
  const joined = await joinRecords(records, columns, tenant, untilLastMoment(call));
  for (const record of joined) tally.add(record);
  const dropped =
    source.dropped === 0 ? [] : [`Autotask returned ${source.dropped} rows that do not match the filter; they are not counted.`];
  const local =
    request.local.length === 0
      ? []
      : [`Autotask cannot filter by ${request.localWords.join(', ')} here; those rows were picked after reading.`];
  return { total: records.length, notes: [...local, ...dropped, ...new HiddenReferences(columns).add(joined).notes] };
}
