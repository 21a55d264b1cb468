import { LARGEST_PAGE } from '../../autotask/limits.js';
import type { EntityRecord, Filter, FilterItem } from '../../autotask/types.js';
import type { ApiReader } from '../api-reader.js';
import { TooSlowError } from '../errors.js';
import { canNarrow } from '../filter/request.js';
import type { FilterRequest } from '../filter/request.js';
import { readBefore } from '../patience.js';
import type { Patience } from '../patience.js';

export interface SourceOptions {
  readonly entity: string;
  readonly request: FilterRequest;
  /** Whether a row that Autotask returned really belongs to the answer. */
  readonly accepts: (record: EntityRecord) => boolean;
  /** Fields that deciding, sorting and showing need, without long texts. */
  readonly fields: readonly string[];
  /** Long texts to show; read late where many rows are only looked through. */
  readonly longFields: readonly string[];
  /** Ends every read that is not given a call of its own. */
  readonly call: Patience;
  /** Told how many rows have been read, and how many will be, once that is known. */
  readonly onRows: (read: number, expected: number | undefined) => void;
}

/** Pages up to which they are read one after the other. */
const FEW_PAGES = 3;

export interface Rows {
  readonly records: readonly EntityRecord[];
  /** Rows that Autotask returned, those included that do not belong to the answer. */
  readonly size: number;
  /** Whether rows with higher ids follow. */
  readonly hasMore: boolean;
  /** Highest id read so far; undefined where it would not tell what follows. */
  readonly lastId: number | undefined;
  /** No row up to this id is missing. */
  readonly completeTo: number;
}

/** The rows of one question, by ascending id as the API gives them, narrowed by further conditions where asked. */
export class RowSource {
  readonly #client: ApiReader;
  readonly #options: SourceOptions;
  #read = 0;
  #expected: number | undefined;
  /** Rows read for nothing, as they are to be read once more. */
  #inVain = 0;
  #dropped = 0;

  constructor(client: ApiReader, options: SourceOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** Whether Autotask checks the whole filter, so that its counts are right. */
  get isExact(): boolean {
    return this.#options.request.isExact && this.#dropped === 0;
  }

  /** Whether one filter says all of it, so that rows come in id order. */
  get isUndivided(): boolean {
    return this.#options.request.filters.length === 1;
  }

  /** Rows that Autotask returned although they do not match a filter which it was to check. */
  get dropped(): number {
    return this.#options.request.isExact ? this.#dropped : 0;
  }

  get hasLongFields(): boolean {
    return this.#options.longFields.length > 0;
  }

  get call(): Patience {
    return this.#options.call;
  }

  /** The first rows, one request per filter; with long texts fewer of them. */
  async first(
    extra: Filter,
    options: { pageSize?: number; afterId?: number | undefined; isLight?: boolean; call?: Patience } = {},
  ): Promise<Rows> {
    const filters = this.#filters(extra);
    const pages: Rows[] = [];
    for (const filter of filters) {
      const { pageSize = LARGEST_PAGE, afterId, isLight = false, call = this.call } = options;
      const fields = isLight ? this.#options.fields : this.#allFields();
      const page = await this.#client.queryPage(this.#options.entity, filter, {
        ...call,
        fields,
        pageSize,
        onPage: this.#count,
        ...(afterId === undefined ? {} : { afterId }),
      });
      const lastId = page.records.at(-1)?.id;
      const completeTo = page.hasMore && lastId !== undefined ? lastId : Number.POSITIVE_INFINITY;
      pages.push({
        records: this.#accepted(page.records),
        size: page.records.length,
        hasMore: page.hasMore,
        lastId,
        completeTo,
      });
    }
    return {
      records: pages.flatMap((page) => page.records),
      size: pages.reduce((sum, page) => sum + page.size, 0),
      hasMore: pages.some((page) => page.hasMore),
      lastId: filters.length === 1 && canNarrow(this.#options.entity) ? pages[0]?.lastId : undefined,
      completeTo: Math.min(...pages.map((page) => page.completeTo)),
    };
  }

