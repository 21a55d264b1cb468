import { describe, expect, test } from 'vitest';
import { failure, itemId, startApi, stored, type Answer, type Api, isRefused } from './support/api.js';
import { API_USER, aTicket, ENGINEER, GONE, MARCO, MAYA, ON_SITE } from './support/small-seed.js';

const NEW = { companyID: 1102, title: 'Printer', status: 1, priority: 2, queueID: 301 };
const rows = { Tickets: [aTicket(7001, { companyID: 1102 })] };
const PAIR = 'When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.';

async function create(api: Api, more: Record<string, unknown>): Promise<Answer> {
  return api.post('Tickets', { ...NEW, ...more });
}

describe('required fields (dossier §7, §8)', () => {
  test.each(['companyID', 'priority', 'status', 'title'])('%s', async (field) => {
    const api = await startApi({ rows });
    expect(await create(api, { [field]: undefined })).toMatchObject(
      failure(`Missing Required Field: ${field}. ; on record number [1].`),
    );
    expect(await api.patch('Tickets', { id: 7001, [field]: null })).toMatchObject(
      failure(`Missing Required Field: ${field}. ; on record number [1].`),
    );
    expect(api.tenant.changes.count()).toBe(0);
  });

  test('all that are missing are named', async () => {
    const api = await startApi({ rows });
    expect(await create(api, { priority: null, status: null })).toMatchObject(
      failure(
        'Missing Required Field: priority. ; on record number [1].',
        'Missing Required Field: status. ; on record number [1].',
      ),
    );
  });

  test('a queue or a resource with a role, on create and for ever', async () => {
    const api = await startApi({ rows });
    const text =
      'assignedResourceID, assignedResourceRoleID, and queueID cannot all be empty. ' +
      'Supply a queueID or both an assignedResourceID and assignedResourceRoleID.';
    expect(await create(api, { queueID: undefined })).toMatchObject(failure(text));
    expect(await api.patch('Tickets', { id: 7001, queueID: null })).toMatchObject(failure(text));
    const assigned = { queueID: undefined, assignedResourceID: MAYA, assignedResourceRoleID: ENGINEER };
    expect((await create(api, assigned)).status).toBe(200);
  });

  test('a ticket that has come to have neither can be changed otherwise', async () => {
    const { queueID: _queue, ...adrift } = aTicket(7001);
    const api = await startApi({ rows: { Tickets: [adrift] } });
    expect((await api.patch('Tickets', { id: 7001, title: 'x' })).status).toBe(200);
    expect((await api.patch('Tickets', { id: 7001, queueID: null })).status).toBe(500);
  });

  test('what the ticket category asks for', async () => {
    const api = await startApi({ rows, requiredByTicketCategory: new Map([[4, ['dueDateTime']]]) });
    expect(await create(api, { ticketCategory: 4 })).toMatchObject(
      failure('Missing Required Field: dueDateTime. ; on record number [1].'),
    );
    expect((await create(api, { ticketCategory: 4, dueDateTime: '2026-03-12' })).status).toBe(200);
    expect((await create(api, { ticketCategory: 3 })).status).toBe(200);
  });
});

describe('values (dossier §7)', () => {
  test('a pick-list value that does not exist or is inactive', async () => {
    const api = await startApi({ rows: { Tickets: [aTicket(7001, { status: 24 })] } });
    const text = (value: number): string => `Picklist value [${value}] does not exist for status. ; on record number [1].`;
    expect(await create(api, { status: 99 })).toMatchObject(failure(text(99)));
    expect(await create(api, { status: 24 })).toMatchObject(failure(text(24)));
    // What a record already has may be sent again.
    expect((await api.patch('Tickets', { id: 7001, status: 24, title: 'x' })).status).toBe(200);
  });

  test('a dependent value belongs to its parent', async () => {
    const api = await startApi({ rows });
    const text = 'Value does not exist for child picklist: subIssueType';
    expect(await create(api, { issueType: 11, subIssueType: 136 })).toMatchObject(failure(text));
    expect(await create(api, { subIssueType: 136 })).toMatchObject(failure(text));
    const id = itemId(await create(api, { issueType: 10, subIssueType: 136 }));
    expect(await api.patch('Tickets', { id, issueType: 11 })).toMatchObject(failure(text));
    expect((await api.patch('Tickets', { id, issueType: 11, subIssueType: 140 })).status).toBe(200);
  });

  test('a reference leads to a record', async () => {
    const api = await startApi({ rows });
    expect(await create(api, { contactID: 999 })).toMatchObject(
      failure('Reference value on field: contactID of type: Contact does not exist or is invalid.'),
    );
    expect((await create(api, { companyID: 0 })).status).toBe(200);
  });

  test.each([
    ['title', 255],
    ['description', 8000],
    ['resolution', 32_000],
    ['externalID', 50],
  ])('%s takes %i characters and no more', async (field, most) => {
    const api = await startApi({ rows });
    expect((await create(api, { [field]: 'x'.repeat(most) })).status).toBe(200);
    expect(isRefused(await create(api, { [field]: 'x'.repeat(most + 1) }))).toBe(true);
  });
});

