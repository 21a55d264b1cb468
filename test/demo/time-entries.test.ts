import { describe, expect, test } from 'vitest';
import { failure, itemId, startApi, stored, isRefused } from './support/api.js';
import { API_USER, aTicket, ENGINEER, GONE, MARCO, MAYA, ON_SITE } from './support/small-seed.js';

const rows = {
  Tickets: [aTicket(7001)],
  Tasks: [{ id: 81, projectID: 61, title: 't', status: 1, taskType: 1 }],
};
const TICKET_TIME = {
  ticketID: 7001,
  resourceID: MAYA,
  roleID: ENGINEER,
  dateWorked: '2026-03-09T00:00:00Z',
  startDateTime: '2026-03-09T13:00:00Z',
  endDateTime: '2026-03-09T13:40:00Z',
};
const INTERNAL = { internalBillingCodeID: 2, resourceID: MAYA, dateWorked: '2026-03-09', hoursWorked: 0.5 };

describe('what a time entry needs (dossier §7, §8)', () => {
  test.each([
    ['a person', { resourceID: undefined }, 'Value does not exist for the required field resourceID'],
    ['a role for a ticket', { roleID: undefined }, 'TimeEntries for Tickets must have a roleID.'],
    [
      'start and stop for a ticket',
      { startDateTime: undefined, endDateTime: undefined, hoursWorked: 1 },
      'TimeEntries for Service tickets require a start and stop time.',
    ],
    ['a role that the person holds', { resourceID: MARCO, roleID: ON_SITE }, 'There is no row at position 0.'],
    ['a role for a task', { ticketID: undefined, taskID: 81, roleID: undefined }, 'TimeEntries for Tasks must have a roleID.'],
    [
      'only one target',
      { internalBillingCodeID: 2 },
      'Only one of ticketID,taskID and InternallAllocationCodeID can be used at once',
    ],
    ['an existing ticket', { ticketID: 1 }, 'Reference value on field: ticketID of type: Ticket does not exist or is invalid.'],
    [
      'an active person',
      { resourceID: GONE },
      'Reference value on field: resourceID of type: Resource does not exist or is invalid.',
    ],
    [
      'a person, no API user',
      { resourceID: API_USER },
      'Reference value on field: resourceID of type: Resource does not exist or is invalid.',
    ],
    [
      'a work type',
      { billingCodeID: 2 },
      'Reference value on field: billingCodeID of type: BillingCode does not exist or is invalid.',
    ],
    [
      'an active work type',
      { billingCodeID: 3 },
      'Reference value on field: billingCodeID of type: BillingCode does not exist or is invalid.',
    ],
  ])('%s', async (_, more, text) => {
    const api = await startApi({ rows });
    expect(await api.post('TimeEntries', { ...TICKET_TIME, ...more })).toMatchObject(failure(text));
    expect(api.tenant.changes.count()).toBe(0);
  });

  test.each([
    ['hours or times', { hoursWorked: undefined }, 'Must have at least one of hoursWorked or startDateTime/endDateTime'],
    ['a day', { dateWorked: undefined }, 'dateWorked is required when no value is supplied for startDateTime'],
    [
      'an internal code that is no work type',
      { internalBillingCodeID: 1 },
      'Reference value on field: internalBillingCodeID of type: BillingCode does not exist or is invalid.',
    ],
  ])('internal time: %s', async (_, more, text) => {
    const api = await startApi({ rows });
    expect(await api.post('TimeEntries', { ...INTERNAL, ...more })).toMatchObject(failure(text));
  });

  test('something it was spent on, and hours within a day', async () => {
    const api = await startApi({ rows });
    expect(isRefused(await api.post('TimeEntries', { ...INTERNAL, internalBillingCodeID: undefined }))).toBe(true);
    expect(isRefused(await api.post('TimeEntries', { ...INTERNAL, hoursWorked: 24.5 }))).toBe(true);
    expect(isRefused(await api.post('TimeEntries', { ...TICKET_TIME, endDateTime: '2026-03-09T12:00:00Z' }))).toBe(true);
    expect((await api.post('TimeEntries', { ...INTERNAL, hoursWorked: 24 })).status).toBe(200);
  });
});

