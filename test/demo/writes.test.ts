import { describe, expect, test } from 'vitest';
import { changedFields } from '../../src/demo/change-log.js';
import { at, failure, itemId, startApi, stored, isRefused } from './support/api.js';
import { API_USER, aTicket, MAYA } from './support/small-seed.js';

const NEW_TICKET = { companyID: 0, title: 'Printer', status: 1, priority: 2, queueID: 301 };
const rows = { Tickets: [aTicket(7012, { description: 'old', purchaseOrderNumber: 'PO-1' })] };

describe('reading one record (dossier §5)', () => {
  test('comes as item, a missing id as null', async () => {
    const api = await startApi({ rows });
    expect(at((await api.get('Tickets/7012')).json, 'item.title')).toBe('Ticket 7012');
    expect(await api.get('Tickets/999')).toMatchObject({ status: 200, json: { item: null } });
    expect(await api.get('Companies/0')).toMatchObject({ json: { item: { id: 0, companyName: 'Brightwater' } } });
  });
});

describe('create (dossier §5, §8)', () => {
  test('answers 200 with the new id, above all others, and stores what was sent', async () => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets', { id: 0, ...NEW_TICKET })).toMatchObject({ status: 200, json: { itemId: 7013 } });
    expect(stored(api, 'Tickets', 7013)).toMatchObject(NEW_TICKET);
    expect(api.tenant.changes.all()).toMatchObject([
      {
        entity: 'Tickets',
        id: 7013,
        kind: 'create',
        before: null,
        by: { kind: 'user', resourceId: API_USER, impersonated: null },
      },
    ]);
  });

  test('assigns number, dates and creator, in the tenant’s own day', async () => {
    const api = await startApi({ rows: { Tickets: [aTicket(1, { ticketNumber: 'T20260309.0017.038' })] } });
    const first = itemId(await api.post('Tickets', NEW_TICKET));
    const second = itemId(await api.post('Tickets', NEW_TICKET));
    expect(stored(api, 'Tickets', first)).toMatchObject({
      ticketNumber: 'T20260309.0018',
      createDate: '2026-03-10T02:30:00Z',
      lastActivityDate: '2026-03-10T02:30:00Z',
      creatorResourceID: API_USER,
      dueDateTime: '2026-03-11T02:30:00Z',
      ticketCategory: 3,
    });
    expect(stored(api, 'Tickets', second)['ticketNumber']).toBe('T20260309.0019');
  });

  test('unknown and read-only properties are dropped, keys are case-insensitive', async () => {
    const api = await startApi({ rows });
    const id = itemId(
      await api.post('Tickets', { ...NEW_TICKET, TITLE: 'Upper', workType: 3, creatorResourceID: MAYA, ticketNumber: 'T1' }),
    );
    const row = stored(api, 'Tickets', id);
    expect(row).toMatchObject({ title: 'Upper', creatorResourceID: API_USER, ticketNumber: 'T20260309.0001' });
    expect(row).not.toHaveProperty('workType');
  });

  test('numbers and booleans may come as text, lax JSON is read', async () => {
    const api = await startApi({ rows });
    const body = "{companyID: '1101', title: 'Lax', status: \"1\", priority: 2, queueID: 301, isVisibleToComanaged: 'True',}";
    const id = itemId(await api.post('Tickets', body));
    expect(stored(api, 'Tickets', id)).toMatchObject({ companyID: 1101, status: 1, isVisibleToComanaged: true });
  });

  test('a value of the wrong shape, or no body, is the unexplained error', async () => {
    const api = await startApi({ rows });
    for (const body of [{ ...NEW_TICKET, priority: 'High' }, { ...NEW_TICKET, title: { en: 'x' } }, undefined]) {
      const answer = await api.post('Tickets', body);
      const errorId = at(answer.json, 'errorId');
      expect(answer.status).toBe(500);
      expect(at(answer.json, 'errors.0')).toBe(
        'An unexpected error has occurred.  If the problem persists, please contact Autotask Support and reference ' +
          `Error ID: ${String(errorId)}.`,
      );
    }
  });

  test('children are created below their parent, whose id the URL decides', async () => {
    const api = await startApi({ rows });
    const id = itemId(
      await api.post('Companies/1102/Contacts', { firstName: 'Dana', lastName: 'Whitfield', isActive: 1, companyID: 0 }),
    );
    expect(stored(api, 'Contacts', id)).toMatchObject({ companyID: 1102, isActive: 1 });
    expect(await api.post('Companies/404/Contacts', { firstName: 'Dana', lastName: 'W', isActive: 1 })).toMatchObject(
      failure('Reference value on field: companyID of type: Company does not exist or is invalid.'),
    );
  });

  test('a contact’s isActive is an integer, whatever was sent', async () => {
    const api = await startApi();
    const id = itemId(await api.post('Companies/1101/Contacts', { firstName: 'A', lastName: 'B', isActive: true }));
    expect(at((await api.get(`Contacts/${id}`)).json, 'item.isActive')).toBe(1);
  });

  test('times are normalised to UTC with Z, fractions to steps of 1/300 s', async () => {
    const api = await startApi({ rows });
    const due = async (dueDateTime: string): Promise<unknown> =>
      stored(api, 'Tickets', itemId(await api.post('Tickets', { ...NEW_TICKET, dueDateTime })))['dueDateTime'];
    expect(await due('2026-03-12')).toBe('2026-03-12T00:00:00Z');
    expect(await due('2026-03-12T10:00:00')).toBe('2026-03-12T10:00:00Z');
    expect(await due('2026-03-12T10:00:00-04:00')).toBe('2026-03-12T14:00:00Z');
    expect(await due('2026-03-12T10:00:00.538Z')).toBe('2026-03-12T10:00:00.537Z');
    expect(await due('2026-03-12T10:00:00.999Z')).toBe('2026-03-12T10:00:01Z');
  });
});

