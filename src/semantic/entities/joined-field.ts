import type { FieldInfo } from '../../autotask/types.js';

/** A field of the record that a reference points to, shown as one of the referring record: `company.ownerResource` of a contract. */
export interface JoinedField extends FieldInfo {
  /** The reference, a field of the record itself. */
  readonly via: FieldInfo;
  /** Plural name of the entity that it points to. */
  readonly entity: string;
  /** The field there. */
  readonly target: FieldInfo;
}

export function joinedField(via: FieldInfo, entity: string, target: FieldInfo): JoinedField {
  const name = `${via.name}.${target.name}`;
  // Autotask knows no joins, so it can neither filter nor count by such a field.
  return { ...target, name, isUserDefined: false, isQueryable: false, isRequired: false, via, entity, target };
}

export function isJoined(field: FieldInfo): field is JoinedField {
  return 'via' in field;
}

/** The fields of the records themselves that showing these takes. */
export function ownFields(fields: readonly FieldInfo[]): readonly FieldInfo[] {
  return [...new Set(fields.map((field) => (isJoined(field) ? field.via : field)))];
}