describe('what is stored (dossier §8)', () => {
  test('hours follow the times, billing is rounded up to the quarter, the kind is set', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('TimeEntries', { ...TICKET_TIME, hoursToBill: 9, timeEntryType: 1 }));
    expect(stored(api, 'TimeEntries', id)).toMatchObject({
      hoursWorked: 0.67,
      hoursToBill: 0.75,
      timeEntryType: 2,
      isNonBillable: false,
      creatorUserID: API_USER,
      dateWorked: '2026-03-09T00:00:00Z',
    });
    expect(stored(api, 'Tickets', 7001)['lastActivityDate']).toBe('2026-03-10T02:30:00Z');
  });

  test('dateWorked is UTC midnight, taken from the start where it is not sent', async () => {
    const api = await startApi({ rows });
    const day = async (more: object): Promise<unknown> =>
      stored(api, 'TimeEntries', itemId(await api.post('TimeEntries', { ...TICKET_TIME, ...more })))['dateWorked'];
    expect(await day({ dateWorked: '2026-03-08T17:00:00Z' })).toBe('2026-03-08T00:00:00Z');
    expect(await day({ dateWorked: undefined })).toBe('2026-03-09T00:00:00Z');
  });

  test('time on a task and internal time', async () => {
    const api = await startApi({ rows });
    const task = { ...TICKET_TIME, ticketID: undefined, taskID: 81 };
    expect(stored(api, 'TimeEntries', itemId(await api.post('TimeEntries', task)))['timeEntryType']).toBe(6);
    const internal = stored(api, 'TimeEntries', itemId(await api.post('TimeEntries', INTERNAL)));
    expect(internal).toMatchObject({ hoursWorked: 0.5 });
    expect(internal).not.toHaveProperty('roleID');
  });

  test('changing hours without times is a 200 that changes nothing', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('TimeEntries', TICKET_TIME));
    expect((await api.patch('TimeEntries', { id, hoursWorked: 3 })).status).toBe(200);
    expect(stored(api, 'TimeEntries', id)['hoursWorked']).toBe(0.67);
    await api.patch('TimeEntries', { id, startDateTime: '2026-03-09T13:00:00Z', endDateTime: '2026-03-09T16:00:00Z' });
    expect(stored(api, 'TimeEntries', id)['hoursWorked']).toBe(3);
  });

  test('approved time is locked', async () => {
    const approved = { id: 1, ...TICKET_TIME, hoursWorked: 1, billingApprovalDateTime: '2026-03-09T20:00:00Z' };
    const api = await startApi({ rows: { ...rows, TimeEntries: [approved] } });
    expect(isRefused(await api.patch('TimeEntries', { id: 1, isNonBillable: true }))).toBe(true);
    expect(stored(api, 'TimeEntries', 1)).not.toHaveProperty('isNonBillable');
  });

  test('approved time cannot be deleted, not even by its creator', async () => {
    const approved = { id: 1, ...TICKET_TIME, creatorUserID: API_USER, billingApprovalDateTime: '2026-03-09T20:00:00Z' };
    const api = await startApi({ rows: { ...rows, TimeEntries: [approved] } });
    expect(isRefused(await api.del('TimeEntries/1'))).toBe(true);
    expect(api.tenant.store.row('TimeEntries', 1)).toBeDefined();
  });

  test('billing approval cannot be written', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('TimeEntries', { ...TICKET_TIME, billingApprovalDateTime: '2026-03-09T00:00:00Z' }));
    expect(stored(api, 'TimeEntries', id)).not.toHaveProperty('billingApprovalDateTime');
  });

  test('only the creator deletes', async () => {
    const others = { id: 1, ...TICKET_TIME, creatorUserID: MARCO };
    const api = await startApi({ rows: { ...rows, TimeEntries: [others] } });
    expect(await api.del('TimeEntries/1')).toMatchObject(
      failure('You do not have permission to delete time entries that you did not create'),
    );
    const id = itemId(await api.post('TimeEntries', TICKET_TIME));
    expect((await api.del(`TimeEntries/${id}`)).status).toBe(200);
  });
});
