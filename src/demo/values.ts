import { refuse } from './http/reply.js';

/** Types whose values are whole numbers. */
const WHOLE = new Set(['integer', 'long', 'short']);
const FRACTIONAL = new Set(['double', 'decimal']);

export type ValueType = 'whole' | 'fractional' | 'boolean' | 'datetime' | 'text';

/** A value of a request as text; null and undefined as none. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

export function valueType(dataType: string): ValueType {
  if (WHOLE.has(dataType)) return 'whole';
  if (FRACTIONAL.has(dataType)) return 'fractional';
  if (dataType === 'boolean') return 'boolean';
  return dataType === 'datetime' ? 'datetime' : 'text';
}

/**
 * A filter's value as the database would convert it to the column's type.
 *
 * @returns the value to compare with; datetimes in milliseconds; null for null.
 * @throws {Refusal} with the database's own conversion text (dossier §4).
 */
export function convertForFilter(value: unknown, type: ValueType): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (type === 'text') return asText(value);
  const converted = type === 'datetime' ? parseTime(value) : convert(value, type);
  if (converted !== null) return converted;
  throw refuse(conversionFailed(value, type));
}

function conversionFailed(value: unknown, type: ValueType): string {
  if (type === 'datetime') return 'Conversion failed when converting date and/or time from character string.';
  if (type === 'fractional') return 'Error converting data type varchar to numeric.';
  const target = type === 'boolean' ? 'bit' : 'int';
  return `Conversion failed when converting the varchar value '${asText(value)}' to data type ${target}.`;
}

/** The value as a column of this type holds it, with the lenience of Json.NET (`"4"`, `"True"`, dossier §10), or null. */
export function convert(value: unknown, type: ValueType): string | number | boolean | null {
  switch (type) {
    case 'whole':
    case 'fractional':
      return convertNumber(value, type);
    case 'boolean':
      return convertBoolean(value);
    case 'datetime':
      return storedTime(value);
    default:
      return typeof value === 'object' ? null : asText(value);
  }
}

function convertNumber(value: unknown, type: ValueType): number | null {
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  return type === 'whole' && !Number.isInteger(number) ? null : number;
}

function convertBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : null;
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** Milliseconds since 1970 of a date or time; without zone it is UTC (dossier §9). Null where it is neither. */
export function parseTime(value: unknown): number | null {
  const parts = typeof value === 'string' ? ISO.exec(value.trim()) : null;
  if (parts === null) return null;
  const [, day, minutes = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = parts;
  const time = Date.parse(`${day}T${minutes}${seconds}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(time) ? null : time;
}

/** Times are kept in the steps of SQL Server's `datetime`, 1/300 s: what is read back may differ by milliseconds (dossier §9). */
function storedTime(value: unknown): string | null {
  const time = parseTime(value);
  return time === null ? null : isoTime(Math.round((Math.round((time * 3) / 10) * 10) / 3));
}

/** A time as responses show it: UTC with `Z`, fraction only where there is one. */
export function isoTime(time: number | Date): string {
  return new Date(time).toISOString().replace(/\.000Z$/, 'Z');
}
