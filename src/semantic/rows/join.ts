import type { CallOptions, EntityRecord, FieldInfo } from '../../autotask/types.js';
import { readAllowed } from '../access.js';
import type { ApiReader } from '../api-reader.js';
import { referencedEntity } from '../entities/field-kind.js';
import { isJoined } from '../entities/joined-field.js';
import type { JoinedField } from '../entities/joined-field.js';
import { TooManyRowsError } from '../errors.js';
import { valueOf } from '../filter/matches.js';
import type { Directory } from '../names/directory.js';
import { nameRule } from '../names/rules.js';
import { NOT_VISIBLE } from './not-visible.js';

/** Records of another entity that are read for one question: twenty requests. */
const MOST_JOINED = 10_000;

interface Sources {
  readonly client: ApiReader;
  readonly directory: Directory;
}

/**
 * The records with the values of joined fields, which takes one request per referenced entity and 500 records of it. Values of what this
 * API user does not see are {@link NOT_VISIBLE}.
 *
 * @throws {TooManyRowsError} when they refer to too many records.
 */
export async function joinRecords(
  records: readonly EntityRecord[],
  fields: readonly FieldInfo[],
  sources: Sources,
  call: CallOptions,
): Promise<readonly EntityRecord[]> {
  const joined = fields.filter(isJoined);
  if (joined.length === 0) return records;
  const read = new Map(
    await Promise.all(
      [...new Set(joined.map(({ entity }) => entity))].map(async (entity) => {
        const own = joined.filter((field) => field.entity === entity);
        return [entity, await readReferred(records, own, entity, sources, call)] as const;
      }),
    ),
  );
  return records.map((record) => ({ ...record, ...valuesFor(record, joined, read) }));
}

async function readReferred(
  records: readonly EntityRecord[],
  fields: readonly JoinedField[],
  entity: string,
  { client, directory }: Sources,
  call: CallOptions,
): Promise<ReadonlyMap<unknown, EntityRecord>> {
  const ids = new Set(fields.flatMap(({ via }) => records.map((record) => valueOf(record, via))));
  const wanted = [...ids].filter((id) => typeof id === 'number');
  if (wanted.length > MOST_JOINED) {
    const all = `${wanted.length} ${entity} would have to be read`;
    throw new TooManyRowsError(`${all}, more than the ${MOST_JOINED} that are allowed. Narrow the filter.`, wanted.length);
  }
  if (wanted.length === 0) return new Map();
  const [first] = fields;
  const singular = first === undefined ? undefined : referencedEntity(first.via);
  const names = singular === undefined ? [] : (nameRule(singular)?.fields ?? []);
  const standard = fields.filter(({ target }) => !target.isUserDefined).map(({ target }) => target.name);
  const options = { ...call, fields: [...new Set(['id', ...standard, ...names])] };
  const read = await readAllowed(entity, () => client.getMany(entity, wanted, options));
  const byId = new Map(read.map((record) => [record.id, record]));
  if (singular !== undefined) {
    // Their names are mostly shown as well.
    directory.learn(singular, read);
    directory.learnMissing(
      singular,
      wanted.filter((id) => !byId.has(id)),
    );
  }
  return byId;
}

function valuesFor(
  record: EntityRecord,
  fields: readonly JoinedField[],
  read: ReadonlyMap<string, ReadonlyMap<unknown, EntityRecord>>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, via, entity, target }) => {
      const id = valueOf(record, via);
      const referred = read.get(entity)?.get(id);
      if (referred !== undefined) return [name, valueOf(referred, target) ?? null];
      return [name, isReference(id, entity) ? NOT_VISIBLE : null];
    }),
  );
}

/** Company 0 is the tenant itself; elsewhere 0 refers to nothing (dossier §8). */
function isReference(id: unknown, entity: string): boolean {
  return typeof id === 'number' && (id > 0 || (id === 0 && entity === 'Companies'));
}
