import type { EntityModels } from './models/types.js';
import type { OperatorSpelling } from './query/operators.js';
import type { EntityRecord } from './types.js';
import type { UserDefinedField } from './user-defined-field.js';
import type { WriteFields } from './writes/fields.js';

/**
 * Entities whose records, filters and writes are typed, by their exact plural name. Every other name takes and gives plain records; so does a
 * modelled one as `client.query<string>('Tickets', …)`, for what a tenant has beyond its model.
 */
export type ModelledEntity = keyof EntityModels;

/** An entity's records. Fields that a model does not know are on the record all the same. */
export type RecordOf<Entity extends string> = Entity extends ModelledEntity ? EntityModels[Entity] : EntityRecord;

/** Names of an entity's fields, user-defined ones aside. */
export type FieldOf<Entity extends string> = Entity extends ModelledEntity
  ? Exclude<keyof EntityModels[Entity], 'userDefinedFields'>
  : string;

/** Keys that a `Q` about an entity may have: its fields, alone or with an operator (`status`, `title__contains`). */
export type FilterKey<Entity extends string> = Entity extends ModelledEntity
  ? FieldOf<Entity> | `${FieldOf<Entity>}__${OperatorSpelling}`
  : string;

/** Fields to write to an entity; the id of an update aside. */
export type FieldsOf<Entity extends string> = Entity extends ModelledEntity ? ModelFields<EntityModels[Entity]> : WriteFields;

type ModelFields<Model> = {
  readonly [Field in Exclude<keyof Model, 'id' | 'userDefinedFields'>]?: Model[Field] | TimeAsDate<Model[Field]>;
} & { readonly userDefinedFields?: Readonly<Record<string, UserDefinedValue>> | readonly UserDefinedField[] | undefined };

/** Models hold times as texts, like every text; a `Date` is written as UTC. */
type TimeAsDate<Value> = string extends Value ? Date : never;

type UserDefinedValue = string | number | boolean | Date | null | undefined;
