import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { abortable } from './abort.js';
import type { EntityDescription } from './catalogue.js';
import type { Clock } from './clock.js';
import { InvalidRequestError } from './errors.js';
import { canHold, cannotHold } from './field-values.js';
import type { TypedField } from './field-values.js';
import { allEntityInfoSchema, entityInfoSchema, standardFieldsSchema, userDefinedFieldsSchema } from './metadata-shapes.js';
import { closestNames } from './names.js';
import type { Api } from './request.js';
import { parseAnswer } from './shapes.js';
import type { CallOptions, EntityInfo, FieldInfo, PicklistValue } from './types.js';

/** What a check of one field needs to know. */
export interface KnownField extends TypedField {
  readonly isQueryable: boolean;
  readonly isReadOnly: boolean;
}

/** What a field is wanted for: standing in a filter or field list, or being written. */
export type FieldPurpose = 'filter' | 'write';

interface Entry<T> {
  readonly value: Promise<T>;
  /** Milliseconds since the epoch; minus infinity once it is to be read again. */
  readAt: number;
}

type Fetch<T> = (options: CallOptions) => Promise<T>;

/**
 * The tenant's description of its entities: rights, fields, user-defined fields, pick lists (dossier §6). Kept in memory for `maxAgeMs`;
 * callers that ask at the same time share one request.
 */
export class Metadata {
  readonly #api: Api;
  readonly #clock: Clock;
  readonly #maxAgeMs: number;
  readonly #onChange: (entity: string) => void;
  readonly #info = new Map<string, Entry<EntityInfo>>();
  readonly #fields = new Map<string, Entry<readonly FieldInfo[]>>();
  readonly #userDefined = new Map<string, Entry<readonly FieldInfo[]>>();

  /** @param onChange Told of an entity whose metadata, read again, is not what it was. */
  constructor(api: Api, clock: Clock, maxAgeMs: number, onChange: (entity: string) => void) {
    this.#api = api;
    this.#clock = clock;
    this.#maxAgeMs = maxAgeMs;
    this.#onChange = onChange;
  }

  entityInfo(entity: EntityDescription, options: CallOptions = {}): Promise<EntityInfo> {
    return this.#cached(this.#info, entity, options, (call) => this.#get(entity, '', entityInfoSchema, call));
  }

  /** Rights and abilities of every entity, in one request each time: it is not kept. */
  async allEntityInfo(options: CallOptions = {}): Promise<readonly EntityInfo[]> {
    const path = 'EntityInformation';
    const answer = await this.#api.send({ ...options, method: 'GET', path, endpoint: path, repeatable: 'always' });
    return parseAnswer(allEntityInfoSchema, answer, path);
  }

  /** Standard fields, as the API orders them. */
  fields(entity: EntityDescription, options: CallOptions = {}): Promise<readonly FieldInfo[]> {
    return this.#cached(this.#fields, entity, options, (call) => this.#get(entity, '/fields', standardFieldsSchema, call));
  }

