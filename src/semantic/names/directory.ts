import { abortable } from '../../autotask/abort.js';
import { InvalidRequestError, PermissionError } from '../../autotask/errors.js';
import { LARGEST_PAGE } from '../../autotask/limits.js';
import type { CallOptions, EntityRecord } from '../../autotask/types.js';
import type { Access } from '../access.js';
import type { ApiReader } from '../api-reader.js';
import { cleanLine } from '../untrusted.js';
import { nameRule } from './rules.js';
import type { NameRule } from './rules.js';

/** A record as far as its name goes. */
export interface NamedRecord {
  readonly id: number;
  /** Cleaned for showing. */
  readonly name: string;
  readonly isActive: boolean;
  /** The fields that its {@link NameRule} lists. */
  readonly record: EntityRecord;
}

/** Names change rarely; ten minutes follow a rename soon enough and still save most requests. */
const MAX_AGE_MS = 10 * 60 * 1_000;

interface Shelf {
  readonly readAt: number;
  readonly records: Map<number, NamedRecord>;
  /** The same by number, in lower case. */
  readonly byNumber: Map<string, NamedRecord>;
  /** Ids that were asked for and are not visible. */
  readonly missing: Set<number>;
  /** Reading of all records, for small entities: resolves to whether that was all of them. */
  whole?: Promise<boolean>;
}

/**
 * Remembers what records are called, for {@link MAX_AGE_MS}. Small entities (people, roles, work types) are read whole on first use, which
 * costs the same single request as looking up one; of the others only the ids in question are read, batched.
 */
export class Directory {
  readonly #client: ApiReader;
  readonly #now: () => Date;
  readonly #access: Access;
  readonly #shelves = new Map<string, Shelf>();

  /** @param access Names of entities that it closes are not read. */
  constructor(client: ApiReader, now: () => Date, access: Access) {
    this.#client = client;
    this.#now = now;
    this.#access = access;
  }

  /**
   * The records of those ids, of one entity by its singular name, with as few requests as can be. Ids that this API user does not see, or
   * that have no names, are left out.
   */
  async byId(singular: string, ids: Iterable<number>, options: CallOptions = {}): Promise<ReadonlyMap<number, NamedRecord>> {
    const rule = nameRule(singular);
    const wanted = new Set(ids);
    if (rule === undefined || wanted.size === 0 || !this.#access.mayName(rule.entity)) return new Map();
    const shelf = this.#shelf(rule);
    try {
      await this.#read(rule, shelf, wanted, options);
    } catch (error) {
      // No right to read them, or a tenant without the fields of their names.
      if (!(error instanceof PermissionError || error instanceof InvalidRequestError)) throw error;
      for (const id of unknownIds(shelf, wanted)) shelf.missing.add(id);
    }
    return new Map([...wanted].flatMap((id) => entryOf(shelf, id)));
  }

  /** The record of that id, as {@link byId} finds it. */
  async one(singular: string, id: number, options: CallOptions = {}): Promise<NamedRecord | undefined> {
    return (await this.byId(singular, [id], options)).get(id);
  }

  /** All records of a small entity, or undefined where the tenant has too many to read at once. */
  async whole(singular: string, options: CallOptions = {}): Promise<readonly NamedRecord[] | undefined> {
    const rule = nameRule(singular);
    if (rule?.isSmall !== true || !this.#access.mayName(rule.entity)) return undefined;
    const shelf = this.#shelf(rule);
    return (await this.#readWhole(rule, shelf, options)) ? [...shelf.records.values()] : undefined;
  }

  /** A record whose name has been read before; costs nothing. */
  known(singular: string, id: number): NamedRecord | undefined {
    const rule = nameRule(singular);
    return rule === undefined ? undefined : this.#shelf(rule).records.get(id);
  }

  /** Those of the records whose names have been read before; costs nothing. */
  remembered(singular: string, ids: Iterable<number>): ReadonlyMap<number, NamedRecord> {
    const rule = nameRule(singular);
    if (rule === undefined) return new Map();
    const shelf = this.#shelf(rule);
    return new Map([...ids].flatMap((id) => entryOf(shelf, id)));
  }

  /** A record of that number, which is its own for ever, if it has been read before; costs nothing. */
  numbered(singular: string, number: string): NamedRecord | undefined {
    const rule = nameRule(singular);
    return rule === undefined ? undefined : this.#shelf(rule).byNumber.get(number.trim().toLowerCase());
  }

  /** Records that were read for another purpose: remembered where they carry all fields that their name is made of. */
  learn(singular: string, records: readonly EntityRecord[]): readonly NamedRecord[] {
    const rule = nameRule(singular);
    if (rule === undefined) return [];
    const shelf = this.#shelf(rule);
    return records
      .filter((record) => rule.fields.every((field) => field in record))
      .map((record) => remember(rule, shelf, record));
  }

  /** Ids that were asked for with all that names are made of, and are not visible: they are not asked for again. */
  learnMissing(singular: string, ids: readonly number[]): void {
    const rule = nameRule(singular);
    if (rule === undefined) return;
    const { missing } = this.#shelf(rule);
    for (const id of ids) missing.add(id);
  }

  #shelf(rule: NameRule): Shelf {
    const known = this.#shelves.get(rule.entity);
    const now = this.#now().getTime();
    if (known !== undefined && now - known.readAt < MAX_AGE_MS) return known;
    const fresh: Shelf = { readAt: now, records: new Map(), byNumber: new Map(), missing: new Set() };
    this.#shelves.set(rule.entity, fresh);
    return fresh;
  }

  async #read(rule: NameRule, shelf: Shelf, wanted: ReadonlySet<number>, options: CallOptions): Promise<void> {
    if (rule.isSmall && unknownIds(shelf, wanted).length > 0) await this.#readWhole(rule, shelf, options);
    const unknown = unknownIds(shelf, wanted);
    if (unknown.length > 0) await this.#readIds(rule, shelf, unknown, options);
  }

  #readWhole(rule: NameRule, shelf: Shelf, options: CallOptions): Promise<boolean> {
    shelf.whole ??= this.#startWhole(rule, shelf, options);
    return abortable(shelf.whole, options.signal);
  }

