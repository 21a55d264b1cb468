import { z } from 'zod';
import type { AccessLevel, EntityInfo, FieldInfo, PicklistValue } from './types.js';

/** Keys come in camelCase on the wire, in PascalCase in older documentation (dossier §6). */
const camelKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, field]) => [key.charAt(0).toLowerCase() + key.slice(1), field as unknown]),
      )
    : value;

const text = z.string().nullish();
const flag = z.boolean().catch(false);

const picklistValueSchema = z.preprocess(
  camelKeys,
  z.object({
    value: z.union([z.string(), z.number()]).transform(String),
    label: text,
    isActive: z.boolean().catch(true),
    isDefaultValue: flag,
    isSystem: flag,
    sortOrder: z.coerce.number().catch(0),
    parentValue: z
      .union([z.string(), z.number()])
      .nullish()
      .transform((value) => (value === null || value === undefined || value === '' ? null : String(value))),
  }),
);

const fieldSchema = z.preprocess(
  camelKeys,
  z.object({
    name: z.string(),
    label: text,
    dataType: text,
    type: text,
    length: z.number().catch(0),
    isRequired: flag,
    isReadOnly: flag,
    isQueryable: z.boolean().catch(true),
    isReference: flag,
    referenceEntityType: text,
    isPickList: flag,
    picklistValues: z.array(picklistValueSchema).nullish(),
    picklistParentValueField: text,
  }),
);

const fieldsSchema = z.preprocess(camelKeys, z.object({ fields: z.array(fieldSchema) }));

const access = z.enum(['None', 'Restricted', 'All']).catch('None' satisfies AccessLevel);

const infoSchema = z.preprocess(
  camelKeys,
  z.object({
    name: z.string(),
    canCreate: flag,
    canDelete: flag,
    canQuery: flag,
    canUpdate: flag,
    userAccessForCreate: access,
    userAccessForDelete: access,
    userAccessForQuery: access,
    userAccessForUpdate: access,
    hasUserDefinedFields: flag,
    supportsWebhookCallouts: flag,
  }),
);

const described = z.preprocess(camelKeys, z.object({ info: infoSchema })).transform(({ info }): EntityInfo => info);

export const entityInfoSchema = described;

export const allEntityInfoSchema = z
  .preprocess(camelKeys, z.object({ entityDescriptions: z.array(described) }))
  .transform(({ entityDescriptions }) => entityDescriptions);

export const standardFieldsSchema = fieldsSchema.transform(({ fields }) => fields.map((field) => fieldInfo(field, false)));

export const userDefinedFieldsSchema = fieldsSchema.transform(({ fields }) => fields.map((field) => fieldInfo(field, true)));

type RawField = z.infer<typeof fieldSchema>;
type RawPicklistValue = z.infer<typeof picklistValueSchema>;

function fieldInfo(field: RawField, isUserDefined: boolean): FieldInfo {
  // Standard fields say `dataType`, user-defined ones `type`.
  const dataType = (field.dataType ?? field.type ?? 'string').toLowerCase();
  return {
    name: field.name,
    label: field.label ?? field.name,
    dataType,
    length: Math.max(0, field.length),
    isRequired: field.isRequired,
    isReadOnly: field.isReadOnly,
    isQueryable: field.isQueryable,
    isReference: field.isReference,
    referenceEntityType: field.referenceEntityType ?? '',
    isPickList: field.isPickList,
    picklistValues: (field.picklistValues ?? []).map((value) => picklistValue(value, dataType)),
    picklistParentValueField: field.picklistParentValueField ?? '',
    isUserDefined,
  };
}

/** Metadata gives every value as a string; records carry numbers in numeric fields (dossier §6). */
function picklistValue(raw: RawPicklistValue, dataType: string): PicklistValue {
  const convert = (value: string): number | string =>
    isNumericType(dataType) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return {
    value: convert(raw.value),
    label: raw.label ?? '',
    isActive: raw.isActive,
    isDefaultValue: raw.isDefaultValue,
    isSystem: raw.isSystem,
    sortOrder: raw.sortOrder,
    parentValue: raw.parentValue === null ? null : /^-?\d+$/.test(raw.parentValue) ? Number(raw.parentValue) : raw.parentValue,
  };
}

export function isNumericType(dataType: string): boolean {
  return isIntegerType(dataType) || dataType === 'decimal' || dataType === 'double';
}

export function isIntegerType(dataType: string): boolean {
  return dataType === 'integer' || dataType === 'long' || dataType === 'short';
}
