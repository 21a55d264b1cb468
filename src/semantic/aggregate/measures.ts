import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { calendarDay, localInstant } from '../dates/format.js';
import { displayName, kindOf } from '../entities/field-kind.js';
import type { Schema } from '../entities/schema.js';
import { InvalidInputError } from '../errors.js';
import { valueOf } from '../filter/matches.js';
import { DecimalSum } from './decimal.js';

const FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max'] as const;
export type MeasureFunction = (typeof FUNCTIONS)[number];

/** `count`, or a function of a field: `sum:hoursWorked`, `{ sum: "hoursWorked" }`. */
export type SaidMeasure = string | Readonly<Record<string, string>>;

export interface Measure {
  readonly function: MeasureFunction;
  /** Absent for `count`. */
  readonly field?: FieldInfo;
  /** Column name. */
  readonly name: string;
}

export type MeasureValue = number | string | null;

/** Collects the values of one group for one measure. */
export interface Accumulator {
  add(record: EntityRecord): void;
  /** So many records at once; only counters can take them. */
  addCount?(count: number): void;
  readonly value: MeasureValue;
}

/** Other words for them. */
const WORDS: ReadonlyMap<string, MeasureFunction> = new Map([
  ['average', 'avg'],
  ['mean', 'avg'],
  ['total', 'sum'],
  ['minimum', 'min'],
  ['maximum', 'max'],
]);

/** @throws {InvalidInputError} for unknown functions, and fields that can't be added up. */
export async function resolveMeasures(said: readonly SaidMeasure[] | undefined, schema: Schema): Promise<readonly Measure[]> {
  const list = said === undefined || said.length === 0 ? ['count'] : said;
  const measures: Measure[] = [];
  for (const one of list) for (const [word, field] of parts(one)) measures.push(await resolveMeasure(word, field, schema));
  return measures;
}

function parts(said: SaidMeasure): readonly (readonly [string, string | undefined])[] {
  if (typeof said !== 'string') return Object.entries(said);
  const [word = '', field] = said.split(/[:( )]+/).filter((part) => part !== '');
  return [[word, field]];
}

async function resolveMeasure(word: string, fieldName: string | undefined, schema: Schema): Promise<Measure> {
  const lower = word.trim().toLowerCase();
  const name = FUNCTIONS.find((known) => known === lower) ?? WORDS.get(lower);
  if (name === undefined)
    throw new InvalidInputError(`"${word}" is no measure. Measures: ${FUNCTIONS.join(', ')}; e.g. "count" or "sum:hoursWorked".`);
  if (name === 'count') return { function: name, name };
  if (fieldName === undefined) throw new InvalidInputError(`"${word}" of what? Name a field, e.g. "${name}:hoursWorked".`);
  const field = await schema.find(fieldName);
  const kind = kindOf(schema.name, field);
  const isDate = kind === 'instant' || kind === 'day';
  if (kind !== 'number' && !(isDate && (name === 'min' || name === 'max')) && !isNumericUdf(field)) {
    throw new InvalidInputError(`${displayName(field)} is no number, so it has no ${name}.`);
  }
  return { function: name, field, name: `${name} ${displayName(field)}` };
}

function isNumericUdf(field: FieldInfo): boolean {
  return field.isUserDefined && /^(integer|decimal|double|number)/i.test(field.dataType);
}

/** @param timeZone For the earliest and latest of times. */
export function accumulator(measure: Measure, entity: string, timeZone: string): Accumulator {
  const { field } = measure;
  if (field === undefined) return new Counter();
  const kind = kindOf(entity, field);
  if (measure.function === 'sum' || measure.function === 'avg') return new Adder(field, measure.function === 'avg');
  const show = (iso: string): string => (kind === 'day' ? calendarDay(iso) : localInstant(iso, timeZone));
  return kind === 'instant' || kind === 'day'
    ? new Extreme(field, measure.function, show)
    : new NumericExtreme(field, measure.function);
}

class Counter implements Accumulator {
  #count = 0;

  add(): void {
    this.#count += 1;
  }

  addCount(count: number): void {
    this.#count += count;
  }

  get value(): MeasureValue {
    return this.#count;
  }
}

class Adder implements Accumulator {
  readonly #field: FieldInfo;
  readonly #isAverage: boolean;
  readonly #sum = new DecimalSum();
  #count = 0;

  constructor(field: FieldInfo, isAverage: boolean) {
    this.#field = field;
    this.#isAverage = isAverage;
  }

  add(record: EntityRecord): void {
    const value = numberIn(record, this.#field);
    if (value === undefined) return;
    this.#sum.add(value);
    this.#count += 1;
  }

  /** The average of nothing is nothing, its sum 0. */
  get value(): MeasureValue {
    if (!this.#isAverage) return this.#sum.value;
    return this.#count === 0 ? null : this.#sum.dividedBy(this.#count);
  }
}

class NumericExtreme implements Accumulator {
  readonly #field: FieldInfo;
  readonly #pick: (a: number, b: number) => number;
  #best: number | undefined;

  constructor(field: FieldInfo, name: MeasureFunction) {
    this.#field = field;
    this.#pick = name === 'min' ? Math.min : Math.max;
  }

  add(record: EntityRecord): void {
    const value = numberIn(record, this.#field);
    if (value !== undefined) this.#best = this.#best === undefined ? value : this.#pick(this.#best, value);
  }

  get value(): MeasureValue {
    return this.#best ?? null;
  }
}

class Extreme implements Accumulator {
  readonly #field: FieldInfo;
  readonly #isEarliest: boolean;
  readonly #show: (iso: string) => string;
  #best: string | undefined;

  constructor(field: FieldInfo, name: MeasureFunction, show: (iso: string) => string) {
    this.#field = field;
    this.#isEarliest = name === 'min';
    this.#show = show;
  }

  add(record: EntityRecord): void {
    const value = valueOf(record, this.#field);
    if (typeof value !== 'string' || value === '') return;
    if (this.#best === undefined || Date.parse(value) < Date.parse(this.#best) === this.#isEarliest) this.#best = value;
  }

  get value(): MeasureValue {
    return this.#best === undefined ? null : this.#show(this.#best);
  }
}

function numberIn(record: EntityRecord, field: FieldInfo): number | undefined {
  const value = valueOf(record, field);
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  // A text such as `Infinity` in a user-defined field is no figure either.
  return Number.isFinite(number) ? number : undefined;
}
