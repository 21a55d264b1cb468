import type { EntityDescription } from '../../autotask/catalogue.js';
import { didYouMean } from '../../autotask/names.js';
import { resolveEntity } from '../../autotask/routes.js';
import type { CallOptions, FieldInfo } from '../../autotask/types.js';
import type { ApiReader } from '../api-reader.js';
import { UnknownFieldError, UnknownNameError } from '../errors.js';
import { cleanLine } from '../untrusted.js';
import { fieldsElsewhere } from './elsewhere.js';
import { displayName } from './field-kind.js';
import { habitsOf } from './habits.js';
import { relationCalled } from './relations.js';

/** Field names accepted in error messages before the list is cut. */
const NAMES_SHOWN = 40;

type LoadFields = (call: CallOptions) => Promise<readonly FieldInfo[]>;

/** An entity as this tenant has it: its fields by the names people use for them. */
export class Schema {
  readonly entity: EntityDescription;
  readonly #fields: readonly FieldInfo[];
  readonly #byWord: ReadonlyMap<string, FieldInfo>;
  readonly #loadUdfs: LoadFields;

  constructor(entity: EntityDescription, fields: readonly FieldInfo[], loadUdfs: LoadFields) {
    this.entity = entity;
    this.#fields = fields;
    this.#byWord = indexFields(entity, fields);
    this.#loadUdfs = loadUdfs;
  }

  /** Plural name, as in URLs. */
  get name(): string {
    return this.entity.name;
  }

  /** Standard fields. */
  get fields(): readonly FieldInfo[] {
    return this.#fields;
  }

  /** A standard field by its API name. */
  standard(name: string): FieldInfo | undefined {
    return this.#fields.find((field) => field.name === name);
  }

  /** The standard field that people call so, if any. */
  known(words: string): FieldInfo | undefined {
    // With the signs of an operator left out, `!status` would ask for the opposite.
    return SIGN.test(words) ? undefined : this.#byWord.get(normalise(words));
  }

