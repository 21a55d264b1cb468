import type { EntityDescription } from '../autotask/catalogue.js';
import type { AccessLevel } from '../autotask/types.js';
import type { EntitySchema, TenantField } from './schema.js';
import type { ApiUser, EntityAccess, UdfDefinition } from './types.js';

/** The `info` object of an entity as this user gets it (dossier §6). */
export function entityInformation(entity: EntityDescription, user: ApiUser): Record<string, unknown> {
  const access = accessOf(entity.name, user, entity);
  return {
    name: entity.singular,
    canCreate: entity.canCreate,
    canDelete: entity.canDelete,
    canQuery: entity.canQuery,
    canUpdate: entity.canUpdate,
    userAccessForCreate: access.create,
    userAccessForDelete: access.delete,
    userAccessForQuery: access.query,
    userAccessForUpdate: access.update,
    hasUserDefinedFields: entity.hasUserDefinedFields === true,
    supportsWebhookCallouts: entity.webhooks === true,
  };
}

interface Capabilities {
  readonly canQuery: boolean;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly canDelete: boolean;
}

/** What the user may do: the entity's own capabilities, less what the security level withholds. */
export function accessOf(entity: string, user: ApiUser, can: Capabilities): EntityAccess {
  const level = (capable: boolean, own: AccessLevel | undefined): AccessLevel => (capable ? (own ?? 'All') : 'None');
  const own = user.access[entity] ?? {};
  return {
    query: level(can.canQuery, own.query),
    create: level(can.canCreate, own.create),
    update: level(can.canUpdate, own.update),
    delete: level(can.canDelete, own.delete),
  };
}

/** A standard field as `entityInformation/fields` shows it: pick-list values as strings, absent names as `""` (dossier §6). */
export function fieldInformation(field: TenantField, { entity }: EntitySchema): Record<string, unknown> {
  return {
    name: field.name,
    dataType: field.dataType,
    length: field.length,
    isRequired: field.isRequired,
    isReadOnly: field.isReadOnly,
    isQueryable: field.isQueryable,
    isReference: field.referenceEntityType !== '',
    referenceEntityType: field.referenceEntityType,
    isPickList: field.isPickList,
    picklistValues: field.picklist,
    picklistParentValueField: field.picklistParent,
    isSupportedWebhookField: entity.webhooks === true && field.name !== 'id',
  };
}

/** A user-defined field: `type` instead of `dataType`, and a label (dossier §6). */
export function udfInformation(udf: UdfDefinition, { entity }: EntitySchema): Record<string, unknown> {
  return {
    name: udf.name,
    label: udf.label,
    type: udf.type,
    length: udf.length,
    description: udf.description,
    defaultValue: null,
    isRequired: udf.isRequired,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: udf.picklistValues !== null,
    picklistValues: udf.picklistValues,
    picklistParentValueField: '',
    isSupportedWebhookField: entity.webhooks === true,
  };
}