describe('resource and role (dossier §8)', () => {
  test('go together, in the same write', async () => {
    const api = await startApi({ rows });
    expect(await create(api, { assignedResourceID: MAYA })).toMatchObject(failure(PAIR));
    expect(await create(api, { assignedResourceRoleID: ENGINEER })).toMatchObject(failure(PAIR));
    expect(await api.patch('Tickets', { id: 7001, assignedResourceID: MAYA })).toMatchObject(failure(PAIR));
    const both = { id: 7001, assignedResourceID: MAYA, assignedResourceRoleID: ENGINEER };
    expect((await api.patch('Tickets', both)).status).toBe(200);
    // Even though the role is already there.
    expect(await api.patch('Tickets', { id: 7001, assignedResourceID: MARCO })).toMatchObject(failure(PAIR));
    expect(await api.patch('Tickets', { id: 7001, assignedResourceID: null })).toMatchObject(failure(PAIR));
    expect((await api.patch('Tickets', { id: 7001, assignedResourceID: null, assignedResourceRoleID: null })).status).toBe(200);
  });

  test('the resource holds the role', async () => {
    const api = await startApi({ rows });
    const pair = { id: 7001, assignedResourceID: MARCO, assignedResourceRoleID: ON_SITE };
    expect(await api.patch('Tickets', pair)).toMatchObject(
      failure('The specified AssignedResourceID and AssignedRoleID combination is not currently defined'),
    );
  });

  test('a role of the service desk counts, an inactive one does not', async () => {
    const roles = {
      ResourceServiceDeskRoles: [
        { id: 1, resourceID: MARCO, roleID: ON_SITE, isActive: true },
        { id: 2, resourceID: MAYA, roleID: ON_SITE, isActive: false },
      ],
      ResourceRoles: [],
    };
    const api = await startApi({ rows: { ...rows, ...roles } });
    const assign = (resource: number): Promise<Answer> =>
      api.patch('Tickets', { id: 7001, assignedResourceID: resource, assignedResourceRoleID: ON_SITE });
    expect((await assign(MARCO)).status).toBe(200);
    expect(isRefused(await assign(MAYA))).toBe(true);
  });

  test.each([GONE, API_USER])('resource %i is inactive or an API user and cannot be assigned', async (resource) => {
    const api = await startApi({ rows });
    const pair = { id: 7001, assignedResourceID: resource, assignedResourceRoleID: ENGINEER };
    expect(await api.patch('Tickets', pair)).toMatchObject(
      failure('Reference value on field: assignedResourceID of type: Resource does not exist or is invalid.'),
    );
  });

  test('an inactive owner does not stand in the way of other changes', async () => {
    const owned = aTicket(7001, { assignedResourceID: GONE, assignedResourceRoleID: ENGINEER });
    const api = await startApi({ rows: { Tickets: [owned] } });
    expect((await api.patch('Tickets', { id: 7001, status: 8 })).status).toBe(200);
  });

  test('nobody is primary and secondary at once', async () => {
    const links = { TicketSecondaryResources: [{ id: 9, ticketID: 7001, resourceID: MARCO, roleID: ENGINEER }] };
    const api = await startApi({ rows: { ...rows, ...links } });
    const pair = { id: 7001, assignedResourceID: MARCO, assignedResourceRoleID: ENGINEER };
    expect(isRefused(await api.patch('Tickets', pair))).toBe(true);
    await api.del('Tickets/7001/SecondaryResources/9');
    expect((await api.patch('Tickets', pair)).status).toBe(200);
    const secondary = { resourceID: MARCO, roleID: ENGINEER };
    expect(isRefused(await api.post('Tickets/7001/SecondaryResources', secondary))).toBe(true);
    expect(await api.post('Tickets/7001/SecondaryResources', { resourceID: MARCO, roleID: ON_SITE })).toMatchObject(
      failure('The specified AssignedResourceID and AssignedRoleID combination is not currently defined'),
    );
    const maya = { resourceID: MAYA, roleID: ENGINEER };
    expect((await api.post('Tickets/7001/SecondaryResources', maya)).status).toBe(200);
    expect(isRefused(await api.post('Tickets/7001/SecondaryResources', maya))).toBe(true);
  });
});

