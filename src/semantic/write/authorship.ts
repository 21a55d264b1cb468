import { resolveEntity } from '../../autotask/routes.js';
import { PermissionError } from '../../autotask/errors.js';
import { canImpersonate } from '../../autotask/writes/impersonation.js';
import type { EntityRecord } from '../../autotask/types.js';
import { AuthorshipError } from './errors.js';
import type { WritePlan, WriteStep } from './plan.js';
import type { StoredStep } from './read-back.js';
import type { Named, Words } from './words.js';

/** In whose name Autotask records writes: the API user's, or that of the person the call is made for. */
export type WriteAs = 'api-user' | 'me';

/**
 * Requires that Autotask can record every write of the plan in the person's name. For other entities it ignores the wish without a word and
 * records the API user (dossier §2), so that nothing of such a plan may be sent.
 *
 * @throws {AuthorshipError} naming the entities.
 */
export function requireAuthorship(plan: WritePlan, author: Named): void {
  const entities = [...new Set(plan.steps.map(({ entity }) => entity))].filter(
    (entity) => !canImpersonate(resolveEntity(entity)),
  );
  if (entities.length === 0) return;
  throw new AuthorshipError(
    `This server writes in the name of ${author.name} (AUTOTASK_WRITE_AS is "me"), and Autotask can record ${entities.join(', ')} only in the name of the API user. ` +
      `Do it in Autotask itself, or let the operator set AUTOTASK_WRITE_AS to "api-user".`,
  );
}

const VERB = { create: 'Add', update: 'Edit', delete: 'Delete' } as const;

/** What a refused write in somebody's name needs to be set up; every other failure as it is. */
export function withSetUpAdvice(failure: unknown, { action, entity, subject }: WriteStep, author: Named | undefined): unknown {
  if (author === undefined || !(failure instanceof PermissionError)) return failure;
  const right = VERB[action];
  return new AuthorshipError(
    `Autotask does not let the API user ${action} ${subject} in the name of ${author.name}; it was not written in the API user's name instead. ` +
      `An Autotask administrator can allow it: in the API user's security level, the right to impersonate for ${right} on ${entity}; ` +
      `in ${author.name}'s security level, "allow impersonation" and their own right to ${action} ${entity}. ` +
      `Or the operator of this server sets AUTOTASK_WRITE_AS to "api-user".`,
  );
}

/** Names that the creator has in the API's entities. */
const CREATOR_FIELDS = ['creatorResourceID', 'createdByResourceID', 'creatorUserID', 'attachedByResourceID'] as const;
const LAST_CHANGE_FIELDS = ['lastActivityResourceID', 'lastModifiedBy', 'lastModifiedUserID'] as const;

/**
 * The creator that Autotask has recorded, by its field, where it is somebody else than the author: the header was ignored, which only a look at
 * the record shows.
 */
export function otherCreatorOf({ step, stored }: StoredStep, author: Named): Readonly<Record<string, unknown>> {
  const field = step.action === 'create' ? fieldIn(stored, CREATOR_FIELDS) : undefined;
  return field === undefined || stored[field] === author.id ? {} : { [field]: stored[field] };
}

/** Sentences on whom Autotask has recorded as the writer, as the records were read again. */
export async function authorshipNotes(stored: readonly StoredStep[], author: Named, words: Words): Promise<string[]> {
  const proofs = await Promise.all(stored.map((one) => proofOf(one, author, words)));
  return [...new Set(proofs)];
}

async function proofOf({ step, stored }: StoredStep, author: Named, words: Words): Promise<string> {
  const isCreate = step.action === 'create';
  const field = fieldIn(stored, isCreate ? CREATOR_FIELDS : LAST_CHANGE_FIELDS);
  const through = stored[isCreate ? 'impersonatorCreatorResourceID' : 'impersonatorUpdaterResourceID'];
  const isTheirs = field !== undefined && stored[field] === author.id;
  if (isTheirs || (field === undefined && typeof through === 'number')) {
    const way = typeof through === 'number' ? ` through ${await nameOf(through, words)}` : '';
    return `Autotask has recorded ${author.name} as the writer${way} (read back).`;
  }
  // Whoever touched it last may be one of the tenant's rules, so that another name there proves nothing.
  if (!isCreate || field === undefined) return `Autotask does not tell in whose name ${step.subject} was written.`;
  return `Not in the name of ${author.name}: Autotask has recorded ${await nameOf(stored[field], words)} as the writer of ${step.subject}.`;
}

function fieldIn(record: EntityRecord, names: readonly string[]): string | undefined {
  return names.find((name) => name in record);
}

async function nameOf(resourceId: unknown, { directory, signal }: Words): Promise<string> {
  if (typeof resourceId !== 'number') return 'nobody';
  const found = await directory.one('Resource', resourceId, { signal }).catch(() => undefined);
  return found?.name ?? `resource ${resourceId}`;
}
