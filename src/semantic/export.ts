import { LARGEST_PAGE } from '../autotask/limits.js';
import type { CallOptions, EntityRecord, FieldInfo } from '../autotask/types.js';
import { readAllowed } from './access.js';
import { explainEmpty } from './emptiness.js';
import type { Emptiness } from './emptiness.js';
import { displayName } from './entities/field-kind.js';
import { ownFields } from './entities/joined-field.js';
import type { Schema } from './entities/schema.js';
import { matches, satisfies } from './filter/matches.js';
import { toRequest } from './filter/request.js';
import type { FilterRequest } from './filter/request.js';
import { comparisons, describeFilter } from './filter/tree.js';
import type { Selection } from './filter/tree.js';
import { cellOf } from './rows/cells.js';
import type { Cell } from './rows/cells.js';
import { resolveColumns } from './rows/columns.js';
import { joinRecords } from './rows/join.js';
import { referenceNames } from './rows/names.js';
import { HiddenReferences } from './rows/not-visible.js';
import type { Tenant } from './tenant.js';

/** A question whose whole answer is wanted, however long. */
export interface ExportQuestion {
  readonly entity: string;
  readonly filter?: unknown;
  /** Fields to give; the customary ones where absent, `*` for all. */
  readonly fields?: readonly string[] | undefined;
}

/** Every row of a question, to be read once, by ascending id. */
export interface Export {
  readonly entity: string;
  /** Readable form of the filter as it was understood. */
  readonly filter: string;
  /** On the filter, and on the rows that have been read so far. */
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  readonly timeZone: string;
  /** Whether Autotask checks the whole filter, so that its own count is the number of rows. */
  readonly isCountable: boolean;
  /** Number of rows by Autotask's own count, with one request; an upper bound where a part of the filter is checked here. */
  count(): Promise<number>;
  /** Why there are no rows, once that is known. */
  explainEmpty(): Promise<Emptiness>;
  /** The rows in people's words, a page at a time, texts uncut. Memory holds one page and a bounded number of names. */
  pages(): AsyncGenerator<readonly (readonly Cell[])[], void, undefined>;
  /** The same records as the API gives them, at most `limit` of them. */
  records(limit?: number): AsyncGenerator<readonly EntityRecord[], void, undefined>;
  /** The API's names of the fields that records carry; undefined where all fields were asked for, or none in particular. */
  readonly recordFields: readonly string[] | undefined;
}

// Names of a million rows' tickets and contacts would fill the memory; those of the last pages are the ones that recur.
const PAGES_BETWEEN_FORGETTING = 40;

/**
 * Prepares an export: understands filter and fields, reads no rows yet.
 *
 * @throws {UnknownNameError}, {@link AmbiguousNameError}, {@link InvalidInputError} as a list does.
 */
export async function openExport(tenant: Tenant, question: ExportQuestion, call: CallOptions = {}): Promise<Export> {
  const schema = await tenant.schema(question.entity);
  const selection = await tenant.select(schema, question.filter, tenant.clock(), call);
  const columns = await resolveColumns(question.fields, schema, tenant.openSchema);
  const hasChosenFields = question.fields !== undefined && !question.fields.includes('*');
  return new RowExport(tenant, schema, selection, columns, hasChosenFields, call);
}

class RowExport implements Export {
  readonly #request: FilterRequest;
  readonly #hidden: HiddenReferences;

  constructor(
    private readonly tenant: Tenant,
    private readonly schema: Schema,
    private readonly selection: Selection,
    private readonly fields: readonly FieldInfo[],
    private readonly hasChosenFields: boolean,
    private readonly call: CallOptions,
  ) {
    this.#request = toRequest(schema.name, selection.root);
    this.#hidden = new HiddenReferences(fields);
  }

  get entity(): string {
    return this.schema.name;
  }

  get filter(): string {
    return describeFilter(this.selection.root);
  }

  get notes(): readonly string[] {
    const { local, localWords } = this.#request;
    const checkedHere =
      local.length === 0 ? [] : [`Autotask cannot filter by ${localWords.join(', ')}; more rows were read and filtered here.`];
    return [...this.selection.notes, ...checkedHere, ...this.#hidden.notes];
  }

  get columns(): readonly string[] {
    return this.fields.map(displayName);
  }

  get timeZone(): string {
    return this.tenant.timeZone;
  }

  get isCountable(): boolean {
    return this.#request.isExact;
  }

  async count(): Promise<number> {
    let total = 0;
    for (const filter of this.#request.filters) total += await this.tenant.client.count(this.entity, filter, this.call);
    return total;
  }

  async explainEmpty(): Promise<Emptiness> {
    return explainEmpty(this.tenant, this.schema, this.selection.root, this.call);
  }

  async *pages(): AsyncGenerator<readonly (readonly Cell[])[], void, undefined> {
    let directory = this.tenant.directory;
    let page = 0;
    for await (const read of this.#read(this.#neededFields(), Number.POSITIVE_INFINITY)) {
      if (page > 0 && page % PAGES_BETWEEN_FORGETTING === 0) directory = this.tenant.emptyDirectory();
      page += 1;
      const records = await joinRecords(read, this.fields, { client: this.tenant.client, directory }, this.call);
      this.#hidden.add(records);
      const names = await referenceNames(records, this.fields, directory, this.call);
      const style = { timeZone: this.tenant.timeZone, names, longestText: Number.POSITIVE_INFINITY, keepsLines: true };
      yield records.map((record) => this.fields.map((field) => cellOf(this.entity, record, field, style)));
    }
  }

  get recordFields(): readonly string[] | undefined {
    if (!this.hasChosenFields) return undefined;
    return [
      ...new Set(['id', ...ownFields(this.fields).map((field) => (field.isUserDefined ? 'userDefinedFields' : field.name))]),
    ];
  }

  async *records(limit = Number.POSITIVE_INFINITY): AsyncGenerator<readonly EntityRecord[], void, undefined> {
    yield* this.#read(this.hasChosenFields ? this.#neededFields() : undefined, limit);
  }

  async *#read(fields: readonly string[] | undefined, limit: number): AsyncGenerator<readonly EntityRecord[], void, undefined> {
    let left = limit;
    for (const filter of this.#request.filters) {
      let afterId: number | undefined;
      let hasMore = true;
      while (hasMore && left > 0) {
        const options = { ...this.call, fields, afterId, pageSize: Math.min(LARGEST_PAGE, left) };
        const page = await readAllowed(this.entity, () => this.tenant.client.queryPage(this.entity, filter, options));
        // A row that a swallowed condition let through must not be exported (dossier §4).
        const accepted = page.records.filter((record) => matches(this.selection.root, record, satisfies) !== false);
        yield accepted;
        left -= accepted.length;
        afterId = page.records.at(-1)?.id;
        ({ hasMore } = page);
      }
    }
  }

  #neededFields(): readonly string[] {
    const checked = comparisons(this.selection.root).map(({ field }) => field);
    const standard = [...ownFields(this.fields), ...checked].filter((field) => !field.isUserDefined);
    return [...new Set(['id', ...standard.map((field) => field.name)])];
  }
}
