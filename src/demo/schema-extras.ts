import type { EntityDescription } from '../autotask/catalogue.js';
import { STANDARD_FIELDS, type StandardField } from '../autotask/field-data.js';
import type { EntitySchema, TenantField } from './schema.js';
import type { ExtraField, PicklistEntry } from './types.js';

/** Fields of an attachment entity: those of TicketAttachments without the ticket's own references (dossier §8). */
export function attachmentFields(entity: EntityDescription): (StandardField | ExtraField)[] {
  const shared = (STANDARD_FIELDS['TicketAttachments'] ?? []).filter(
    (field) => !/^ticket|^timeEntry|^opportunity/.test(field.name),
  );
  return [
    ...shared.map((field) => (SET_BY_SERVER.has(field.name) ? { ...field, isReadOnly: true as const } : field)),
    ...(entity.parentField === undefined ? [] : [{ name: entity.parentField, dataType: 'long' as const }]),
  ];
}

const CHECKLIST_LIBRARY: ExtraField = {
  name: 'checklistLibraryID',
  dataType: 'integer',
  isRequired: true,
  referenceEntityType: 'ChecklistLibrary',
};

const SET_BY_SERVER = new Set(['attachDate', 'attachedByResourceID', 'fileSize', 'impersonatorCreatorResourceID']);

/** Fields of the webhook entities as the dossier (§8) and public client models name them; no public field data exists. */
export function webhookFields(entity: EntityDescription): ExtraField[] {
  if (entity.name.endsWith('WebhookExcludedResources')) return EXCLUDED_RESOURCE_FIELDS;
  if (entity.name.endsWith('WebhookUdfFields')) return UDF_FIELD_FIELDS;
  if (entity.name.endsWith('WebhookFields')) return WEBHOOK_FIELD_FIELDS;
  if (entity.name === 'WebhookEventErrorLogs') return ERROR_LOG_FIELDS;
  return WEBHOOK_FIELDS;
}

/** Singular name of the entity whose fields a `…WebhookFields` or `…WebhookUdfFields` entity lists, or null. */
export function watchedEntity(entity: EntityDescription): string | null {
  return /^(.+)Webhook(?:Udf)?Fields$/.exec(entity.name)?.[1] ?? null;
}

/** A webhook's field ids are the pick list of `fieldID` or `udfFieldID` (dossier §8): one entry per field of the watched entity. */
export function withWatchedFields(field: TenantField, watched: EntitySchema): TenantField {
  if (field.name === 'fieldID') return { ...field, picklist: watched.fields.map((target, at) => plainEntry(target.name, at)) };
  return field.name === 'udfFieldID' ? { ...field, picklist: watched.udfs.map((udf, at) => plainEntry(udf.name, at)) } : field;
}

/** An active entry of the pick list of a system's own values, numbered by its place. */
export function plainEntry(label: string, index: number): PicklistEntry {
  return {
    value: String(index + 1),
    label,
    isDefaultValue: false,
    sortOrder: index + 1,
    parentValue: '',
    isActive: true,
    isSystem: true,
  };
}