  /** User-defined fields; none, without a request, for an entity that cannot have any. */
  async userDefinedFields(entity: EntityDescription, options: CallOptions = {}): Promise<readonly FieldInfo[]> {
    if (entity.hasUserDefinedFields === false) return [];
    return this.#cached(this.#userDefined, entity, options, (call) =>
      this.#get(entity, '/userDefinedFields', userDefinedFieldsSchema, call),
    );
  }

  /** @throws {@link InvalidRequestError} when the field does not exist or has no pick list. */
  async picklist(entity: EntityDescription, name: string, options: CallOptions = {}): Promise<readonly PicklistValue[]> {
    const standard = findByName(await this.fields(entity, options), name);
    const field = standard ?? findByName(await this.userDefinedFields(entity, options), name);
    if (field === undefined) throw await this.#unknownField(entity, name, options);
    if (field.isPickList) return field.picklistValues;
    const withPicklist = (await this.fields(entity, options)).filter((candidate) => candidate.isPickList);
    throw new InvalidRequestError(
      `${entity.name}.${field.name} has no pick list. Fields with one: ${withPicklist.map((candidate) => candidate.name).join(', ')}.`,
    );
  }

  /**
   * The standard field of that name, in any case. Fields that the shipped data knows cost no request; every other name is looked up in the
   * tenant's metadata before it is called unknown.
   *
   * @throws {@link InvalidRequestError} with "did you mean" when the tenant has no such field.
   */
  async requireField(
    entity: EntityDescription,
    name: string,
    purpose: FieldPurpose,
    options: CallOptions = {},
  ): Promise<KnownField> {
    const shipped = this.#isFresh(this.#fields.get(entity.name)) ? undefined : await shippedField(entity, name);
    // The tenant's word is final, so shipped data may allow but never refuse.
    if (shipped !== undefined && (purpose === 'filter' ? shipped.isQueryable : !shipped.isReadOnly)) return shipped;
    const field = findByName(await this.fields(entity, options), name);
    if (field === undefined) throw await this.#unknownField(entity, name, options);
    return field;
  }

  /**
   * Holds a value against what the field holds; where the shipped data would refuse it, by the tenant's word.
   *
   * @throws {@link InvalidRequestError} naming the field and what it holds.
   */
  async requireValue(entity: EntityDescription, field: TypedField, value: unknown, options: CallOptions = {}): Promise<void> {
    if (canHold(field, value)) return;
    // An entity without any root route has no metadata address that works without a parent's id.
    const own = entity.rootMethods.length === 0 ? undefined : findByName(await this.fields(entity, options), field.name);
    if (own === undefined || !canHold(own, value)) throw cannotHold(entity, own ?? field, value);
  }

  /** Has what is cached of one entity, or of all, read again when it is next asked for, unless it was read less than `olderThanMs` ago. */
  refresh(entity?: EntityDescription, olderThanMs = 0): void {
    const newest = this.#clock.now() - olderThanMs;
    for (const cache of [this.#info, this.#fields, this.#userDefined]) {
      for (const [name, entry] of cache) {
        if ((entity === undefined || name === entity.name) && entry.readAt <= newest) entry.readAt = Number.NEGATIVE_INFINITY;
      }
    }
  }

  async #unknownField(entity: EntityDescription, name: string, options: CallOptions): Promise<InvalidRequestError> {
    const names = (await this.fields(entity, options)).map((field) => field.name);
    const likely = closestNames(name, names);
    const hint = likely.length > 0 ? ` Did you mean ${likely.join(' or ')}?` : ` Its fields: ${names.join(', ')}.`;
    const userDefined = findByName(await this.userDefinedFields(entity, options), name);
    if (userDefined === undefined) return new InvalidRequestError(`${entity.name} has no field "${name}".${hint}`);
    return new InvalidRequestError(
      `"${userDefined.name}" is a user-defined field of ${entity.name}: filter with Q.udf("${userDefined.name}", …), write it in userDefinedFields.`,
    );
  }

  async #get<T>(entity: EntityDescription, part: string, schema: z.ZodType<T>, options: CallOptions): Promise<T> {
    const path = `${entity.name}/entityInformation${part}`;
    return parseAnswer(
      schema,
      await this.#api.send({ ...options, method: 'GET', path, endpoint: entity.name, repeatable: 'always' }),
      path,
    );
  }

  async #cached<T>(cache: Map<string, Entry<T>>, entity: EntityDescription, options: CallOptions, fetch: Fetch<T>): Promise<T> {
    options.signal?.throwIfAborted();
    const known = cache.get(entity.name);
    if (this.#isFresh(known)) return abortable(known.value, options.signal);
    // Shared by all who wait, so one caller's cancellation must not cancel it for the others.
    const value = fetch({ priority: options.priority });
    const entry: Entry<T> = { value, readAt: this.#clock.now() };
    cache.set(entity.name, entry);
    this.#compare(entity, known, value).catch(() => {
      if (cache.get(entity.name) === entry) cache.delete(entity.name);
    });
    return abortable(value, options.signal);
  }

  async #compare(entity: EntityDescription, before: Entry<unknown> | undefined, value: Promise<unknown>): Promise<void> {
    const now = await value;
    if (before !== undefined && !isDeepStrictEqual(await before.value, now)) this.#onChange(entity.name);
  }

  #isFresh<T>(entry: Entry<T> | undefined): entry is Entry<T> {
    return entry !== undefined && this.#clock.now() - entry.readAt < this.#maxAgeMs;
  }
}

export function findByName<T extends { readonly name: string }>(fields: readonly T[], name: string): T | undefined {
  const wanted = name.toLowerCase();
  return fields.find((field) => field.name.toLowerCase() === wanted);
}

async function shippedField(entity: EntityDescription, name: string): Promise<KnownField | undefined> {
  // Loaded on first use: it is large, and a server that only lists its tools never needs it.
  const { STANDARD_FIELDS } = await import('./field-data.js');
  const field = findByName(STANDARD_FIELDS[entity.name] ?? [], name);
  if (field === undefined) return undefined;
  const { name: canonical, dataType, isQueryable = true, isReadOnly = false } = field;
  return { name: canonical, dataType, isQueryable, isReadOnly };
}
