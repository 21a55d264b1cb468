import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { closestNames } from '../../autotask/names.js';
import { givenUserDefinedFields, USER_DEFINED_FORM } from '../../autotask/user-defined-field.js';
import { displayName } from '../entities/field-kind.js';
import type { Schema } from '../entities/schema.js';
import { UnknownFieldError, UnknownNameError } from '../errors.js';
import { valueOf } from '../filter/matches.js';
import { InvalidWriteError } from './errors.js';
import type { Risk } from './plan.js';
import { sameValue } from './read-back.js';
import { readValue, type WrittenValue } from './values.js';
import type { Words } from './words.js';

/** Names of fields in an error before the list is left out. */
const NAMES_SHOWN = 25;

/** A create or update of one record while it is being worked out; rules look at it and complete it. */
export class Draft {
  readonly schema: Schema;
  readonly action: 'create' | 'update';
  /** The record as it is; absent for a create. */
  readonly before: EntityRecord | undefined;
  readonly remarks: string[] = [];
  readonly risks: Risk[] = [];
  readonly #pending: string | undefined;
  readonly #bound: string[] = [];
  readonly #values = new Map<string, WrittenValue>();

  /** @param pending Field that will hold the id of a record which the same plan creates first. */
  constructor(schema: Schema, before?: EntityRecord, pending?: string) {
    this.schema = schema;
    this.#pending = pending;
    this.action = before === undefined ? 'create' : 'update';
    this.before = before;
  }

  get entity(): string {
    return this.schema.name;
  }

  /** Whether the field is written, be it with null. Takes API names, as all methods here do. */
  writes(field: string): boolean {
    return this.#values.has(field);
  }

  /** The value that the field will have: the written one, else the record's. */
  value(field: string): unknown {
    const written = this.#values.get(field);
    return written === undefined ? this.before?.[field] : written.value;
  }

