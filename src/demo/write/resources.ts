import { refuse } from '../http/reply.js';
import type { TenantState } from '../state.js';
import type { SeedRow } from '../types.js';
import { idIn, invalidReference, writesAny, type Draft, type Rule } from './draft.js';

/** `Resources.licenseType` of users who exist only for the API and can own nothing (system value). */
const API_LICENSE = 7;

/** Whether the resource holds the role, by whichever of the two role tables the tenant keeps it in (dossier §8). */
export function holdsRole(state: TenantState, resourceId: number, roleId: number): boolean {
  return ['ResourceServiceDeskRoles', 'ResourceRoles'].some((entity) =>
    (state.store.table(entity).equalTo('resourceID', [resourceId]) ?? []).some(
      (row) => idIn(row, 'roleID') === roleId && row['isActive'] !== false,
    ),
  );
}

/** A person who can be given work: active, and no API user. */
function canBeAssigned(state: TenantState, resourceId: number): boolean {
  const resource = state.store.row('Resources', resourceId);
  return resource !== undefined && resource['isActive'] !== false && resource['licenseType'] !== API_LICENSE;
}

/** A changed reference to a person leads to one who can be given work. */
export function assignable(field: string): Rule {
  return ({ before, after, written }, state) => {
    const id = idIn(after, field);
    if (!written.has(field) || id === null || before?.[field] === id) return;
    if (!canBeAssigned(state, id)) throw invalidReference(field, 'Resource');
  };
}

/** Resource and role are written together, both or neither, and the resource holds the role (dossier §8). */
export const resourceAndRole: Rule = (draft, state) => {
  if (!writesAny(draft, ['assignedResourceID', 'assignedResourceRoleID'])) return;
  const resource = idIn(draft.after, 'assignedResourceID');
  const role = idIn(draft.after, 'assignedResourceRoleID');
  const isPair = (resource === null) === (role === null);
  if (!isPair || writesHalf(draft)) {
    throw refuse('When assigning a Resource, you must assign both a assignedResourceID and assignedResourceRoleID.');
  }
  if (resource !== null && role !== null && !holdsRole(state, resource, role)) {
    throw refuse('The specified AssignedResourceID and AssignedRoleID combination is not currently defined');
  }
};

/** One of the two on its own is refused, unless a create leaves the other out together with its value. */
function writesHalf({ kind, written }: Draft): boolean {
  return kind === 'update' && written.has('assignedResourceID') !== written.has('assignedResourceRoleID');
}

/** Who already helps on a ticket or task cannot become its primary resource (dossier §8). The text is a judgement. */
export function primaryIsNotSecondary(links: string, parentField: string): Rule {
  return ({ after, written }, state) => {
    const resource = idIn(after, 'assignedResourceID');
    if (!written.has('assignedResourceID') || resource === null) return;
    const secondaries = state.store.table(links).equalTo(parentField, [after.id]) ?? [];
    if (secondaries.some((row) => idIn(row, 'resourceID') === resource)) {
      throw refuse('The primary resource cannot also be a secondary resource. ; on record number [1].');
    }
  };
}

/** The other way round, and nobody helps twice. */
export function secondaryResource(owner: string, parentField: string): Rule {
  return ({ schema, after }, state) => {
    const parent = idIn(after, parentField);
    const resource = idIn(after, 'resourceID');
    const role = idIn(after, 'roleID');
    if (parent === null || resource === null || role === null) return;
    if (!holdsRole(state, resource, role)) {
      throw refuse('The specified AssignedResourceID and AssignedRoleID combination is not currently defined');
    }
    const ownerRow: SeedRow | undefined = state.store.row(owner, parent);
    if (ownerRow !== undefined && idIn(ownerRow, 'assignedResourceID') === resource) {
      throw refuse('The secondary resource cannot also be the primary resource. ; on record number [1].');
    }
    const others = state.store.table(schema.entity.name).equalTo(parentField, [parent]) ?? [];
    if (others.some((row) => row.id !== after.id && idIn(row, 'resourceID') === resource)) {
      throw refuse('The resource is already a secondary resource. ; on record number [1].');
    }
  };
}
