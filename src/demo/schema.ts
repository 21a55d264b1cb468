import { ENTITIES, type EntityDescription } from '../autotask/catalogue.js';
import { STANDARD_FIELDS, type StandardField } from '../autotask/field-data.js';
import { ACTION_FIELDS, attachmentFields, plainEntry, watchedEntity, webhookFields, withWatchedFields } from './schema-extras.js';
import type { ExtraField, PicklistEntry, SeedRow, Skin, TenantSeed, UdfDefinition } from './types.js';

/** A standard field as this tenant has it. */
export interface TenantField {
  readonly name: string;
  readonly dataType: string;
  readonly length: number;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly isQueryable: boolean;
  /** Singular name of the referenced entity, or `''`. */
  readonly referenceEntityType: string;
  readonly isPickList: boolean;
  /** Null where the field is no pick list. */
  readonly picklist: readonly PicklistEntry[] | null;
  /** Field whose value decides which entries are valid, or `''`. */
  readonly picklistParent: string;
}

export interface EntitySchema {
  readonly entity: EntityDescription;
  readonly fields: readonly TenantField[];
  readonly udfs: readonly UdfDefinition[];
  /** Names are case-insensitive (dossier §4). */
  field(name: string): TenantField | undefined;
  udf(name: string): UdfDefinition | undefined;
}

/** Fields that the field data leaves writable although the dossier (§8) calls them read-only. */
const READ_ONLY: Readonly<Record<string, readonly string[]>> = {
  Tickets: ['ticketNumber'],
  TimeEntries: ['billingApprovalDateTime', 'billingApprovalResourceID'],
  AttachmentInfo: ['attachDate', 'fileSize'],
};

/** Required by the API although the field data does not say so (dossier §8: the note title); metadata stays silent too. */
export const REQUIRED_UNANNOUNCED: Readonly<Record<string, readonly string[]>> = { TicketNotes: ['title'] };

/** The tenant's entities and their fields, put together when an entity is first used. */
export class Schemas {
  readonly entities = ENTITIES;
  readonly #byName = new Map<string, EntitySchema>();
  readonly #bySingular = new Map(ENTITIES.map((entity) => [entity.singular.toLowerCase(), entity]));
  readonly #descriptions = new Map(ENTITIES.map((entity) => [entity.name.toLowerCase(), entity]));
  readonly #seed: TenantSeed;

  constructor(seed: TenantSeed) {
    this.#seed = seed;
  }

  /** @throws Error where the catalogue has no such entity. */
  of(name: string): EntitySchema {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const entity = this.describe(name);
    if (entity === undefined) throw new Error(`The catalogue has no entity ${name}.`);
    const schema = this.#build(entity);
    this.#byName.set(entity.name, schema);
    return schema;
  }

  /** The catalogue's description by plural name in any case. */
  describe(name: string): EntityDescription | undefined {
    return this.#descriptions.get(name.toLowerCase());
  }

  /** The entity that a field's `referenceEntityType` names. */
  referenced(singular: string): EntityDescription | undefined {
    return this.#bySingular.get(singular.toLowerCase());
  }

  #build(entity: EntityDescription): EntitySchema {
    const { skin } = this.#seed;
    const watched = this.referenced(watchedEntity(entity) ?? '');
    const ownFields = this.#fields(entity).map((field) => tenantField(entity.name, field, skin));
    const fields = watched === undefined ? ownFields : ownFields.map((field) => withWatchedFields(field, this.of(watched.name)));
    const udfs = skin.udfs[entity.name] ?? [];
    const fieldsByName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
    const udfsByName = new Map(udfs.map((udf) => [udf.name.toLowerCase(), udf]));
    return {
      entity,
      fields,
      udfs,
      field: (name) => fieldsByName.get(name.toLowerCase()),
      udf: (name) => udfsByName.get(name.toLowerCase()),
    };
  }

  #fields(entity: EntityDescription): (StandardField | ExtraField)[] {
    const fields = new Map<string, StandardField | ExtraField>();
    const add = (field: StandardField | ExtraField): void => {
      if (!fields.has(field.name)) fields.set(field.name, field);
    };
    add({ name: 'id', dataType: 'long', isRequired: true, isReadOnly: true });
    for (const field of STANDARD_FIELDS[entity.name] ?? []) add(field);
    for (const field of this.#seed.skin.extraFields[entity.name] ?? []) add(field);
    ACTION_FIELDS[entity.name]?.forEach(add);
    if (entity.kind === 'attachment') attachmentFields(entity).forEach(add);
    if (entity.kind === 'webhook') webhookFields(entity).forEach(add);
    if (entity.parentField !== undefined) add({ name: entity.parentField, dataType: 'integer', ...parentReference(entity) });
    // Public sources do not list this entity's fields: its rows show what the tenant keeps.
    if (STANDARD_FIELDS[entity.name] === undefined) inferredFields(this.#seed.rows(entity.name)).forEach(add);
    return [...fields.values()];
  }
}

function parentReference(entity: EntityDescription): { isRequired?: true; referenceEntityType?: string } {
  const parent = ENTITIES.find((candidate) => candidate.name === entity.parent);
  return parent === undefined || entity.parentField === 'parentID'
    ? {}
    : { isRequired: true, referenceEntityType: parent.singular };
}

function tenantField(entity: string, field: StandardField | ExtraField, skin: Skin): TenantField {
  const ownList = skin.picklists[entity]?.[field.name];
  const publicList = 'picklistValues' in field ? field.picklistValues : undefined;
  const isPickList = field.isPickList === true || ownList !== undefined;
  return {
    name: field.name,
    dataType: field.dataType,
    length: field.length ?? 0,
    isRequired: field.isRequired === true,
    isReadOnly: field.isReadOnly === true || READ_ONLY[entity]?.includes(field.name) === true,
    isQueryable: field.isQueryable !== false,
    referenceEntityType: field.referenceEntityType ?? '',
    isPickList,
    picklist: isPickList ? (ownList ?? publicList?.map(publicEntry) ?? []) : null,
    picklistParent: skin.picklistParents[entity]?.[field.name] ?? '',
  };
}

type PublicValue = NonNullable<StandardField['picklistValues']>[number];

function publicEntry(value: PublicValue, index: number): PicklistEntry {
  return { ...plainEntry(value.label, index), value: value.value, isSystem: value.isSystem === true };
}

function inferredFields(rows: readonly SeedRow[]): ExtraField[] {
  const types = new Map<string, string>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) if (name !== 'userDefinedFields') types.set(name, inferredType(value));
  return [...types].map(([name, dataType]) => ({ name, dataType }));
}

function inferredType(value: unknown): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'double';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'datetime' : 'string';
}