describe('update (dossier §5)', () => {
  test('PATCH takes the id in the body, changes only what it names and answers with the id', async () => {
    const api = await startApi({ rows });
    expect(await api.patch('Tickets', { id: 7012, status: 8 })).toMatchObject({ status: 200, json: { itemId: 7012 } });
    expect(stored(api, 'Tickets', 7012)).toMatchObject({ status: 8, description: 'old', purchaseOrderNumber: 'PO-1' });
    const [change] = api.tenant.changes.all();
    expect(change && changedFields(change)).toEqual(
      expect.arrayContaining(['status', 'lastActivityDate', 'lastActivityResourceID']),
    );
    expect(change && changedFields(change)).not.toContain('description');
  });

  test('PUT nulls every writable field that the body leaves out', async () => {
    const api = await startApi({ rows });
    await api.put('Tickets', { id: 7012, companyID: 0, title: 'New title', status: 1, priority: 2, queueID: 301 });
    const item = at((await api.get('Tickets/7012')).json, 'item');
    expect(item).toMatchObject({ title: 'New title', description: null, purchaseOrderNumber: null });
    expect(item).toMatchObject({ ticketNumber: 'T20260301.7012', createDate: '2026-03-01T09:00:00Z' });
  });

  test('PUT without a required field is refused', async () => {
    const api = await startApi({ rows });
    expect(await api.put('Tickets', { id: 7012, companyID: 0, status: 1, priority: 2, queueID: 301 })).toMatchObject(
      failure('Missing Required Field: title. ; on record number [1].'),
    );
  });

  test('null and empty text clear a field', async () => {
    const api = await startApi({ rows });
    expect((await api.patch('Tickets', { id: 7012, description: '', purchaseOrderNumber: null })).status).toBe(200);
    expect(stored(api, 'Tickets', 7012)['description']).toBe('');
    expect(stored(api, 'Tickets', 7012)).not.toHaveProperty('purchaseOrderNumber');
    expect(await api.patch('Tickets', { id: 7012, title: '' })).toMatchObject(
      failure('Missing Required Field: title. ; on record number [1].'),
    );
  });

  test('a missing record, a missing id and a record of another parent are refused', async () => {
    const api = await startApi({
      rows: { ...rows, TicketNotes: [{ id: 1, ticketID: 7012, title: 'n', noteType: 1, publish: 1 }] },
    });
    expect(isRefused(await api.patch('Tickets', { id: 999, status: 8 }))).toBe(true);
    expect(await api.patch('Tickets', { status: 8 })).toMatchObject(
      failure('Missing Required Field: id. ; on record number [1].'),
    );
    const note = { id: 1, noteType: 1, publish: 2 };
    expect(isRefused(await api.patch('Tickets/999/Notes', note))).toBe(true);
    expect((await api.patch('Tickets/7012/Notes', note)).status).toBe(200);
  });

  test('what is fixed at creation does not change', async () => {
    const api = await startApi();
    await api.patch('Companies/1101/Contacts', { id: 31, companyID: 0, firstName: 'Pri' });
    expect(stored(api, 'Contacts', 31)).toMatchObject({ companyID: 1101, firstName: 'Pri' });
    await api.patch('Projects', { id: 61, companyID: 0, projectName: 'Moved' });
    expect(stored(api, 'Projects', 61)).toMatchObject({ companyID: 1101, projectName: 'Moved' });
  });

  test('queries see a change at once, also through an index', async () => {
    const api = await startApi({ rows });
    const byCompany = (value: number): object => ({ Filter: [{ op: 'eq', field: 'companyID', value }] });
    expect((await api.post('Tickets/query/count', byCompany(1101))).json).toEqual({ queryCount: 0 });
    await api.patch('Tickets', { id: 7012, companyID: 1101 });
    expect((await api.post('Tickets/query/count', byCompany(1101))).json).toEqual({ queryCount: 1 });
    expect((await api.post('Tickets/query/count', byCompany(0))).json).toEqual({ queryCount: 0 });
  });
});

