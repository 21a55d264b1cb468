import type { FieldInfo, PicklistValue } from '../../autotask/types.js';
import type { Draft } from './draft.js';
import { InvalidWriteError } from './errors.js';

/** Who can read a note or attachment. */
export type Visibility = 'internal' | 'customer';

// Autotask's own values, the same in every tenant (dossier §8).
const ALL_USERS = 1;
const INTERNAL = 2;
const INTERNAL_AND_CO_MANAGED = 4;

const PUBLISH: Readonly<Record<Visibility, number>> = { customer: ALL_USERS, internal: INTERNAL };

/** Autotask's value for a visibility, where the tenant's list is not at hand. */
export function knownPublish(visibility: Visibility): number {
  return PUBLISH[visibility];
}

/**
 * The active value of the tenant's publish list that has this meaning.
 *
 * @throws {InvalidWriteError} naming the list's values where it is not clear which one that is.
 */
export function publishValue(field: FieldInfo, visibility: Visibility): { readonly value: number; readonly shown: string } {
  const active = field.picklistValues.filter(({ isActive }) => isActive);
  const fitting = active.filter((value) => !isCoManaged(value) && meaningOf(value) === visibility);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1 && typeof only.value === 'number')
    return { value: only.value, shown: only.label };
  const labels = active.map(({ label, value }) => `${label} (${value})`).join(', ');
  throw new InvalidWriteError(
    `Which value of this tenant's publish list is ${visibility} is not clear: ${labels}. Create the record with one of these as "publish".`,
  );
}

/**
 * Sets who can read the new note or attachment, by the tenant's publish list.
 *
 * @throws {InvalidWriteError} where the customer cannot read such records at all.
 */
export function setVisibility(draft: Draft, visibility: Visibility): void {
  const publish = draft.schema.standard('publish');
  if (publish !== undefined) {
    const { value, shown } = publishValue(publish, visibility);
    draft.setRaw('publish', value, shown);
  } else if (visibility === 'customer') {
    throw new InvalidWriteError(`${draft.entity} are internal; the customer cannot read them.`);
  }
}

/** What a stored publish value means; one that is not known to be internal counts as visible to the customer. */
export function visibilityOf(field: FieldInfo, publish: unknown): Visibility {
  const value = field.picklistValues.find((candidate) => candidate.value === publish);
  return value === undefined ? 'customer' : meaningOf(value);
}

/** By the label where it says so, else by Autotask's own ids. "All Autotask Users" sounds internal and is not: customers see it (dossier §8). */
function meaningOf({ label, value }: PicklistValue): Visibility {
  if (/\bintern/i.test(label)) return 'internal';
  if (/\b(all|alle|tous|todos)\b/i.test(label)) return 'customer';
  return value === INTERNAL || value === INTERNAL_AND_CO_MANAGED ? 'internal' : 'customer';
}

function isCoManaged({ label, value }: PicklistValue): boolean {
  return value === INTERNAL_AND_CO_MANAGED || /co-?managed/i.test(label);
}
