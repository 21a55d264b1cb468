import type { CallOptions, EntityRecord, FieldInfo } from '../../autotask/types.js';
import { referencedEntity } from '../entities/field-kind.js';
import { valueOf } from '../filter/matches.js';
import type { Directory, NamedRecord } from '../names/directory.js';
import { readBefore } from '../patience.js';
import type { Patience } from '../patience.js';

/** Names of the records that rows refer to. */
export type ReferenceNames = ReadonlyMap<string, ReadonlyMap<number, NamedRecord>>;

/** The names of everything these records refer to in these fields: one request per referenced entity at most, all at the same time. */
export async function referenceNames(
  records: readonly EntityRecord[],
  fields: readonly FieldInfo[],
  directory: Directory,
  call: CallOptions,
): Promise<ReferenceNames> {
  const wanted = [...referredIds(records, fields)];
  const found = await Promise.all(
    wanted.map(async ([entity, ids]) => [entity, await directory.byId(entity, ids, call)] as const),
  );
  return new Map(found);
}

/** The same, as far as they can be read until the last moment of the call, with a note on those that could not. */
export async function namesInTime(
  records: readonly EntityRecord[],
  fields: readonly FieldInfo[],
  directory: Directory,
  call: Patience,
): Promise<{ readonly names: ReferenceNames; readonly notes: readonly string[] }> {
  return namesOf(referredIds(records, fields), directory, call);
}

/** Names by entity and id, as far as they can be read until the last moment of the call. */
export async function namesOf(
  wanted: ReadonlyMap<string, Iterable<number>>,
  directory: Directory,
  call: Patience,
): Promise<{ readonly names: ReferenceNames; readonly notes: readonly string[] }> {
  const unread: string[] = [];
  const found = await Promise.all(
    [...wanted].map(async ([entity, ids]) => {
      const names = await readBefore('lastMoment', call, (until) => directory.byId(entity, ids, until));
      if (names === undefined) unread.push(entity);
      return [entity, names ?? directory.remembered(entity, ids)] as const;
    }),
  );
  const notes =
    unread.length === 0
      ? []
      : [`Autotask is slow just now: not all names were read in time (${unread.join(', ')}); ids stand in place of those.`];
  return { names: new Map(found), notes };
}

function referredIds(records: readonly EntityRecord[], fields: readonly FieldInfo[]): ReadonlyMap<string, ReadonlySet<number>> {
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
  return wanted;
}

/** A reference as people read it: the name, marked where inactive; the bare id where the record has no name or is not visible. */
export function referenceText(field: FieldInfo, id: unknown, names: ReferenceNames): string | number {
  if (typeof id !== 'number') return String(id);
  const record = names.get(referencedEntity(field) ?? '')?.get(id);
  if (record === undefined) return id;
  return record.isActive ? record.name : `${record.name} (inactive)`;
}
