import { entityCalled } from '../../semantic/entities/entity-words.js';
import { asId } from '../../semantic/record-id.js';
import { CommandLineError } from '../errors.js';

/** A record as it is named on the command line. */
export interface RecordName {
  readonly entity: string;
  readonly id: number | string;
}

const NUMBER = /^T\d{8}\.\d{4,}/i;
const QUALIFIED = /^(?<entity>[a-z]+):(?<id>.+)$/i;

/**
 * A ticket by number or id (`T20260309.0012`, `7012`), or any record as `Entity:id`.
 *
 * @throws {CommandLineError} for anything else.
 */
export function parseRecordName(text: string): RecordName {
  const named = recordNameOf(text);
  if (named !== undefined) return named;
  throw new CommandLineError(
    `"${text}" names no record. Give a ticket number such as T20260309.0012, or Entity:id such as Projects:91061.`,
  );
}

/** @returns undefined where the text has neither form. */
export function recordNameOf(text: string): RecordName | undefined {
  if (NUMBER.test(text)) return { entity: 'Tickets', id: text };
  if (/^\d{1,15}$/.test(text)) return { entity: 'Tickets', id: idOrText(text) };
  const { entity, id } = QUALIFIED.exec(text)?.groups ?? {};
  if (entity === undefined || id === undefined) return undefined;
  return { entity: entityCalled(entity).name, id: idOrText(id) };
}

/** The id that the text is; else the text, which may be a name, or the number printed on a record. */
export function idOrText(text: string): number | string {
  return asId(text) ?? text;
}
