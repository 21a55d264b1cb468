import type { EntityDescription } from './catalogue.js';
import { InvalidRequestError } from './errors.js';
import { quoted } from './quoted.js';
import type { FilterValue } from './types.js';
import { isIntegerType, isNumericType } from './metadata-shapes.js';

/** A field and the type of its values; '' where that is not known. */
export interface TypedField {
  readonly name: string;
  readonly dataType: string;
}

/**
 * A `Date` as the API takes times: ISO 8601 in UTC (dossier §9).
 *
 * @throws {@link InvalidRequestError} naming the field when the date is invalid.
 */
export function utcText(date: Date, field: string): string {
  if (Number.isNaN(date.getTime())) throw new InvalidRequestError(`${field} is an invalid Date.`);
  return date.toISOString();
}

/**
 * Whether a field can hold a value of a filter or a write, with the API's own lenience: numbers and booleans may come as text, 0 and 1 for booleans
 * (dossier §10). What it cannot hold Autotask answers with "Conversion failed …", without naming the field, or "An unexpected error has occurred"
 * (dossier §4, §7).
 */
export function canHold(field: TypedField, value: unknown): boolean {
  return kindOf(field).accepts(value);
}

/** What a caller is told whose value a field cannot hold. */
export function cannotHold(entity: EntityDescription, field: TypedField, value: unknown): InvalidRequestError {
  const { holds, hint } = kindOf(field);
  return new InvalidRequestError(
    `${entity.name}.${field.name} holds ${holds}, not ${quoted(value)}.${hint === '' ? '' : ` ${hint}`}`,
  );
}

interface Kind {
  readonly holds: string;
  readonly accepts: (value: unknown) => boolean;
  readonly hint: string;
}

function kindOf(field: TypedField): Kind {
  if (isIntegerType(field.dataType)) {
    return FLAG_NAME.test(field.name) ? { ...WHOLE, accepts: (value) => typeof value === 'boolean' || isWhole(value) } : WHOLE;
  }
  if (isNumericType(field.dataType)) return NUMERIC;
  if (field.dataType === 'boolean') return BOOLEAN;
  return field.dataType === 'datetime' ? TIME : OTHER;
}

/** Whole numbers that say yes or no: the API's own examples filter `Contacts.isActive` with `true` (dossier §8). */
const FLAG_NAME = /^is[A-Z]/;

const WHOLE: Kind = {
  holds: 'whole numbers',
  accepts: isWhole,
  hint: "Labels of pick lists stand in the field's metadata.",
};
const NUMERIC: Kind = {
  holds: 'numbers',
  accepts: (value) => (typeof value === 'string' ? /^\s*-?(\d+\.?\d*|\.\d+)\s*$/.test(value) : Number.isFinite(value)),
  hint: '',
};
const BOOLEAN: Kind = {
  holds: 'true or false',
  accepts: (value) => /^(true|false|0|1)$/i.test(isScalar(value) ? String(value) : ''),
  hint: '',
};
const TIME: Kind = {
  holds: 'dates',
  accepts: (value) => typeof value === 'string' && isIsoTime(value),
  hint: 'Give a Date, or ISO text such as "2026-03-01" or "2026-03-01T09:30:00Z".',
};
/** Texts, and types that this library does not know. */
const OTHER: Kind = { holds: 'text', accepts: isScalar, hint: '' };

function isWhole(value: unknown): boolean {
  return typeof value === 'string' ? /^\s*-?\d+\s*$/.test(value) : Number.isSafeInteger(value);
}

/** Whether a value is a text, a number or a boolean. */
export function isScalar(value: unknown): value is FilterValue {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

/** A date, or date and time; without zone it is UTC (dossier §9). */
function isIsoTime(text: string): boolean {
  const [, day = '', time = 'T00:00', zone = 'Z'] = ISO_TIME.exec(text.trim()) ?? [];
  // 30 February would be taken for 2 March.
  const isDay = !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  return isDay && !Number.isNaN(Date.parse(`${day}${time.replace(' ', 'T')}${zone}`));
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:\d\d)?$/;
