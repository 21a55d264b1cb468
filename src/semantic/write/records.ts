import type { EntityRecord } from '../../autotask/types.js';
import type { Schema } from '../entities/schema.js';
import { AmbiguousNameError, candidateList, UnknownNameError } from '../errors.js';
import { isRecordNumber, nameRule } from '../names/rules.js';
import { cleanLine, cutText } from '../untrusted.js';
import { asId } from '../record-id.js';
import { InvalidWriteError } from './errors.js';
import type { Words } from './words.js';

const LONGEST_SUBJECT = 60;

/** Entities whose names are titles, which say too little about which one is meant. */
const TITLED: ReadonlySet<string> = new Set(['Tickets', 'Tasks']);

/**
 * The records of those ids, numbers or full names, in their order, whole and fresh. One request, two where both kinds are given, and one for
 * each name.
 *
 * @throws {UnknownNameError} naming those that this API user does not see; {@link AmbiguousNameError} where a name is not clear.
 */
export async function readRecords(schema: Schema, ids: readonly (number | string)[], words: Words): Promise<EntityRecord[]> {
  const keys = await Promise.all(ids.map(async (id) => keyOf(schema, id, words)));
  const numbers = keys.filter((key) => typeof key === 'string');
  const plainIds = keys.filter((key) => typeof key === 'number');
  const [byId, byNumber] = await Promise.all([readIds(schema, plainIds, words), readNumbers(schema, numbers, words)]);
  const found = keys.map((key) =>
    typeof key === 'number'
      ? byId.find(({ id }) => id === key)
      : byNumber.find((record) => numberOf(schema, record)?.toLowerCase() === key.toLowerCase()),
  );
  const missing = keys.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) {
    throw new UnknownNameError(`Not found among the ${schema.name} that this API user sees: ${missing.join(', ')}.`);
  }
  const records = found.filter((record) => record !== undefined);
  if (new Set(records.map(({ id }) => id)).size < records.length) throw new InvalidWriteError('The same record is named twice.');
  return records;
}

/** The one record of that id or number. */
export async function readRecord(schema: Schema, id: number | string, words: Words): Promise<EntityRecord> {
  const [record] = await readRecords(schema, [id], words);
  if (record === undefined) throw new UnknownNameError(`Not found among the ${schema.name} that this API user sees: ${id}.`);
  return record;
}

async function keyOf(schema: Schema, id: number | string, words: Words): Promise<number | string> {
  const plain = asId(id);
  if (plain !== undefined) return plain;
  const text = String(id).trim();
  const rule = nameRule(schema.entity.singular);
  const hasNumbers = rule?.number !== undefined;
  if (hasNumbers && isRecordNumber(text)) return text;
  if (rule !== undefined && !TITLED.has(schema.name)) return idOfNamed(schema, text, words);
  throw new InvalidWriteError(`"${id}" is no id of ${schema.name}${hasNumbers ? ' and no number such as T20260309.0012' : ''}.`);
}

async function idOfNamed({ name, entity }: Schema, text: string, { names, signal }: Words): Promise<number> {
  const found = await names.one(entity.singular, text, { signal });
  if (found.isExact) return found.id;
  const candidate = { id: found.id, name: found.name, isActive: found.isActive };
  throw new AmbiguousNameError(
    `"${text}" is only a part of a name of ${name}: ${candidateList([candidate])}. Use the full name or id.`,
    [candidate],
  );
}

async function readIds(schema: Schema, ids: readonly number[], { client, signal }: Words): Promise<EntityRecord[]> {
  const [only] = ids;
  if (only === undefined) return [];
  return ids.length === 1 && schema.entity.canGet
    ? [await client.get(schema.name, only, { signal })]
    : client.getMany(schema.name, ids, { signal });
}

async function readNumbers(schema: Schema, numbers: readonly string[], { client, signal }: Words): Promise<EntityRecord[]> {
  const [only] = numbers;
  const field = nameRule(schema.entity.singular)?.number;
  if (only === undefined || field === undefined) return [];
  return client.queryAll(
    schema.name,
    [numbers.length === 1 ? { op: 'eq', field, value: only } : { op: 'in', field, value: [...numbers] }],
    { signal },
  );
}

/** What to call a record in previews and answers: its number, else its name, else entity and id. */
export function subjectOf(schema: Schema, record: EntityRecord): string {
  const number = numberOf(schema, record);
  if (number !== undefined) return number;
  const name = nameRule(schema.entity.singular)?.name(record) ?? '';
  const shown = cutText(cleanLine(name), LONGEST_SUBJECT);
  return `${schema.entity.singular} ${record.id}${shown === '' ? '' : ` "${shown}"`}`;
}

/** The number that people call a record by, where it has one. */
export function numberOf({ entity }: Pick<Schema, 'entity'>, record: EntityRecord): string | undefined {
  const number = record[nameRule(entity.singular)?.number ?? ''];
  return typeof number === 'string' && number !== '' ? number : undefined;
}
