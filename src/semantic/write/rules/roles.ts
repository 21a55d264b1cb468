import { InvalidWriteError } from '../errors.js';
import { CallMemo } from '../memo.js';
import type { Named, Words } from '../words.js';

interface HeldRole {
  readonly roleId: number;
  readonly queueId: number | undefined;
}

const HELD = new CallMemo<HeldRole[]>();

/**
 * The role in which a person takes on work: the one that is wanted if they hold it; else their default service desk role; else the only one
 * they hold for the queue, or at all (dossier §8).
 *
 * @throws {InvalidWriteError} when they do not hold the wanted role, hold none, or it cannot be told which.
 */
export async function roleFor(
  personId: number,
  place: { readonly queueId: number | undefined; readonly wanted?: number | undefined },
  words: Words,
): Promise<Named> {
  const person = await words.directory.one('Resource', personId, { signal: words.signal });
  const standard = person?.record['defaultServiceDeskRoleID'];
  if (place.wanted === undefined && typeof standard === 'number') return namedRole(standard, words);
  const name = person?.name ?? `resource ${personId}`;
  const held = await HELD.get(words, personId, () => heldRoles(personId, words));
  const roles = [...new Set(held.map(({ roleId }) => roleId))];
  if (roles.length === 0)
    throw new InvalidWriteError(`${name} holds no active service desk role, so no work can be given to them.`);
  if (place.wanted !== undefined) {
    if (roles.includes(place.wanted)) return namedRole(place.wanted, words);
    throw new InvalidWriteError(`${name} does not hold that role. Roles held: ${await namesOf(roles, words)}.`);
  }
  const inQueue = [...new Set(held.filter(({ queueId }) => queueId === place.queueId).map(({ roleId }) => roleId))];
  const [only] = place.queueId !== undefined && inQueue.length === 1 ? inQueue : roles;
  if (only !== undefined && (inQueue.length === 1 || roles.length === 1)) return namedRole(only, words);
  throw new InvalidWriteError(`In which role: ${await namesOf(roles, words)}? ${name} holds all of these.`);
}

/** A role by its id. */
export async function namedRole(roleId: number, { directory, signal }: Words): Promise<Named> {
  const role = await directory.one('Role', roleId, { signal });
  return { id: roleId, name: role?.name ?? `role ${roleId}` };
}

async function namesOf(roles: readonly number[], words: Words): Promise<string> {
  return (await Promise.all(roles.map((role) => namedRole(role, words)))).map(({ name }) => name).join(', ');
}

async function heldRoles(resourceId: number, { client, signal }: Words): Promise<HeldRole[]> {
  const rows = await client.queryAll(
    'ResourceRoles',
    [
      { op: 'eq', field: 'resourceID', value: resourceId },
      { op: 'eq', field: 'isActive', value: true },
    ],
    { signal, fields: ['roleID', 'queueID'] },
  );
  return rows.flatMap(({ roleID, queueID }) =>
    typeof roleID === 'number' ? [{ roleId: roleID, queueId: typeof queueID === 'number' ? queueID : undefined }] : [],
  );
}
