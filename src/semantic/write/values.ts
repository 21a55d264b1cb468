import type { FieldInfo } from '../../autotask/types.js';
import { apiDay, apiInstant, calendarDay, localInstant } from '../dates/format.js';
import { parseWhen } from '../dates/parse.js';
import { displayName, isNumericFlag, kindOf, referencedEntity } from '../entities/field-kind.js';
import { NUMBER_HINT, numberSaid } from '../numbers.js';
import { readLabel } from './settable-label.js';
import { cleanText } from '../untrusted.js';
import { InvalidWriteError } from './errors.js';
import { readReference } from './references.js';
import type { Words } from './words.js';

/** A value to write: as the API takes it, and as people read it. */
export interface WrittenValue {
  readonly field: FieldInfo;
  /** Null empties the field. */
  readonly value: string | number | boolean | null;
  readonly shown: string | null;
  /** What to tell about how the words were understood. */
  readonly remark?: string;
}

/** What else decides how a value is understood. */
export interface ValueScope {
  /** Plural entity name. */
  readonly entity: string;
  /** Value that another field has or will have, for lists that depend on it and for records of the right company. */
  readonly other: (field: string) => unknown;
}

/** A text that is replaced, and one in an answer, is shown cut after so many characters. */
export const LONGEST_SHOWN = 120;

/**
 * The value that the words mean for a field: labels and names become ids, dates in the user's zone become UTC.
 *
 * @throws {InvalidWriteError} when the field cannot take it; name errors where a name fits nothing or several records.
 */
export async function readValue(field: FieldInfo, words: unknown, scope: ValueScope, context: Words): Promise<WrittenValue> {
  if (words === null || words === undefined || words === '') return emptied(field, scope.entity);
  const name = `${scope.entity}.${displayName(field)}`;
  switch (kindOf(scope.entity, field)) {
    case 'picklist':
      return readLabel(field, words, scope);
    case 'reference':
      return readReference(field, referencedEntity(field) ?? '', words, scope, context);
    case 'boolean':
      return flag(field, words, name);
    case 'instant':
      return instant(field, words, name, context);
    case 'day':
      return day(field, words, name, context);
    case 'id':
    case 'number':
      return isNumericFlag(field) && typeof words === 'boolean' ? numericFlag(field, words) : number(field, words, name);
    default:
      return text(field, words, name);
  }
}

function emptied(field: FieldInfo, entity: string): WrittenValue {
  if (field.isRequired) throw new InvalidWriteError(`${entity}.${displayName(field)} is required and cannot be empty.`);
  return { field, value: null, shown: null };
}

function flag(field: FieldInfo, words: unknown, name: string): WrittenValue {
  const value = asBoolean(words);
  if (value === undefined) throw new InvalidWriteError(`${name} is true or false, not ${quoted(words)}.`);
  return { field, value: field.isUserDefined ? String(value) : value, shown: value ? 'yes' : 'no' };
}

function numericFlag(field: FieldInfo, value: boolean): WrittenValue {
  return { field, value: value ? 1 : 0, shown: value ? 'yes' : 'no' };
}

function asBoolean(words: unknown): boolean | undefined {
  if (typeof words === 'boolean') return words;
  const word = typeof words === 'string' ? words.trim().toLowerCase() : words;
  if (word === 'true' || word === 'yes' || word === 1) return true;
  return word === 'false' || word === 'no' || word === 0 ? false : undefined;
}

function number(field: FieldInfo, words: unknown, name: string): WrittenValue {
  const value = typeof words === 'string' ? numberSaid(words) : words;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new InvalidWriteError(`${name} is a number, not ${quoted(words)}. ${NUMBER_HINT}`);
  }
  if (/^(integer|long|short)$/i.test(field.dataType) && !Number.isSafeInteger(value)) {
    throw new InvalidWriteError(`${name} is a whole number, not ${value}.`);
  }
  return { field, value: field.isUserDefined ? String(value) : value, shown: String(value) };
}

function text(field: FieldInfo, words: unknown, name: string): WrittenValue {
  if (typeof words !== 'string' && typeof words !== 'number' && typeof words !== 'boolean') {
    throw new InvalidWriteError(`${name} is a text, not ${quoted(words)}.`);
  }
  const value = String(words);
  if (field.length > 0 && value.length > field.length) {
    throw new InvalidWriteError(`${name} takes at most ${field.length} characters; this text has ${value.length}.`);
  }
  return { field, value, shown: wholeText(value) };
}

/** A text as it is going to be written: whole, as a person agrees to its wording. */
export function wholeText(value: string): string {
  return `"${cleanText(value)}"`;
}

function instant(field: FieldInfo, words: unknown, name: string, { clock }: Words): WrittenValue {
  const when = parseWhen(dateWords(words, name), clock);
  if (when.point === undefined) {
    throw new InvalidWriteError(`${name} needs a time of day as well, for instance "${when.firstDay} 17:00".`);
  }
  const value = apiInstant(when.point.at);
  return { field, value, shown: localInstant(value, clock.timeZone) };
}

function day(field: FieldInfo, words: unknown, name: string, { clock }: Words): WrittenValue {
  const when = parseWhen(dateWords(words, name), clock);
  const onlyDay = when.point?.day ?? when.firstDay;
  if (when.point === undefined && nextDay(when.firstDay) !== when.dayAfter) {
    throw new InvalidWriteError(`${name} is one day; ${quoted(words)} is several.`);
  }
  return { field, value: apiDay(onlyDay), shown: calendarDay(onlyDay) };
}

function nextDay(isoDay: string): string {
  const next = new Date(`${isoDay}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

function dateWords(words: unknown, name: string): string {
  if (typeof words === 'string') return words;
  throw new InvalidWriteError(`${name} is a date in words or ISO form, not ${quoted(words)}.`);
}

function quoted(words: unknown): string {
  return JSON.stringify(words) ?? 'nothing';
}