  /** What people call fields otherwise: references without `ID`, and words such as `client`. */
  get customaryWords(): readonly string[] {
    const aliases = Object.entries(habitsOf(this.name).aliases).flatMap(([word, name]) =>
      this.standard(name) === undefined ? [] : word,
    );
    return [...new Set([...this.#fields.map(displayName), ...aliases])];
  }

  async userDefinedFields(call: CallOptions = {}): Promise<readonly FieldInfo[]> {
    return this.entity.hasUserDefinedFields === false ? [] : this.#loadUdfs(call);
  }

  /**
   * The field that people call so: its name in any case, with or without `ID`, its name without the entity's own (`number` for
   * `ticketNumber`), a customary word (`client`), or the name or label of a user-defined field. Standard fields win.
   *
   * @throws {UnknownNameError} with the nearest names.
   */
  async find(words: string): Promise<FieldInfo> {
    const field = this.known(words) ?? (await this.userDefined(words));
    if (field !== undefined) return field;
    throw this.#unknown(words, await this.userDefinedFields(), await fieldsElsewhere(normalise(words), this.#fields));
  }

  /** The user-defined field of that name or label, if any. */
  async userDefined(words: string): Promise<FieldInfo | undefined> {
    const wanted = normalise(words);
    const udfs = await this.userDefinedFields();
    return (
      udfs.find((field) => field.name.toLowerCase() === words.trim().toLowerCase()) ??
      udfs.find((field) => normalise(field.name) === wanted || normalise(field.label) === wanted)
    );
  }

  #unknown(words: string, udfs: readonly FieldInfo[], elsewhere: readonly string[]): UnknownNameError {
    if (SIGN.test(words))
      return new UnknownNameError(
        `${this.name} has no field "${words}". For "not" say {"field__ne": …}, for bounds __gt, __gte, __lt, __lte.`,
        [],
      );
    const relation = relationCalled(this.name, words);
    if (relation !== undefined)
      return new UnknownNameError(
        `${this.name} has no field "${words}"; only filters know the word. Query ${relation.entity} to see or count them.`,
        [],
      );
    const label = this.#labelCalled(words);
    if (label !== undefined) return new UnknownNameError(`${this.name} has no field "${words}". Say ${label}.`, [label]);
    if (elsewhere.length > 0) {
      const paths = elsewhere.join(', ');
      return new UnknownNameError(`${this.name} has no field "${words}", but what it refers to has: ${paths}.`, elsewhere);
    }
    const names = [...this.#fields, ...udfs].map((field) => field.name);
    const guess =
      didYouMean(normalise(words).replace(/^(is|un)/, ''), names) || didYouMean(words, [...names, ...this.customaryWords]);
    const problem = `${this.name} has no field "${words}".`;
    if (guess !== '') return new UnknownNameError(`${problem}${guess}`, names);
    return names.length <= NAMES_SHOWN
      ? new UnknownNameError(`${problem} Its fields: ${names.join(', ')}.`, names)
      : new UnknownFieldError(this.name, problem, names);
  }

  /** A label said as if it were a field, as a condition: `{"status": "Active"}` for `active` or `isActive`. */
  #labelCalled(words: string): string | undefined {
    const word = normalise(words).replace(/^is/, '');
    for (const { name, picklistValues } of this.#fields) {
      const value = picklistValues.find(({ label, isActive }) => isActive && normalise(label) === word);
      if (value !== undefined) return JSON.stringify({ [name]: cleanLine(value.label) });
    }
    return undefined;
  }
}

/**
 * The entity's schema, from the catalogue and the tenant's metadata (cached by the client; one request when cold).
 *
 * @throws {InvalidRequestError} when there is no such entity.
 */
export async function loadSchema(client: ApiReader, entityName: string): Promise<Schema> {
  const entity = resolveEntity(entityName);
  const fields = await client.fields(entity.name);
  const cached = SCHEMAS.get(fields);
  if (cached?.client === client) return cached.schema;
  const schema = new Schema(entity, fields, (call) => client.userDefinedFields(entity.name, call));
  SCHEMAS.set(fields, { client, schema });
  return schema;
}

// The client hands out the same array while its metadata cache is valid, so the word index is built once per refresh.
const SCHEMAS = new WeakMap<readonly FieldInfo[], { readonly client: ApiReader; readonly schema: Schema }>();

/** Signs of operators, which are no part of a field's name. */
const SIGN = /[!<>=~^]|^\s*-/;

/** Words for the date of creation, whatever the field is called. */
const CREATED = ['created', 'createdat', 'createdon', 'createddate', 'datecreated', 'creationdate'];

/** Earlier rules win: exact names before names without suffix before customary words. */
function indexFields(entity: EntityDescription, fields: readonly FieldInfo[]): ReadonlyMap<string, FieldInfo> {
  const index = new Map<string, FieldInfo>();
  const add = (word: string, field: FieldInfo | undefined): void => {
    if (field !== undefined && word !== '' && !index.has(word)) index.set(word, field);
  };
  for (const field of fields) add(normalise(field.name), field);
  for (const field of fields) add(normalise(field.name.replace(/(?<=[a-z])I[Dd]s?$/, '')), field);
  for (const [word, name] of Object.entries(habitsOf(entity.name).aliases)) {
    add(
      word,
      fields.find((field) => field.name === name),
    );
  }
  const own = normalise(entity.singular);
  for (const field of fields) {
    const word = normalise(field.name);
    if (word.startsWith(own)) add(word.slice(own.length).replace(/id$/, ''), field);
  }
  for (const field of fields) if (/^is[A-Z]/.test(field.name)) add(normalise(field.name.slice(2)), field);
  for (const field of fields) add(normalise(field.name.replace(/(datetime|date)$/i, '')), field);
  for (const field of fields) if (/[a-z]ID$/.test(field.name)) add(`${normalise(field.name.slice(0, -2))}name`, field);
  const created = fields.find((field) => /^create(d?Date|dTime)/.test(field.name));
  for (const word of CREATED) add(word, created);
  for (const field of fields) add(normalise(field.name.replace(/ResourceID$/, '')), field);
  return index;
}

function normalise(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
