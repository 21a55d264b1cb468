import { PermissionError } from '../../../autotask/errors.js';
import { labelOf, storedValue } from '../../labels.js';
import type { Draft } from '../draft.js';
import type { Words } from '../words.js';

const DEPARTMENT = 'departmentID';

/**
 * A task that somebody is assigned to needs a department (dossier §7): the person's default one, else the only one they work in, else the
 * project's. Where none of these tells, Autotask says what is missing.
 */
export async function taskDepartment(draft: Draft, words: Words): Promise<void> {
  const person = draft.id('assignedResourceID');
  const field = draft.schema.standard(DEPARTMENT);
  if (person === undefined || field === undefined || draft.hasValue(DEPARTMENT) || draft.writes(DEPARTMENT)) return;
  const found =
    (await asFarAsAllowed(personsDepartment(person, words))) ?? (await asFarAsAllowed(projectsDepartment(draft, words)));
  const value = field.picklistValues.find((one) => one.isActive && one.value === found?.id);
  if (found === undefined || value === undefined) return;
  const shown = labelOf(field, value.value);
  draft.set({ field, value: storedValue(field, value), shown, remark: `department: ${shown} (${found.whose}).` });
}

/** A default that this API user may not look up is none. */
async function asFarAsAllowed(found: Promise<Found | undefined>): Promise<Found | undefined> {
  return found.catch((error: unknown) => {
    if (error instanceof PermissionError) return undefined;
    throw error;
  });
}

interface Found {
  readonly id: number;
  readonly whose: string;
}

async function personsDepartment(resourceId: number, { client, signal }: Words): Promise<Found | undefined> {
  const rows = await client.queryAll(
    'ResourceRoleDepartments',
    [
      { op: 'eq', field: 'resourceID', value: resourceId },
      { op: 'eq', field: 'isActive', value: true },
    ],
    { signal, fields: ['departmentID', 'isDefault'] },
  );
  const standard = rows.filter(({ isDefault }) => isDefault === true);
  const ids = new Set((standard.length > 0 ? standard : rows).map(({ departmentID }) => departmentID));
  const [only] = ids;
  return ids.size === 1 && typeof only === 'number' ? { id: only, whose: "the person's" } : undefined;
}

async function projectsDepartment(draft: Draft, { client, signal }: Words): Promise<Found | undefined> {
  const projectId = draft.id('projectID');
  if (projectId === undefined) return undefined;
  const { department } = await client.get('Projects', projectId, { signal, fields: ['department'] });
  return typeof department === 'number' ? { id: department, whose: "the project's" } : undefined;
}
