import { isObject } from '../autotask/object.js';
import { CommandLineError } from './errors.js';

/** A filter in people's words: `{ status: 'New', priority__in: ['High', 'Critical'] }`. */
export type WordFilter = Readonly<Record<string, unknown>>;

const ASSIGNMENT = /^(?<name>[^=!<>]+)(?<sign>!=|>=|<=|=|>|<)(?<value>.*)$/su;

const OPERATOR_OF_SIGN: Readonly<Record<string, string>> = { '!=': 'noteq', '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt' };

const TAKES_LIST = /__(?:in|not_?in)$/i;

/**
 * Filters as they are typed, `status=New`, `createDate__gte=2026-03-01`, `priority__in=High,Critical`, `status!=Complete`, as one filter.
 *
 * @throws {CommandLineError} for text that is none, and for a field and operator given twice.
 */
export function parseFilters(texts: readonly string[]): WordFilter {
  const filter = new Map<string, unknown>();
  for (const text of texts) {
    const [key, value] = parseFilter(text);
    if (filter.has(key)) {
      throw new CommandLineError(`${key} is filtered twice. Use ${key.replace(/__.*/, '')}__in=a,b for one of several values.`);
    }
    filter.set(key, value);
  }
  return Object.fromEntries(filter);
}

function parseFilter(text: string): [key: string, value: unknown] {
  const { name: spaced, sign, value } = ASSIGNMENT.exec(text)?.groups ?? {};
  const name = spaced?.trim();
  if (name === undefined || sign === undefined || value === undefined) {
    throw new CommandLineError(
      `"${text}" is no filter. Filters are written field=value or field__operator=value, e.g. status=New, createDate__gte=2026-03-01.`,
    );
  }
  const operator = OPERATOR_OF_SIGN[sign];
  if (operator !== undefined && name.includes('__')) {
    throw new CommandLineError(
      `"${text}" has two operators: write either ${name}=${value} or ${name.replace(/__.*/, '')}${sign}${value}.`,
    );
  }
  const key = operator === undefined ? name : `${name}__${operator}`;
  return [key, TAKES_LIST.test(key) ? splitList(value).map(parseValue) : parseValue(value)];
}

/**
 * A typed value: number, true, false and null as such, the rest as text. Text in double quotes stays text, and so does a number
 * that would not come back as it was written: invoice 010452 is not invoice 10452.
 */
export function parseValue(text: string): string | number | boolean | null {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1);
  const number = Number(text);
  return text !== '' && String(number) === text && Number.isFinite(number) ? number : text;
}

/** Parts between commas; a comma inside double quotes belongs to its part. */
export function splitList(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

/**
 * The parts of a filter, all of which must hold: texts as {@link parseFilters} takes them, and what `--filter` gives.
 *
 * @throws {CommandLineError} for what is no filter.
 */
export function filterParts(texts: readonly string[], json: string | undefined): (WordFilter | readonly unknown[])[] {
  return [parseFilters(texts), ...(json === undefined ? [] : [parseFilterJson(json)])];
}

/** @throws {CommandLineError} for text that is no JSON object or array. */
export function parseFilterJson(text: string): WordFilter | readonly unknown[] {
  const value = parseJson(text, '--filter');
  if (Array.isArray(value)) return value;
  if (isObject(value)) return value;
  throw new CommandLineError('--filter takes a JSON object ({"status":"New"}) or the API\'s own array of conditions.');
}

/** Fields of a record to write: `field=value` texts over the object of `--fields`. */
export function parseAssignments(texts: readonly string[], json: string | undefined): Record<string, unknown> {
  const fields = json === undefined ? {} : parseJson(json, '--fields');
  if (!isObject(fields)) throw new CommandLineError('--fields takes a JSON object, e.g. \'{"title":"Printer down"}\'.');
  return { ...fields, ...Object.fromEntries(texts.map(parseAssignment)) };
}

function parseAssignment(text: string): [field: string, value: unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new CommandLineError(`"${text}" sets no field. Fields are set with field=value, e.g. status="In Progress".`);
  return [text.slice(0, at).trim(), parseValue(text.slice(at + 1))];
}

function parseJson(text: string, option: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandLineError(`${option} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`);
  }
}
