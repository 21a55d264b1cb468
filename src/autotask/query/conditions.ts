import type { FieldOf, ModelledEntity, ModelNameOf, TimeAsDate } from '../entity-types.js';
import type { EntityModels } from '../models/types.js';
import type { ComparisonOperator, Filter } from '../types.js';
import type { EqualityOperator, ExistenceOperator, ListOperator, TextOperator } from './operators.js';
import type { QExpression, QFields } from './q.js';

/** Fields and what they must be, a `Q` of these, or conditions in the API's form; undefined = all records. */
export type FilterInput<Entity extends string = string> = ConditionsOf<Entity> | QOf<Entity> | Filter | undefined;

/** Any `Q` of an entity, for one that is made in steps: `let filter: QOf<'Tickets'> = Q({ status: 1 }); filter = filter.and({ queueID: 8 })`. */
export type QOf<Entity extends string> = QExpression<FilterKey<Entity>, ConditionsOf<Entity>>;

/** Keys that a filter of an entity may have: its fields, alone or with an operator (`status`, `title__contains`). */
export type FilterKey<Entity extends string> = KeyOn<FieldOf<Entity>>;

type KeyOn<Field extends string> = Field | `${Field}__${ComparisonOperator}`;

/**
 * A filter of an entity as fields and what they must be, all of which must hold: `{ status__noteq: 5, title__contains: 'server' }`. A key alone
 * means equal, with an array one of, with null not set; undefined is refused. Keys and values of modelled entities are those of their models;
 * others take any.
 */
export type ConditionsOf<Entity extends string> = ConditionsOn<ModelNameOf<Entity>>;

// All are for the compiler's speed: the tuples, without which it would work out the filters of all models for each that a call is given, one
// mapped type rather than one for each kind of operator, and the keys taken from the model itself.
type ConditionsOn<Name> = [Name] extends [ModelledEntity] ? ModelConditions<Name> : QFields;

type ModelConditions<Name extends ModelledEntity> = {
  readonly [Key in KeyOn<Exclude<keyof EntityModels[Name] & string, 'userDefinedFields'>>]?: ComparedWith<
    EntityModels[Name],
    Key
  >;
};

type ComparedWith<Model, Key> = Key extends `${infer Field}__${infer Operator}`
  ? OperandOf<Operator, ValueOf<Model, Field>>
  : ValueOf<Model, Key> | readonly ValueOf<Model, Key>[] | null;

type ValueOf<Model, Field> = Field extends keyof Model ? NonNullable<Model[Field]> | TimeAsDate<Model[Field]> : never;

type OperandOf<Operator, Value> = Operator extends ListOperator
  ? readonly Value[]
  : Operator extends TextOperator
    ? string
    : Operator extends ExistenceOperator
      ? boolean
      : Operator extends EqualityOperator
        ? Value | null
        : Value;
