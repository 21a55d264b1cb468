import type { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { Words } from '../words.js';
import { roleFor } from './roles.js';

/**
 * Person and role of a ticket or task go together (dossier §8): a person without a role gets the fitting one, a role without a person is
 * checked against the one who is assigned, and taking the person off takes the role off too.
 */
export async function assignment(draft: Draft, words: Words): Promise<void> {
  const [person, role] = ['assignedResourceID', 'assignedResourceRoleID'] as const;
  if (!draft.writes(person) && !draft.writes(role)) return;
  draft.bind(person, role);
  const personId = draft.id(person);
  if (personId === undefined) {
    if (draft.writes(role) && draft.hasValue(role))
      throw new InvalidWriteError('A role needs a person: set assignedResource too.');
    takeOff(draft);
    return;
  }
  const wanted = draft.writes(role) ? draft.id(role) : keptRole(draft);
  const fitting = await roleFor(personId, { queueId: draft.id('queueID'), wanted }, words);
  if (!draft.writes(person)) {
    const resource = await words.directory.one('Resource', personId, { signal: words.signal });
    draft.setRaw(person, personId, resource?.name ?? String(personId));
  }
  draft.setRaw(role, fitting.id, fitting.name);
}

/** The same person keeps their role. */
function keptRole(draft: Draft): number | undefined {
  const role = draft.before?.['assignedResourceRoleID'];
  return !draft.changes('assignedResourceID') && typeof role === 'number' ? role : undefined;
}

function takeOff(draft: Draft): void {
  draft.setRaw('assignedResourceID', null, null);
  draft.setRaw('assignedResourceRoleID', null, null);
  if (draft.entity === 'Tickets' && !draft.hasValue('queueID')) {
    throw new InvalidWriteError('A ticket is with a person or in a queue: set a queue to take the person off.');
  }
}

/** A secondary resource takes part in a role too. */
export async function helperRole(draft: Draft, words: Words): Promise<void> {
  const personId = draft.id('resourceID');
  if (personId === undefined || draft.action === 'update') return;
  const wanted = draft.writes('roleID') ? draft.id('roleID') : undefined;
  const role = await roleFor(personId, { queueId: undefined, wanted }, words);
  draft.setRaw('roleID', role.id, role.name);
  if (wanted === undefined) draft.remark(`role: ${role.name} (default).`);
}
