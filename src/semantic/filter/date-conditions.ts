import type { FieldInfo } from '../../autotask/types.js';
import type { Clock } from '../dates/clock.js';
import { apiDay, apiInstant, readable } from '../dates/format.js';
import { parseWhen } from '../dates/parse.js';
import { parseSide } from '../dates/side.js';
import { span } from '../dates/when.js';
import type { When } from '../dates/when.js';
import { displayName } from '../entities/field-kind.js';
import { InvalidInputError } from '../errors.js';
import { signOf } from './operators.js';
import type { Operator } from './operators.js';
import type { Comparison, Node } from './tree.js';

interface DateQuestion {
  readonly field: FieldInfo;
  readonly kind: 'instant' | 'day';
  readonly operator: Operator;
  readonly value: unknown;
  readonly literal: boolean;
}

/** The API's own way to write a time: in its own conditions it is taken as it stands, no zone meaning UTC (dossier §9). */
const API_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/;

/**
 * A comparison of a date field. Spans of time become half-open windows in UTC; "after" a span means from its end on, "from" it from its
 * start. Date-only fields are compared by calendar days, which no zone shifts.
 */
export function dateComparison(question: DateQuestion, clock: Clock): Node {
  const { field, operator, value, literal } = question;
  if (literal && typeof value === 'string' && API_TIME.test(value) && isPlain(operator)) {
    return {
      kind: 'comparison',
      field,
      operator,
      value: asUtc(value),
      says: `${displayName(field)} ${signOf(operator)} ${value}`,
    };
  }
  const side = operator === 'eq' && typeof value === 'string' ? parseSide(value, clock) : undefined;
  if (side !== undefined) return dateComparison({ ...question, operator: side.operator, value: side.words }, clock);
  const bounds = new Bounds(question, clock);
  switch (operator) {
    case 'eq':
      return bounds.within(bounds.when(value));
    case 'noteq':
      return bounds.outside(bounds.when(value));
    case 'in':
      return bounds.any(value);
    case 'between':
      return bounds.between(value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return bounds.side(operator, bounds.when(value));
    default:
      throw new InvalidInputError(`"${operator}" does not work on dates. Use equality, gt, gte, lt, lte or between.`);
  }
}

function isPlain(operator: Operator): operator is 'eq' | 'noteq' | 'gt' | 'gte' | 'lt' | 'lte' {
  return (
    operator === 'eq' ||
    operator === 'noteq' ||
    operator === 'gt' ||
    operator === 'gte' ||
    operator === 'lt' ||
    operator === 'lte'
  );
}

function asUtc(value: string): string {
  return value.length === 10 ? apiDay(value) : value.endsWith('Z') ? value : `${value}Z`;
}

/** Builds the bounds of one field. */
class Bounds {
  readonly #question: DateQuestion;
  readonly #clock: Clock;

  constructor(question: DateQuestion, clock: Clock) {
    this.#question = question;
    this.#clock = clock;
  }

  when(value: unknown): When {
    if (typeof value === 'string') return parseWhen(value, this.#clock);
    if (typeof value === 'number' && value >= 1900 && value <= 2200) return parseWhen(String(value), this.#clock);
    const hint = isList(value) ? ` For a span say "${value.join('..')}".` : '';
    throw new InvalidInputError(`"${this.#name}" is a date, not ${JSON.stringify(value)}.${hint}`);
  }

  within(when: When): Node {
    const parts = [this.#bound('gte', this.#first(when)), this.#bound('lt', this.#after(when))];
    return { kind: 'all', parts, says: `${this.#name} ${this.#span(when)}` };
  }

  outside(when: When): Node {
    const empty: Comparison = { kind: 'comparison', field: this.#question.field, operator: 'notExist', says: '' };
    const parts = [this.#bound('lt', this.#first(when)), this.#bound('gte', this.#after(when)), empty];
    return { kind: 'any', parts, says: `${this.#name} not ${this.#span(when)}` };
  }

  any(value: unknown): Node {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.length === 0) throw new InvalidInputError(`The list of "${this.#name}" is empty.`);
    return { kind: 'any', parts: values.map((one) => this.within(this.when(one))) };
  }

  between(value: unknown): Node {
    const ends: readonly unknown[] = Array.isArray(value) ? value : [];
    if (ends.length !== 2) throw new InvalidInputError('"between" needs two dates, earliest first.');
    const [first, last] = [this.when(ends[0]), this.when(ends[1])];
    if (last.end <= first.start) throw new InvalidInputError('"between" needs the earlier date first.');
    return this.within(span(first, last));
  }

  side(operator: 'gt' | 'gte' | 'lt' | 'lte', when: When): Node {
    if (when.point !== undefined)
      return this.#bound(operator, this.#question.kind === 'day' ? when.point.day : apiInstant(when.point.at));
    if (operator === 'gt') return this.#bound('gte', this.#after(when));
    if (operator === 'lte') return this.#bound('lt', this.#after(when));
    return this.#bound(operator, this.#first(when));
  }

  get #name(): string {
    return displayName(this.#question.field);
  }

  #first(when: When): string {
    return this.#question.kind === 'day' ? when.firstDay : apiInstant(when.start);
  }

  #after(when: When): string {
    return this.#question.kind === 'day' ? when.dayAfter : apiInstant(when.end);
  }

  #bound(operator: 'gt' | 'gte' | 'lt' | 'lte', value: string): Comparison {
    const isDay = this.#question.kind === 'day';
    return {
      kind: 'comparison',
      field: this.#question.field,
      operator,
      value: isDay ? apiDay(value) : value,
      says: `${this.#name} ${signOf(operator)} ${isDay ? value : readable(value, this.#clock.timeZone)}`,
    };
  }

  #span(when: When): string {
    const [first, after] = [this.#first(when), this.#after(when)];
    if (this.#question.kind === 'day') return `from ${first} to before ${after}`;
    return `from ${readable(first, this.#clock.timeZone)} to before ${readable(after, this.#clock.timeZone)}`;
  }
}

function isList(value: unknown): value is (string | number)[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number');
}
