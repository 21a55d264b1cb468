import { InvalidWriteError } from '../errors.js';
import { CallMemo } from '../memo.js';
import type { Named, Words } from '../words.js';

interface HeldRole {
  readonly roleId: number;
  readonly queueId: number | undefined;
}

const HELD = new CallMemo<HeldRole[]>();
const STANDARD = new CallMemo<number | undefined>();

/**
 * The role in which a person takes on work: the one that is wanted if they hold it; else the only one they hold for the queue; else their
 * default service desk role; else their only role (dossier §8).
 *
 * @throws {InvalidWriteError} when they do not hold the wanted role, hold none, or it cannot be told which.
 */
export async function roleFor(
  person: Named,
  place: { readonly queueId: number | undefined; readonly wanted?: number | undefined },
  words: Words,
): Promise<Named> {
  const held = await HELD.get(words, person.id, () => heldRoles(person.id, words));
  const roles = [...new Set(held.map(({ roleId }) => roleId))];
  const names = await words.directory.byId('Role', roles, { signal: words.signal });
  const named = (id: number): Named => ({ id, name: names.get(id)?.name ?? `role ${id}` });
  const list = roles.map((id) => named(id).name).join(', ');
  if (roles.length === 0)
    throw new InvalidWriteError(`${person.name} holds no active service desk role, so no work can be given to them.`);
  if (place.wanted !== undefined) {
    if (roles.includes(place.wanted)) return named(place.wanted);
    throw new InvalidWriteError(`${person.name} does not hold that role. Roles held: ${list}.`);
  }
  const inQueue = [
    ...new Set(held.filter(({ queueId }) => queueId !== undefined && queueId === place.queueId).map(({ roleId }) => roleId)),
  ];
  const [only] = inQueue.length === 1 ? inQueue : roles;
  if (only !== undefined && (inQueue.length === 1 || roles.length === 1)) return named(only);
  const standard = await STANDARD.get(words, person.id, () => defaultRole(person.id, words));
  if (standard !== undefined && roles.includes(standard)) return named(standard);
  throw new InvalidWriteError(`In which role: ${list}? ${person.name} holds all of these.`);
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

async function defaultRole(resourceId: number, { client, signal }: Words): Promise<number | undefined> {
  const { defaultServiceDeskRoleID: role } = await client.get('Resources', resourceId, {
    signal,
    fields: ['defaultServiceDeskRoleID'],
  });
  return typeof role === 'number' ? role : undefined;
}
