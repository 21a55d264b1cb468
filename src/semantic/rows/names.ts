import type { CallOptions, EntityRecord, FieldInfo } from '../../autotask/types.js';
import { referencedEntity } from '../entities/field-kind.js';
import { valueOf } from '../filter/matches.js';
import type { Directory, NamedRecord } from '../names/directory.js';

/** Names of the records that rows refer to. */
export type ReferenceNames = ReadonlyMap<string, ReadonlyMap<number, NamedRecord>>;

/** The names of everything these records refer to in these fields: one request per referenced entity at most, all at the same time. */
export async function referenceNames(
  records: readonly EntityRecord[],
  fields: readonly FieldInfo[],
  directory: Directory,
  call: CallOptions,
): Promise<ReferenceNames> {
  const wanted = new Map<string, Set<number>>();
  for (const field of fields) {
    const singular = referencedEntity(field);
    if (singular === undefined) continue;
    const ids = wanted.get(singular) ?? new Set();
    for (const record of records) {
      const id = valueOf(record, field);
      if (typeof id === 'number') ids.add(id);
    }
    wanted.set(singular, ids);
  }
  const found = await Promise.all(
    [...wanted].map(async ([singular, ids]) => [singular, await directory.byId(singular, ids, call)] as const),
  );
  return new Map(found);
}

/** A reference as people read it: the name, marked where inactive; the bare id where the record has no name or is not visible. */
export function referenceText(field: FieldInfo, id: unknown, names: ReferenceNames): string | number {
  if (typeof id !== 'number') return String(id);
  const record = names.get(referencedEntity(field) ?? '')?.get(id);
  if (record === undefined) return id;
  return record.isActive ? record.name : `${record.name} (inactive)`;
}