describe('company records (dossier §7, §8)', () => {
  const family = {
    ConfigurationItems: [
      { id: 12, companyID: 1102 },
      { id: 13, companyID: 1101 },
    ],
    Contracts: [{ id: 21, companyID: 1102 }],
    CompanyLocations: [{ id: 41, companyID: 1102, name: 'East' }],
  };

  test('belong to the company or its parent', async () => {
    const api = await startApi({ rows: { ...rows, ...family } });
    const ofParent = { contactID: 31, configurationItemID: 13 };
    expect((await create(api, { ...ofParent, contractID: 21, companyLocationID: 41 })).status).toBe(200);
    expect(await create(api, { companyID: 0, contactID: 31 })).toMatchObject(
      failure('contactID is not associated to the companyID or its Parent Company'),
    );
    expect(await create(api, { companyID: 0, configurationItemID: 12 })).toMatchObject(
      failure('The configurationItemID [12] is not associated with Company [0]'),
    );
    expect(isRefused(await create(api, { companyID: 1101, configurationItemID: 12 }))).toBe(true);
    expect(isRefused(await create(api, { companyID: 0, contractID: 21 }))).toBe(true);
    expect(isRefused(await create(api, { companyID: 0, companyLocationID: 41 }))).toBe(true);
  });

  test('are cleared in the same PATCH that changes the company', async () => {
    const held = aTicket(7001, {
      companyID: 1102,
      contactID: 31,
      configurationItemID: 12,
      contractID: 21,
      companyLocationID: 41,
    });
    const api = await startApi({ rows: { ...family, Tickets: [held] } });
    expect(isRefused(await api.patch('Tickets', { id: 7001, companyID: 0 }))).toBe(true);
    const cleared = { contactID: null, configurationItemID: null, contractID: null, companyLocationID: null };
    expect((await api.patch('Tickets', { id: 7001, companyID: 0, ...cleared })).status).toBe(200);
  });
});

describe('status (dossier §8)', () => {
  test('5 stamps the completion, leaving it clears the stamp', async () => {
    const api = await startApi({ rows });
    await api.patch('Tickets', { id: 7001, status: 5 });
    expect(stored(api, 'Tickets', 7001)).toMatchObject({
      completedDate: '2026-03-10T02:30:00Z',
      completedByResourceID: API_USER,
      resolvedDateTime: '2026-03-10T02:30:00Z',
      lastActivityDate: '2026-03-10T02:30:00Z',
    });
    await api.patch('Tickets', { id: 7001, status: 8 });
    expect(stored(api, 'Tickets', 7001)).not.toHaveProperty('completedDate');
  });

  test('a completed ticket that is changed otherwise keeps its date', async () => {
    const done = aTicket(7001, { status: 5, completedDate: '2026-03-05T10:00:00Z' });
    const api = await startApi({ rows: { Tickets: [done] } });
    await api.patch('Tickets', { id: 7001, title: 'x', status: 5 });
    expect(stored(api, 'Tickets', 7001)['completedDate']).toBe('2026-03-05T10:00:00Z');
  });
});