  hasValue(field: string): boolean {
    if (field === this.#pending) return true;
    const value = this.value(field);
    return value !== undefined && value !== null && value !== '';
  }

  /** An id that the field will have; 0 is one. */
  id(field: string): number | undefined {
    const value = this.value(field);
    return typeof value === 'number' ? value : undefined;
  }

  /** Whether the field will have another value than the record has now. */
  changes(field: string): boolean {
    return this.#values.has(field) && !sameValue(this.value(field), this.before?.[field]);
  }

  set(written: WrittenValue): void {
    this.#values.set(written.field.name, written);
    if (written.remark !== undefined) this.remark(written.remark);
  }

  /** Sets a field by its API name to a value that is already the API's. Nothing where the tenant has no such field. */
  setRaw(name: string, value: WrittenValue['value'], shown: string | null): void {
    const field = this.schema.standard(name);
    if (field !== undefined) this.set({ field, value, shown });
  }

  /** Fields that the API takes only together: when one of them changes, all are sent. */
  bind(...fields: readonly string[]): void {
    this.#bound.push(...fields);
  }

  remark(text: string): void {
    if (!this.remarks.includes(text)) this.remarks.push(text);
  }

  /** What is written, without what the record has already. */
  written(): WrittenValue[] {
    const { before } = this;
    if (before === undefined) return [...this.#values.values()].filter(({ value }) => value !== null);
    return [...this.#values.values()].filter(({ field, value }) => !sameValue(value, valueOf(before, field)));
  }

  /** The body to send. */
  fields(): Record<string, unknown> {
    const changed = this.written();
    const isBound = ({ field }: WrittenValue): boolean => this.#bound.includes(field.name);
    const others = [...this.#values.values()].filter((value) => isBound(value) && !changed.includes(value));
    const written = changed.some(isBound) ? [...changed, ...others] : changed;
    const standard = written.filter(({ field }) => !field.isUserDefined).map(({ field, value }) => [field.name, value] as const);
    const userDefined = written
      .filter(({ field }) => field.isUserDefined)
      .map(({ field, value }) => ({ name: field.name, value }));
    return { ...Object.fromEntries(standard), ...(userDefined.length === 0 ? {} : { userDefinedFields: userDefined }) };
  }

  /**
   * Reads people's words for fields into the draft: first what other fields depend on (company, parent lists), then the rest.
   *
   * @throws {UnknownNameError} for a field or name that does not exist; {InvalidWriteError} for read-only fields and values that do not fit.
   */
  async read(input: Readonly<Record<string, unknown>>, words: Words): Promise<void> {
    const found = await this.#findAll(Object.entries(flattened(input)));
    const parents = new Set(found.map(({ field }) => field.picklistParentValueField));
    const rank = (field: FieldInfo): number =>
      field.name === 'companyID' || parents.has(field.name) ? 0 : field.isReference ? 2 : 1;
    const ordered = [...found].sort((left, right) => rank(left.field) - rank(right.field));
    for (const { field, value } of ordered) {
      if (this.#values.has(field.name)) throw new InvalidWriteError(`${this.entity}.${displayName(field)} is given twice.`);
      const scope = { entity: this.entity, other: (name: string) => this.value(name) };
      this.set(await readValue(field, value, scope, words));
    }
  }

  /** All fields at once, so that one answer tells of every name that is none. */
  async #findAll(input: readonly (readonly [string, unknown])[]): Promise<{ field: FieldInfo; value: unknown }[]> {
    const results = await Promise.allSettled(input.map(([name, value]) => this.#find(name, value)));
    const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    const unknown = input.flatMap(([name], index) => {
      const result = results[index];
      return result?.status === 'rejected' && result.reason instanceof UnknownNameError ? [name] : [];
    });
    if (unknown.length > 0 && unknown.length === failures.length) throw await this.#unknown(unknown);
    if (failures.length > 0) throw failures.find((failure) => !(failure instanceof UnknownNameError));
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }

  /** Suggests only what can be written. */
  async #unknown(names: readonly string[]): Promise<UnknownNameError> {
    const { entity } = this.schema;
    const isParent = ({ name }: FieldInfo): boolean => this.action === 'create' && name === entity.parentField;
    const canBeSet = (field: FieldInfo): boolean => field.name !== 'id' && (!field.isReadOnly || isParent(field));
    const settable = [...this.schema.fields, ...(await this.schema.userDefinedFields())]
      .filter(canBeSet)
      .map((field) => (field.isUserDefined ? field.name : displayName(field)));
    const customary = this.schema.customaryWords.filter((word) => [this.schema.known(word) ?? []].flat().some(canBeSet));
    const guesses = names.map((name) => `"${name}"${guessOf(name, settable) || guessOf(name, customary)}`);
    const problem = `${this.entity} has no field ${guesses.join(', ')}.`;
    return settable.length <= NAMES_SHOWN
      ? new UnknownNameError(`${problem} Can be set: ${settable.join(', ')}.`, settable)
      : new UnknownFieldError(this.entity, problem, settable);
  }

  async #find(name: string, value: unknown): Promise<{ field: FieldInfo; value: unknown }> {
    const field = await this.schema.find(name);
    const isParent = this.action === 'create' && field.name === this.schema.entity.parentField;
    if (field.name === 'id' || (field.isReadOnly && !isParent)) {
      throw new InvalidWriteError(`${this.entity}.${displayName(field)} is set by Autotask and cannot be written. Leave it out.`);
    }
    return { field, value };
  }
}

function guessOf(name: string, known: readonly string[]): string {
  const closest = closestNames(name, known).map((one) => `"${one}"`);
  return closest.length === 0 ? '' : ` (did you mean ${closest.join(' or ')}?)`;
}

/** User-defined fields may stand among the others or in an object of their own. */
function flattened(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { userDefinedFields, ...rest } = input;
  if (userDefinedFields === undefined || userDefinedFields === null) return rest;
  const given = givenUserDefinedFields(userDefinedFields);
  if (given === undefined) throw new InvalidWriteError(USER_DEFINED_FORM);
  return { ...rest, ...Object.fromEntries(given.map(({ name, value }) => [name, value])) };
}
