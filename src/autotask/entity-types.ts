import type { EntityAliases, EntityName } from './models/names.js';
import type { EntityModels } from './models/types.js';
import type { EntityRecord } from './types.js';
import type { UserDefinedField } from './user-defined-field.js';
import type { WriteFields } from './writes/fields.js';

/**
 * What may stand for an entity. A name that is written out is held against the catalogue, in any case, plural or singular; a `string` that is
 * known only when running passes. In a generic function: `<Entity extends EntityName>(entity: Entity)`.
 */
export type NameOf<Entity extends string> = [Lowercase<Entity>] extends [Spelling]
  ? Entity
  : IsOpen<Entity> extends true
    ? Entity
    : EntityName;

/** Whether texts of a type are without end, as `string` and `${string}Notes`; only then has a record by them no property that must be there. */
type IsOpen<Text extends string> = { readonly nothing?: never } extends Record<Text, unknown> ? true : false;

type Spelling = Lowercase<EntityName | EntityAliases[EntityName]>;

/**
 * Entities whose records, filters and writes are typed, by whatever name they are called. All others take and give plain records; so does a
 * modelled one as `client.query<string>('Tickets', …)`, for what a tenant has beyond its model.
 */
export type ModelledEntity = keyof EntityModels;

type ModelsBySpelling = { readonly [Name in ModelledEntity as Lowercase<Name | EntityAliases[Name]>]: EntityModels[Name] };

/** The model of an entity; `Otherwise` where it has none. */
export type ModelOf<Entity extends string, Otherwise> = Entity extends unknown
  ? Lowercase<Entity> extends keyof ModelsBySpelling
    ? ModelsBySpelling[Lowercase<Entity>]
    : Otherwise
  : never;

/** An entity's records. Fields that a model does not know are on the record all the same. */
export type RecordOf<Entity extends string> = ModelOf<Entity, EntityRecord>;

/** Names of an entity's fields, user-defined ones aside. */
export type FieldOf<Entity extends string> = FieldOfModel<ModelOf<Entity, EntityRecord>>;

/** Fields that a read may name. User-defined ones come together, whether or not they are named. */
export type FieldToRead<Entity extends string> = KeyOf<ModelOf<Entity, EntityRecord>>;

type KeyOf<Model> = Model extends unknown ? keyof Model & string : never;

/** Names of a model's fields; any text where there is no model. */
export type FieldOfModel<Model> = Exclude<KeyOf<Model>, 'userDefinedFields'>;

/** Fields to write to an entity; the id of an update aside. */
export type FieldsOf<Entity extends string> = FieldsToWrite<ModelOf<Entity, undefined>>;

type FieldsToWrite<Model> = Model extends object
  ? ModelFields<Model, Exclude<FieldOfModel<Model>, 'id'>> & {
      readonly userDefinedFields?: Readonly<Record<string, UserDefinedValue>> | readonly UserDefinedField[] | undefined;
    }
  : WriteFields;

// Field is a parameter so that the compiler sees the model's own properties, with what is said of them.
type ModelFields<Model, Field extends keyof Model> = { readonly [Name in Field]?: Model[Name] | TimeAsDate<Model[Name]> };

/** Models hold times as texts, like every text; a `Date` is written as UTC. */
export type TimeAsDate<Value> = string extends Value ? Date : never;

type UserDefinedValue = string | number | boolean | Date | null | undefined;
