import type { EntityRecord, FieldInfo } from '../../autotask/types.js';
import { kindOf } from '../entities/field-kind.js';
import { cellOf } from '../rows/cells.js';
import { referenceNames } from '../rows/names.js';
import { LONGEST_SHOWN } from './values.js';
import type { Words } from './words.js';

/** Fields of a record as people read them, in the order of `fields`; null where empty. One request per referenced entity at most. */
export async function showFields(
  entity: string,
  record: EntityRecord,
  fields: readonly FieldInfo[],
  { directory, clock, signal }: Words,
): Promise<(string | null)[]> {
  const names = await referenceNames([record], fields, directory, { signal });
  const style = { timeZone: clock.timeZone, names, longestText: LONGEST_SHOWN, keepsLines: false };
  return fields.map((field) => {
    const cell = cellOf(entity, record, field, style);
    if (cell === null) return null;
    if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
    return kindOf(entity, field) === 'text' ? `"${cell}"` : String(cell);
  });
}