describe('notes (dossier §8)', () => {
  const NOTE = { title: 'Call', description: 'Rebooted', noteType: 1, publish: 2 };

  test.each(['title', 'description', 'noteType', 'publish'])('%s is required, though metadata may not say so', async (field) => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets/7001/Notes', { ...NOTE, [field]: undefined })).toMatchObject(
      failure(`Missing Required Field: ${field}. ; on record number [1].`),
    );
  });

  test('a note type that the tenant does not have', async () => {
    const api = await startApi({ rows });
    expect(await api.post('Tickets/7001/Notes', { ...NOTE, noteType: 3 })).toMatchObject(
      failure('Picklist value [3] does not exist for noteType. ; on record number [1].'),
    );
  });

  test('a change sends noteType and publish again', async () => {
    const api = await startApi({ rows });
    const id = itemId(await api.post('Tickets/7001/Notes', NOTE));
    expect(await api.patch('Tickets/7001/Notes', { id, title: 'x', publish: 2 })).toMatchObject(
      failure('Missing Required Field: noteType. ; on record number [1].'),
    );
    expect(await api.patch('Tickets/7001/Notes', { id, title: 'x', noteType: 1 })).toMatchObject(
      failure('Missing Required Field: publish. ; on record number [1].'),
    );
    expect((await api.patch('Tickets/7001/Notes', { id, title: 'x', noteType: 1, publish: 2 })).status).toBe(200);
  });

  test('the title ends at 250 characters, the text at 32,000; HTML is kept as it is', async () => {
    const api = await startApi({ rows });
    expect(isRefused(await api.post('Tickets/7001/Notes', { ...NOTE, title: 'x'.repeat(251) }))).toBe(true);
    expect(isRefused(await api.post('Tickets/7001/Notes', { ...NOTE, description: 'x'.repeat(32_001) }))).toBe(true);
    const id = itemId(await api.post('Tickets/7001/Notes', { ...NOTE, description: '<b>bold</b>' }));
    expect(stored(api, 'TicketNotes', id)['description']).toBe('<b>bold</b>');
  });

  test('a note is activity of its ticket, and no change of the ticket in the log', async () => {
    const api = await startApi({ rows });
    await api.post('Tickets/7001/Notes', NOTE);
    expect(stored(api, 'Tickets', 7001)['lastActivityDate']).toBe('2026-03-10T02:30:00Z');
    expect(api.tenant.changes.all().map(({ entity }) => entity)).toEqual(['TicketNotes']);
  });
});

describe('tasks (dossier §7, §8)', () => {
  const TASK = { title: 'Pack', status: 1, taskType: 1 };

  test('need a department once somebody is assigned', async () => {
    const api = await startApi();
    const pair = { assignedResourceID: MAYA, assignedResourceRoleID: ENGINEER };
    expect(await api.post('Projects/61/Tasks', { ...TASK, ...pair })).toMatchObject(
      failure('departmentID is a required field when a Resource (primary/secondary) is assigned to a Task'),
    );
    expect((await api.post('Projects/61/Tasks', { ...TASK, ...pair, departmentID: 9 })).status).toBe(200);
    expect(await api.post('Projects/61/Tasks', { ...TASK, assignedResourceID: MAYA })).toMatchObject(failure(PAIR));
  });

  test('an unknown task type has a text of its own, parentTaskID is ignored, numbers are assigned', async () => {
    const api = await startApi();
    expect(await api.post('Projects/61/Tasks', { ...TASK, taskType: 7 })).toMatchObject(
      failure('Value does not reference an existing entity for taskType .'),
    );
    const id = itemId(await api.post('Projects/61/Tasks', { ...TASK, parentTaskID: 3, status: 5 }));
    expect(stored(api, 'Tasks', id)).toMatchObject({ taskNumber: 'T20260309.0001', completedDateTime: '2026-03-10T02:30:00Z' });
    expect(stored(api, 'Tasks', id)).not.toHaveProperty('parentTaskID');
  });

  test('a project gets its number', async () => {
    const api = await startApi();
    const dates = { startDateTime: '2026-03-10', endDateTime: '2026-04-10' };
    const id = itemId(await api.post('Projects', { companyID: 1101, projectName: 'Move', projectType: 5, status: 1, ...dates }));
    expect(stored(api, 'Projects', id)).toMatchObject({ projectNumber: 'P20260309.0001', companyID: 1101 });
  });

  test('notes of a task are written at the root or below the task', async () => {
    const api = await startApi({ rows: { Tasks: [{ id: 81, projectID: 61, ...TASK }] } });
    const note = { title: 'n', description: 'd', noteType: 1, publish: 2 };
    expect((await api.post('Tasks/81/Notes', note)).status).toBe(200);
    const id = itemId(await api.post('TaskNotes', { ...note, taskID: 81 }));
    expect(stored(api, 'TaskNotes', id)['taskID']).toBe(81);
    expect(stored(api, 'Tasks', 81)['lastActivityDateTime']).toBe('2026-03-10T02:30:00Z');
  });
});
