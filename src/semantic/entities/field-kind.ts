import { isNumericType } from '../../autotask/metadata-shapes.js';
import type { FieldInfo } from '../../autotask/types.js';
import { isDateOnly } from './date-only.js';
import { isJoined } from './joined-field.js';

/** How values of a field are understood and shown. */
export type FieldKind = 'id' | 'reference' | 'picklist' | 'boolean' | 'instant' | 'day' | 'number' | 'text';

export function kindOf(entity: string, field: FieldInfo): FieldKind {
  if (isJoined(field)) return kindOf(field.entity, field.target);
  if (field.name === 'id') return 'id';
  if (referencedEntity(field) !== undefined) return 'reference';
  if (field.isPickList) return 'picklist';
  const { dataType } = field;
  if (dataType === 'boolean') return 'boolean';
  // User-defined dates have no time of day in Autotask.
  if (dataType === 'datetime') return field.isUserDefined || isDateOnly(entity, field.name) ? 'day' : 'instant';
  return isNumericType(dataType) ? 'number' : 'text';
}

// Metadata leaves some references unmarked (`TimeEntries.creatorUserID`, fields of entities without SOAP ancestor); their names tell.
const UNMARKED: readonly (readonly [RegExp, string])[] = [
  [/resourceID$/i, 'Resource'],
  [/^(creator|lastModified)UserID$/i, 'Resource'],
  [/companyID$/i, 'Company'],
  [/contactID$/i, 'Contact'],
  [/^ticketID$/i, 'Ticket'],
  [/^projectID$/i, 'Project'],
  [/^taskID$/i, 'Task'],
  [/contractID$/i, 'Contract'],
  [/roleID$/i, 'Role'],
  [/^tagID$/i, 'Tag'],
];

/** Singular name of the entity that a field points to; undefined for other fields. */
export function referencedEntity(field: FieldInfo): string | undefined {
  if (isJoined(field)) return referencedEntity(field.target);
  if (field.isPickList || field.isUserDefined) return undefined;
  if (field.referenceEntityType !== '') return field.referenceEntityType;
  return UNMARKED.find(([pattern]) => pattern.test(field.name))?.[1];
}

// Whole numbers that only ever say yes or no (dossier §8: `Contacts.isActive` is an integer).
const WHOLE: ReadonlySet<string> = new Set(['integer', 'short', 'long']);
const FLAG_NAMES = /^(is[A-Z]|nonBillable$)/;

export function isNumericFlag(field: FieldInfo): boolean {
  if (isJoined(field)) return isNumericFlag(field.target);
  return FLAG_NAMES.test(field.name) && WHOLE.has(field.dataType.toLowerCase()) && !field.isPickList;
}

/** The word people use for a field: references lose their suffix (`companyID` → `company`), user-defined fields show their name. */
export function displayName(field: FieldInfo): string {
  if (isJoined(field)) return `${displayName(field.via)}.${displayName(field.target)}`;
  const isReferenceOrList = field.isPickList || referencedEntity(field) !== undefined;
  return isReferenceOrList && !field.isUserDefined ? withoutId(field.name) : field.name;
}

/** The name of a reference or pick list as people say it. */
export function withoutId(name: string): string {
  return name.replace(/(?<=[a-z])I[Dd]$/, '');
}

/** Whether people may mean a field by a word in any case: its name, or that without `ID`, as references and some pick lists go by. */
export function isFieldCalled(name: string, word: string): boolean {
  const [known, said] = [name.toLowerCase(), word.toLowerCase()];
  return known === said || known.replace(/id$/, '') === said;
}
