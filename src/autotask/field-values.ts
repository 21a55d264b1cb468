import { InvalidRequestError } from './errors.js';

/**
 * A `Date` as the API takes times: ISO 8601 in UTC (dossier §9).
 *
 * @throws {@link InvalidRequestError} naming the field when the date is invalid.
 */
export function utcText(date: Date, field: string): string {
  if (Number.isNaN(date.getTime())) throw new InvalidRequestError(`${field} is an invalid Date.`);
  return date.toISOString();
}
