import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTenant, type DemoTenant } from '../../../src/demo/tenant.js';
import { textOf } from '../../support/host.js';
import { expectDone, hostOn, theOnly, writtenSince } from './support.js';

const MAYA = 501;

describe('a task that is given to somebody', () => {
  let tenant: DemoTenant;
  let projectId: number;
  let taskId: number;

  beforeAll(async () => {
    tenant = await startTenant();
    const task = tenant.store.rows('Tasks').find(({ status, assignedResourceID }) => status !== 5 && assignedResourceID !== MAYA);
    taskId = Number(task?.id);
    projectId = Number(task?.['projectID']);
  });
  afterEach(() => {
    tenant.faults.clear();
  });
  afterAll(() => tenant.close());

  /** Id of a department by its name. */
  const department = (name: string): number =>
    theOnly(
      tenant.store.rows('Departments').filter((row) => row['name'] === name),
      name,
    ).id;
  const newTask = (title: string, more: Record<string, unknown> = {}) => ({
    entity: 'Tasks',
    fields: { project: projectId, title, taskType: 'Fixed Work', ...more },
  });
  /** Takes the person out of their departments for the time of one test. */
  const withoutDepartments = async (person: number, run: () => Promise<void>): Promise<void> => {
    const table = tenant.store.table('ResourceRoleDepartments');
    const rows = tenant.store.rows('ResourceRoleDepartments').filter(({ resourceID }) => resourceID === person);
    for (const row of rows) table.put({ ...row, isActive: false });
    await run().finally(() => {
      for (const row of rows) table.put(row);
    });
  };

  test('gets their default department, and the answer names it', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_create', newTask('Label the rack', { assignedResource: 'me' }));

    expectDone(result);
    expect(textOf(result)).toContain("department: Service Desk (the person's).");
    expect(writtenSince(tenant, mark)).toMatchObject([
      {
        what: 'create Tasks',
        cells: { assignedResourceID: MAYA, assignedResourceRoleID: 71, departmentID: department('Service Desk') },
      },
    ]);
    await host.close();
  });

  test("gets the project's department where the person has none", async () => {
    const host = await hostOn(tenant);
    const row = tenant.store.row('Projects', projectId);
    if (row !== undefined) tenant.store.table('Projects').put({ ...row, department: department('Finance') });

    await withoutDepartments(MAYA, async () => {
      const result = await host.call('autotask_create', newTask('Label the door', { assignedResource: 'me' }));

      expectDone(result);
      expect(textOf(result)).toContain("department: Finance (the project's).");
    });
    if (row !== undefined) tenant.store.table('Projects').put(row);
    await host.close();
  });

  test('passes on what Autotask says where no default can be told', async () => {
    const host = await hostOn(tenant);
    const row = tenant.store.row('Projects', projectId);
    if (row !== undefined) tenant.store.table('Projects').put({ ...row, department: null });
    const mark = tenant.changes.mark();

    await withoutDepartments(MAYA, async () => {
      const result = await host.call('autotask_create', newTask('Label the roof', { assignedResource: 'me' }));

      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain('departmentID is a required field when a Resource');
    });
    expect(writtenSince(tenant, mark)).toEqual([]);
    if (row !== undefined) tenant.store.table('Projects').put(row);
    await host.close();
  });

  test("gets the project's where the API user may not look up people's departments", async () => {
    const host = await hostOn(tenant);
    const row = tenant.store.row('Projects', projectId);
    if (row !== undefined) tenant.store.table('Projects').put({ ...row, department: department('Projects') });
    tenant.faults.add({
      fault: { kind: 'error', text: 'The logged in Resource does not have the adequate permissions to query this entity type.' },
      entity: 'ResourceRoleDepartments',
      times: Infinity,
    });

    const result = await host.call('autotask_create', newTask('Label the attic', { assignedResource: 'me' }));

    expectDone(result);
    expect(textOf(result)).toContain("department: Projects (the project's).");
    if (row !== undefined) tenant.store.table('Projects').put(row);
    await host.close();
  });

  test('gets the department that is named', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();
    const call = newTask('Label the cellar', { assignedResource: 'me', department: 'Sales' });

    expectDone(await host.call('autotask_create', call));

    expect(writtenSince(tenant, mark)[0]?.cells).toMatchObject({ departmentID: department('Sales') });
    await host.close();
  });

  test('keeps the department that it has', async () => {
    const host = await hostOn(tenant);
    const mark = tenant.changes.mark();

    const result = await host.call('autotask_update', { entity: 'Tasks', ids: [taskId], fields: { assignedResource: 'me' } });

    expectDone(result);
    expect(Object.keys(writtenSince(tenant, mark)[0]?.cells ?? {}).sort()).toEqual([
      'assignedResourceID',
      'assignedResourceRoleID',
    ]);
    await host.close();
  });
});