describe('delete (dossier §5)', () => {
  const MISSING =
    'No message. No matching records found. The logged in Resource may not have the required permissions to delete the data.';
  const time = { TimeEntries: [{ id: 55, resourceID: MAYA, ticketID: 7012, roleID: 71, creatorUserID: API_USER }] };

  test('answers with the id, and the record is gone for good', async () => {
    const api = await startApi({ rows: { ...rows, ...time } });
    expect(await api.del('TimeEntries/55')).toMatchObject({ status: 200, json: { itemId: 55 } });
    expect((await api.get('TimeEntries/55')).json).toEqual({ item: null });
    expect(await api.del('TimeEntries/55')).toMatchObject(failure(MISSING));
    const entry = { resourceID: MAYA, internalBillingCodeID: 2, dateWorked: '2026-03-09', hoursWorked: 1 };
    expect(itemId(await api.post('TimeEntries', entry))).toBe(56);
  });

  test('of a child goes below its own parent only', async () => {
    const links = { TicketSecondaryResources: [{ id: 9, ticketID: 7012, resourceID: MAYA, roleID: 71 }] };
    const api = await startApi({ rows: { ...rows, ...links } });
    expect(await api.del('Tickets/999/SecondaryResources/9')).toMatchObject(failure(MISSING));
    expect(await api.del('Tickets/7012/SecondaryResources/9')).toMatchObject({ status: 200, json: { itemId: 9 } });
  });
});