  /** Number of rows by Autotask's own count, which is an upper bound where {@link isExact} is false. */
  async count(extra: Filter, call: Patience = this.call): Promise<number> {
    let total = 0;
    for (const filter of this.#filters(extra)) total += await this.#client.count(this.#options.entity, filter, call);
    return total;
  }

  /**
   * Every row without its long texts. `known` are the first ones, where they have been read and carry all that is needed; `total` are all
   * there are, where they have been counted.
   */
  async all(extra: Filter, known?: Rows, total?: number, call: Patience = this.call): Promise<readonly EntityRecord[]> {
    this.#inVain = this.#read - (known?.lastId === undefined ? 0 : known.size);
    if (total !== undefined) this.#expected = this.#inVain + total;
    if (known?.lastId === undefined) return this.#everything(extra, total, call);
    const left = total === undefined ? undefined : total - known.size;
    if (left !== undefined && left <= FEW_PAGES * LARGEST_PAGE) return this.#readOn(extra, known, call);
    const following: Filter = [...extra, { op: 'gt', field: 'id', value: known.lastId }];
    return [...known.records, ...(await this.#everything(following, left, call))];
  }

  /** From page to page: of a few pages the fastest way, too, as reading several at once takes a count first. */
  async #readOn(extra: Filter, known: Rows, call: Patience): Promise<readonly EntityRecord[]> {
    const records = [...known.records];
    for (let page = known; page.hasMore && page.lastId !== undefined;) {
      page = await this.first(extra, { afterId: page.lastId, isLight: true, call });
      records.push(...page.records);
    }
    return records;
  }

  get hasRead(): boolean {
    return this.#read > 0;
  }

  /** How far reading has come, in words: `1500 of 4200 rows were read`. */
  get progress(): string {
    const [read, expected] = [this.#read - this.#inVain, (this.#expected ?? 0) - this.#inVain];
    if (read === 0) return 'no rows were read';
    return expected > read ? `${read} of ${expected} rows were read` : `${read} rows were read`;
  }

  /**
   * The same rows with their long texts, in the order given.
   *
   * @throws {TooSlowError} when these cannot be read in time: without them their fields would look empty.
   */
  async complete(records: readonly EntityRecord[]): Promise<readonly EntityRecord[]> {
    const ids = records.map((record) => record.id);
    if (!this.hasLongFields || ids.length === 0) return records;
    const fields = this.#allFields();
    const read = await readBefore('lastMoment', this.call, (call) =>
      this.#client.getMany(this.#options.entity, ids, { ...call, fields }),
    );
    if (read === undefined) throw withoutTexts(this.#options.longFields);
    const byId = new Map(read.map((record) => [record.id, record]));
    return records.flatMap((record) => byId.get(record.id) ?? []);
  }

  async #everything(extra: Filter, total: number | undefined, call: Patience): Promise<readonly EntityRecord[]> {
    const records: EntityRecord[] = [];
    for (const filter of this.#filters(extra)) {
      const read = await this.#client.queryAll(this.#options.entity, filter, {
        ...call,
        fields: this.#options.fields,
        onPage: this.#count,
        expectedRows: this.isUndivided ? total : undefined,
      });
      records.push(...this.#accepted(read));
    }
    return records;
  }

  #filters(extra: readonly FilterItem[]): readonly Filter[] {
    return this.#options.request.filters.map((filter) => [...filter, ...extra]);
  }

  #accepted(records: readonly EntityRecord[]): readonly EntityRecord[] {
    const accepted = records.filter((record) => this.#options.accepts(record));
    this.#dropped += records.length - accepted.length;
    return accepted;
  }

  readonly #count = (rows: number): void => {
    this.#read += rows;
    const isPlausible = this.#expected !== undefined && this.#expected >= this.#read;
    this.#options.onRows(this.#read, isPlausible ? this.#expected : undefined);
  };

  #allFields(): readonly string[] {
    return [...this.#options.fields, ...this.#options.longFields];
  }
}

function withoutTexts(fields: readonly string[]): TooSlowError {
  return new TooSlowError(
    `Autotask is slow just now: the rows were found, but their long texts (${fields.join(', ')}) could not be read in time. Ask without these fields, or for fewer rows.`,
  );
}