/** Fields of entities that are nothing but an action: no rows show them (names from public client models). */
export const ACTION_FIELDS: Readonly<Record<string, readonly ExtraField[]>> = {
  ContractServiceBundleAdjustments: [
    { name: 'contractServiceBundleID', dataType: 'integer', referenceEntityType: 'ContractServiceBundle' },
    { name: 'effectiveDate', dataType: 'datetime', isRequired: true },
    { name: 'unitChange', dataType: 'integer' },
    { name: 'adjustedUnitPrice', dataType: 'double' },
    { name: 'allowRepeatServiceBundle', dataType: 'boolean' },
    { name: 'contractID', dataType: 'integer', referenceEntityType: 'Contract' },
    { name: 'serviceBundleID', dataType: 'integer', referenceEntityType: 'ServiceBundle' },
    { name: 'quoteItemID', dataType: 'integer', referenceEntityType: 'QuoteItem' },
  ],
  DocumentChecklistLibraries: [CHECKLIST_LIBRARY],
  InventoryStockedItemsAdd: [
    { name: 'quantityBeingAdded', dataType: 'integer', isRequired: true },
    { name: 'determineCostUsing', dataType: 'integer', isRequired: true },
    { name: 'vendorID', dataType: 'integer', isRequired: true, referenceEntityType: 'Company' },
    { name: 'unitCost', dataType: 'double' },
    { name: 'serialNumber', dataType: 'string', length: 100 },
    { name: 'vendorInvoiceNumber', dataType: 'string', length: 50 },
    { name: 'reasonForUpdate', dataType: 'string', length: 1000 },
  ],
  InventoryStockedItemsRemove: [
    { name: 'quantityBeingRemoved', dataType: 'integer', isRequired: true },
    { name: 'inventoryStockedItemID', dataType: 'integer', referenceEntityType: 'InventoryStockedItem' },
    { name: 'reasonForUpdate', dataType: 'string', length: 1000 },
  ],
  InventoryStockedItemsTransfer: [
    { name: 'quantityBeingTransferred', dataType: 'integer', isRequired: true },
    { name: 'newInventoryLocationID', dataType: 'integer', isRequired: true, referenceEntityType: 'InventoryLocation' },
    { name: 'inventoryStockedItemID', dataType: 'integer', referenceEntityType: 'InventoryStockedItem' },
    { name: 'reasonForUpdate', dataType: 'string', length: 1000 },
  ],
  TicketChecklistLibraries: [CHECKLIST_LIBRARY],
  TimeOffRequestsReject: [{ name: 'rejectReason', dataType: 'string', length: 500 }],
};

const WEBHOOK_FIELDS: ExtraField[] = [
  { name: 'name', dataType: 'string', length: 50, isRequired: true },
  { name: 'webhookUrl', dataType: 'string', length: 500, isRequired: true },
  { name: 'deactivationUrl', dataType: 'string', length: 500, isRequired: true },
  { name: 'secretKey', dataType: 'string', length: 64, isRequired: true },
  { name: 'isActive', dataType: 'boolean' },
  { name: 'isReady', dataType: 'boolean', isReadOnly: true },
  { name: 'isSubscribedToCreateEvents', dataType: 'boolean' },
  { name: 'isSubscribedToUpdateEvents', dataType: 'boolean' },
  { name: 'isSubscribedToDeleteEvents', dataType: 'boolean' },
  { name: 'notificationEmailAddress', dataType: 'string', length: 254 },
  { name: 'ownerResourceID', dataType: 'integer', referenceEntityType: 'Resource' },
  { name: 'sendThresholdExceededNotification', dataType: 'boolean' },
  { name: 'webhookGUID', dataType: 'string', length: 36, isReadOnly: true },
];
const WEBHOOK_FIELD_FIELDS: ExtraField[] = [
  { name: 'fieldID', dataType: 'integer', isRequired: true, isPickList: true },
  { name: 'isSubscribedField', dataType: 'boolean' },
  { name: 'isDisplayAlwaysField', dataType: 'boolean' },
];
const UDF_FIELD_FIELDS: ExtraField[] = [
  { name: 'udfFieldID', dataType: 'integer', isRequired: true, isPickList: true },
  { name: 'isSubscribedField', dataType: 'boolean' },
  { name: 'isDisplayAlwaysField', dataType: 'boolean' },
];
const EXCLUDED_RESOURCE_FIELDS: ExtraField[] = [
  { name: 'resourceID', dataType: 'integer', isRequired: true, referenceEntityType: 'Resource' },
];
const ERROR_LOG_FIELDS: ExtraField[] = [
  { name: 'accountWebhookID', dataType: 'integer', isReadOnly: true, referenceEntityType: 'CompanyWebhook' },
  { name: 'contactWebhookID', dataType: 'integer', isReadOnly: true, referenceEntityType: 'ContactWebhook' },
  { name: 'sequenceNumber', dataType: 'integer', isReadOnly: true },
  { name: 'payload', dataType: 'string', isReadOnly: true },
  { name: 'errorMessage', dataType: 'string', isReadOnly: true },
  { name: 'createDateTime', dataType: 'datetime', isReadOnly: true },
];
