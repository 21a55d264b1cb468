import type { EntityAliases, EntityName } from './models/names.js';
import type { EntityModels } from './models/types.js';
import type { EntityRecord } from './types.js';
import type { UserDefinedField } from './user-defined-field.js';
import type { WriteFields } from './writes/fields.js';

/**
 * What may stand for an entity. A name that is written out is held against the catalogue, in any case, plural or singular; a `string` that is
 * known only when running passes. In a function about any entity: `<Entity extends EntityName>(entity: Entity, filter: FilterInput<Entity>)`;
 * a filter that is written within it the compiler can't check there, so ask with `client.query<string>(entity, …)`.
 */
export type NameOf<Entity extends string> = [Lowercase<Entity>] extends [Spelling]
  ? Entity
  : IsOpen<Entity> extends true
    ? Entity
    : EntityName;

type Spelling = Lowercase<EntityName | EntityAliases[EntityName]>;

/** Whether texts of a type are without end, as `string` and `${string}Notes`; only then has a record by them no property that must be there. */
type IsOpen<Text extends string> = { readonly nothing?: never } extends Record<Text, unknown> ? true : false;

/**
 * Entities whose records, filters and writes are typed, by whatever name they are called. All others take and give plain records; so does a
 * modelled one as `client.query<string>('Tickets', …)`, for what a tenant has beyond its model.
 */
export type ModelledEntity = keyof EntityModels;

type ModelNames = { readonly [Name in ModelledEntity as Lowercase<Name | EntityAliases[Name]>]: Name };

/** The modelled entity of that name in any spelling; undefined where there is no model. */
export type ModelNameOf<Entity extends string> = Entity extends ModelledEntity
  ? Entity
  : Lowercase<Entity> extends keyof ModelNames
    ? ModelNames[Lowercase<Entity>]
    : undefined;

/** An entity's records. Fields that a model does not know are on the record all the same. */
export type RecordOf<Entity extends string> = ModelRecord<ModelNameOf<Entity>>;

type ModelRecord<Name> = Name extends ModelledEntity ? EntityModels[Name] : EntityRecord;

/** Fields that a read may name. User-defined ones come together, whether or not they are named. */
export type FieldToRead<Entity extends string> = ModelKey<ModelNameOf<Entity>>;

type ModelKey<Name> = Name extends ModelledEntity ? keyof EntityModels[Name] : string;

/** Names of an entity's fields, user-defined ones aside. */
export type FieldOf<Entity extends string> = Exclude<FieldToRead<Entity>, 'userDefinedFields'>;

/** Fields to write to an entity; the id of an update aside. */
export type FieldsOf<Entity extends string> = FieldsToWrite<ModelNameOf<Entity>>;

type FieldsToWrite<Name> = Name extends ModelledEntity
  ? ModelFields<EntityModels[Name], Exclude<keyof EntityModels[Name], 'id' | 'userDefinedFields'>> & {
      readonly userDefinedFields?: Readonly<Record<string, UserDefinedValue>> | readonly UserDefinedField[] | undefined;
    }
  : WriteFields;

// Field is a parameter so that editors show what the model says of its fields.
type ModelFields<Model, Field extends keyof Model> = { readonly [Name in Field]?: Model[Name] | TimeAsDate<Model[Name]> };

/** Models hold times as texts, like every text; a `Date` is written as UTC. */
export type TimeAsDate<Value> = string extends Value ? Date : never;

type UserDefinedValue = string | number | boolean | Date | null | undefined;