describe('user-defined fields (dossier §6)', () => {
  const withUdf = { Tickets: [aTicket(7012, { userDefinedFields: [{ name: 'Site Code', value: 'HQ-1' }] })] };
  const udfs = (...userDefinedFields: unknown[]): object => ({ id: 7012, userDefinedFields });

  test('only the listed ones change under PATCH, every value reads back as text', async () => {
    const api = await startApi({ rows: withUdf });
    await api.patch('Tickets', udfs({ name: 'seats', value: 12 }));
    expect(stored(api, 'Tickets', 7012).userDefinedFields).toEqual([
      { name: 'Site Code', value: 'HQ-1' },
      { name: 'Seats', value: '12' },
    ]);
    await api.patch('Tickets', udfs({ name: 'Site Code', value: null }));
    expect(stored(api, 'Tickets', 7012).userDefinedFields).toContainEqual({ name: 'Site Code', value: null });
  });

  test('empty text clears one, and an unknown one is dropped', async () => {
    const api = await startApi({ rows: withUdf });
    await api.patch('Tickets', udfs({ name: 'Site Code', value: '' }, { name: 'Colour', value: 'red' }));
    expect(stored(api, 'Tickets', 7012).userDefinedFields).toEqual([{ name: 'Site Code', value: null }]);
  });

  test('a list value goes by its label', async () => {
    const api = await startApi({ rows: withUdf });
    await api.patch('Tickets', udfs({ name: 'Tier', value: 'gold' }));
    expect(stored(api, 'Tickets', 7012).userDefinedFields).toContainEqual({ name: 'Tier', value: 'Gold' });
    expect(isRefused(await api.patch('Tickets', udfs({ name: 'Tier', value: '1' })))).toBe(true);
    expect(isRefused(await api.patch('Tickets', udfs({ name: 'Tier', value: 'Bronze' })))).toBe(true);
  });

  test('an object in place of the array is the unexplained error', async () => {
    const api = await startApi({ rows: withUdf });
    const answer = await api.patch('Tickets', { id: 7012, userDefinedFields: { 'Site Code': 'x' } });
    expect(answer.status).toBe(500);
    expect(at(answer.json, 'errorId')).toEqual(expect.any(Number));
    expect(stored(api, 'Tickets', 7012).userDefinedFields).toEqual([{ name: 'Site Code', value: 'HQ-1' }]);
  });

  test('a value that does not fit its type or length is refused', async () => {
    const api = await startApi({ rows: withUdf });
    expect(isRefused(await api.patch('Tickets', udfs({ name: 'Seats', value: 'many' })))).toBe(true);
    expect(isRefused(await api.patch('Tickets', udfs({ name: 'Site Code', value: 'x'.repeat(51) })))).toBe(true);
  });

  test('PUT drops those that the body leaves out', async () => {
    const api = await startApi({ rows: withUdf });
    await api.put('Tickets', { id: 7012, companyID: 0, title: 't', status: 1, priority: 2, queueID: 301 });
    expect(stored(api, 'Tickets', 7012).userDefinedFields).toEqual([]);
  });
});

describe('workflow rules (dossier §8)', () => {
  test('leave records of other entities with the same id alone', async () => {
    const rule = { entity: 'Tickets', name: 'Mark', applies: () => true, change: () => ({ title: 'Marked' }) };
    const api = await startApi({ rows: { Tickets: [aTicket(61)] }, workflowRules: [rule] });
    await api.patch('Projects', { id: 61, projectName: 'Moved' });
    expect(stored(api, 'Projects', 61)).not.toHaveProperty('title');
    expect(stored(api, 'Tickets', 61)['title']).toBe('Ticket 61');
  });

  test('change a record right after the 200, and the change log says who', async () => {
    const workflowRules = [
      {
        entity: 'Tickets',
        name: 'Back to New',
        applies: (row: Record<string, unknown>, changed: Readonly<Record<string, unknown>>) =>
          row['id'] === 7012 && changed['status'] === 8,
        change: () => ({ status: 1 }),
      },
    ];
    const api = await startApi({ rows: { Tickets: [aTicket(7012), aTicket(7013)] }, workflowRules });
    expect((await api.patch('Tickets', { id: 7012, status: 8 })).status).toBe(200);
    await api.patch('Tickets', { id: 7013, status: 8 });
    expect(at((await api.get('Tickets/7012')).json, 'item.status')).toBe(1);
    expect(at((await api.get('Tickets/7013')).json, 'item.status')).toBe(8);
    expect(api.tenant.changes.all().map(({ id, by }) => [id, by.kind])).toEqual([
      [7012, 'user'],
      [7012, 'workflow'],
      [7013, 'user'],
    ]);
  });
});
