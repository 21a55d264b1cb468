import { InvalidRequestError } from '../../autotask/errors.js';
import { resolveEntity } from '../../autotask/routes.js';
import type { FieldInfo } from '../../autotask/types.js';
import { displayName, isFieldCalled, referencedEntity } from './field-kind.js';
import { habitsOf } from './habits.js';

const MOST_SHOWN = 4;
/** References to whoever wrote or changed a record: seldom what a question is about. */
const BYSTANDER = /impersonator|creator|created|lastModified|lastActivity|approval/i;

/**
 * Fields of that name on what an entity's references point to, e.g. `ticket.company` for the `company` of a time entry. From the shipped
 * field data, without a request.
 *
 * @param word Name in lower case, without anything but letters and digits.
 */
export async function fieldsElsewhere(word: string, fields: readonly FieldInfo[]): Promise<readonly string[]> {
  const { STANDARD_FIELDS } = await import('../../autotask/field-data.js');
  const found = fields.flatMap((reference) => {
    const singular = referencedEntity(reference);
    if (singular === undefined || BYSTANDER.test(reference.name)) return [];
    const entity = entityName(singular);
    const alias = habitsOf(entity).aliases[word];
    const target = STANDARD_FIELDS[entity]?.find(({ name }) => name === alias || isFieldCalled(name, word));
    return target === undefined ? [] : [`${displayName(reference)}.${target.name.replace(/(?<=[a-z])I[Dd]$/, '')}`];
  });
  return [...new Set(found)].slice(0, MOST_SHOWN);
}

/** Metadata may point to an entity that the catalogue does not know. */
function entityName(singular: string): string {
  try {
    return resolveEntity(singular).name;
  } catch (error) {
    if (error instanceof InvalidRequestError) return singular;
    throw error;
  }
}