  /** Shared by all who wait, so one caller's cancellation must not cancel it for the others. */
  #startWhole(rule: NameRule, shelf: Shelf, options: CallOptions): Promise<boolean> {
    const reading = this.#client
      .queryPage(rule.entity, [], { priority: options.priority, fields: rule.fields, pageSize: LARGEST_PAGE })
      .then(({ records, hasMore }) => {
        for (const record of records) remember(rule, shelf, record);
        return !hasMore;
      });
    reading.catch(() => {
      delete shelf.whole;
    });
    return reading;
  }

  async #readIds(rule: NameRule, shelf: Shelf, ids: readonly number[], options: CallOptions): Promise<void> {
    for (const record of await this.#client.getMany(rule.entity, ids, { ...options, fields: rule.fields }))
      remember(rule, shelf, record);
    for (const id of ids) if (!shelf.records.has(id)) shelf.missing.add(id);
  }
}

function unknownIds(shelf: Shelf, wanted: ReadonlySet<number>): number[] {
  return [...wanted].filter((id) => !shelf.records.has(id) && !shelf.missing.has(id));
}

function entryOf(shelf: Shelf, id: number): [number, NamedRecord][] {
  const known = shelf.records.get(id);
  return known === undefined ? [] : [[id, known]];
}

function remember(rule: NameRule, shelf: Shelf, record: EntityRecord): NamedRecord {
  // Contacts say 0 or 1, others true or false; what has no such field is never inactive (dossier §8).
  const flag = record['isActive'];
  // Only what names are made of: a list of whole records, read for another purpose, would stay in memory with all its texts.
  const known: EntityRecord = { id: record.id, ...Object.fromEntries(rule.fields.map((field) => [field, record[field]])) };
  const named = { id: record.id, name: cleanLine(rule.name(record)), isActive: flag !== false && flag !== 0, record: known };
  shelf.records.set(record.id, named);
  const number = rule.number === undefined ? undefined : record[rule.number];
  if (typeof number === 'string') shelf.byNumber.set(number.toLowerCase(), named);
  return named;
}
