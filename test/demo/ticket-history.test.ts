import { describe, expect, test } from 'vitest';
import { at, itemId, startApi, type Api } from './support/api.js';
import { aTicket, API_USER, ENGINEER, MARCO, MAYA } from './support/small-seed.js';

/** The history as the API tells it: who, what, in which words. */
async function history(api: Api, ticketID: number): Promise<unknown[]> {
  const answer = await api.post('TicketHistory/query', { Filter: [{ op: 'eq', field: 'ticketID', value: ticketID }] });
  const items = at(answer.json, 'items');
  return Array.isArray(items) ? items.map((item) => [at(item, 'resourceID'), at(item, 'action'), at(item, 'detail')]) : [];
}

describe('the history of a ticket (dossier §10)', () => {
  test('begins when the ticket is created', async () => {
    const api = await startApi();
    const id = itemId(await api.post('Tickets', { title: 'New', companyID: 1101, status: 1, priority: 2, queueID: 301 }));
    expect(await history(api, id)).toEqual([[API_USER, 'Created', 'Ticket T20260309.0001 created']]);
  });

  test('tells changes of status and person apart from other fields, each with its time', async () => {
    const api = await startApi({ rows: { Tickets: [aTicket(7001)] } });
    await api.patch('Tickets', { id: 7001, status: 8, title: 'Other words' });
    await api.patch('Tickets', { id: 7001, assignedResourceID: MARCO, assignedResourceRoleID: ENGINEER });
    expect(await history(api, 7001)).toEqual([
      [API_USER, 'Status Changed', 'Status changed to In Progress'],
      [API_USER, 'Edited', 'Changed: title'],
      [API_USER, 'Assigned', 'Primary resource set to Marco Bellini'],
    ]);
    expect(api.tenant.store.rows('TicketHistory').map(({ date }) => date)).toEqual(Array(3).fill('2026-03-10T02:30:00Z'));
  });

  test('stays as it is when a write changes nothing, is refused, or goes to another ticket', async () => {
    const api = await startApi({ rows: { Tickets: [aTicket(7001), aTicket(7002)] } });
    const { title } = aTicket(7001);
    await api.patch('Tickets', { id: 7001, title });
    await api.patch('Tickets', { id: 7001, status: 999 });
    await api.patch('Tickets', { id: 7002, title: 'Other words' });
    expect(await history(api, 7001)).toEqual([]);
  });

  test('names the person for whom a write was made', async () => {
    const grant = { view: true, add: true, edit: true, delete: false };
    const api = await startApi({ rows: { Tickets: [aTicket(7001)] }, full: { impersonation: { Tickets: grant } } });
    await api.patch('Tickets', { id: 7001, title: 'Hers' }, { ...api.credentials, ImpersonationResourceId: String(MAYA) });
    expect(await history(api, 7001)).toEqual([[MAYA, 'Edited', 'Changed: title']]);
  });

  test('names the administrator for what a workflow rule did', async () => {
    const rule = { entity: 'Tickets', name: 'back', applies: () => true, change: () => ({ status: 1 }) };
    const api = await startApi({ rows: { Tickets: [aTicket(7001)] }, workflowRules: [rule] });
    await api.patch('Tickets', { id: 7001, status: 8 });
    expect(await history(api, 7001)).toEqual([
      [API_USER, 'Status Changed', 'Status changed to In Progress'],
      [4, 'Status Changed', 'Status changed to New'],
    ]);
  });
});
