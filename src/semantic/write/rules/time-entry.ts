import { apiDay } from '../../dates/format.js';
import { DateTime } from 'luxon';
import { isoDay } from '../../dates/when.js';
import type { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { Named, Words } from '../words.js';
import { CallMemo } from '../memo.js';
import type { EntityRecord } from '../../../autotask/types.js';
import { namedRole, roleFor } from './roles.js';

const WORK = new CallMemo<EntityRecord>();

/** Notes a ticket or task that was read already, before time is booked on it. */
export function noteWork(words: Words, entity: 'Tickets' | 'Tasks', record: EntityRecord): void {
  WORK.set(words, `${entity} ${record.id}`, record);
}

const TARGETS = ['ticketID', 'taskID', 'internalBillingCodeID'] as const;
const LONGEST_HOURS = 24;

/** Approved time is locked; Autotask refuses every change of it (dossier §8). */
export function isLocked(record: Readonly<Record<string, unknown>> | undefined): boolean {
  const approved = record?.['billingApprovalDateTime'];
  return approved !== undefined && approved !== null;
}

/** What a new time entry needs besides the field rules: one target, a role, start and stop for tickets, the day it counts for. */
export async function timeEntry(draft: Draft, words: Words): Promise<void> {
  if (draft.action === 'update') {
    if (isLocked(draft.before))
      throw new InvalidWriteError('This time entry is approved and locked; Autotask takes no change of it.');
    return;
  }
  const targets = TARGETS.filter((field) => draft.hasValue(field));
  if (targets.length !== 1) throw new InvalidWriteError('A time entry is for one of: ticket, task, internalBillingCode.');
  checkTimes(draft);
  if (!draft.hasValue('dateWorked') && draft.hasValue('startDateTime')) {
    const start = DateTime.fromISO(String(draft.value('startDateTime')), { zone: words.clock.timeZone });
    draft.setRaw('dateWorked', apiDay(isoDay(start)), isoDay(start));
  }
  if (draft.hasValue('internalBillingCodeID')) return;
  await timeRole(draft, words);
}

function checkTimes(draft: Draft): void {
  const [start, end] = [draft.value('startDateTime'), draft.value('endDateTime')];
  const hasTimes = typeof start === 'string' && typeof end === 'string';
  if (draft.hasValue('ticketID') && !hasTimes)
    throw new InvalidWriteError('Time on a ticket needs startDateTime and endDateTime.');
  const hours = hasTimes ? (Date.parse(end) - Date.parse(start)) / 3_600_000 : Number(draft.value('hoursWorked') ?? Number.NaN);
  if (Number.isNaN(hours)) throw new InvalidWriteError('Time needs hours, or a start and an end.');
  if (hours <= 0 || hours > LONGEST_HOURS)
    throw new InvalidWriteError(`Time is more than 0 and at most ${LONGEST_HOURS} hours, not ${hours}.`);
}

/** The role of the ticket or task where the person holds it, else one of their own. */
async function timeRole(draft: Draft, words: Words): Promise<void> {
  const personId = draft.id('resourceID');
  if (personId === undefined) return;
  const entity = draft.hasValue('ticketID') ? 'Tickets' : 'Tasks';
  const id = draft.id(entity === 'Tickets' ? 'ticketID' : 'taskID');
  if (draft.writes('roleID')) {
    await roleFor(personId, { queueId: undefined, wanted: draft.id('roleID') }, words);
    return;
  }
  if (id === undefined) return;
  const parent = await WORK.get(words, `${entity} ${id}`, () =>
    words.client.get(entity, id, {
      signal: words.signal,
      fields: ['assignedResourceID', 'assignedResourceRoleID', ...(entity === 'Tickets' ? (['queueID'] as const) : [])],
    }),
  );
  const role = await roleOn(parent, personId, words);
  draft.setRaw('roleID', role.id, role.name);
  draft.remark(`Role: ${role.name}.`);
}

/** The role in which a person works on a ticket or task: its own where it is theirs, else one that they hold. */
async function roleOn(work: Readonly<Record<string, unknown>>, personId: number, words: Words): Promise<Named> {
  const { assignedResourceID: owner, assignedResourceRoleID: role, queueID: queue } = work;
  if (owner === personId && typeof role === 'number') return namedRole(role, words);
  return roleFor(personId, { queueId: typeof queue === 'number' ? queue : undefined }, words);
}
