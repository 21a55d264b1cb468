import type { FieldOf, FieldOfModel, ModelOf, TimeAsDate } from '../entity-types.js';
import type { Filter } from '../types.js';
import type {
  EqualitySpelling,
  ExistenceSpelling,
  ListSpelling,
  OperatorSpelling,
  OrderSpelling,
  TextSpelling,
} from './operators.js';
import type { QExpression, QFields } from './q.js';

/** Fields and what they must be, a `Q` of these, or conditions in the API's form; undefined = all records. */
export type FilterInput<Entity extends string = string> =
  ConditionsOf<Entity> | QExpression<FilterKey<Entity>, ConditionsOf<Entity>> | Filter | undefined;

/** Keys that a filter of an entity may have: its fields, alone or with an operator (`status`, `title__contains`). */
export type FilterKey<Entity extends string> = FieldOf<Entity> | `${FieldOf<Entity>}__${OperatorSpelling}`;

/**
 * A filter of an entity as fields and what they must be, all of which must hold: `{ status__noteq: 5, title__contains: 'server' }`. A key alone
 * means equal, with an array one of, with null not set. Keys and values of modelled entities are those of their models; others take any.
 */
export type ConditionsOf<Entity extends string> = ConditionsOfModel<ModelOf<Entity, undefined>>;

type ConditionsOfModel<Model> = Model extends object ? ConditionsOn<Model, FieldOfModel<Model>> : QFields;

// One mapped type for each kind of operator: the compiler resolves a field's value where a filter names the field, and not before.
type ConditionsOn<Model, Field extends keyof Model & string> = {
  readonly [Name in Field]?: Operand<Model[Name]> | readonly Operand<Model[Name]>[] | null | undefined;
} & {
  readonly [Name in Field as `${Name}__${EqualitySpelling}`]?: Operand<Model[Name]> | null | undefined;
} & {
  readonly [Name in Field as `${Name}__${OrderSpelling}`]?: Operand<Model[Name]> | undefined;
} & {
  readonly [Name in Field as `${Name}__${ListSpelling}`]?: readonly Operand<Model[Name]>[] | undefined;
} & {
  readonly [Name in Field as `${Name}__${TextSpelling}`]?: string | undefined;
} & {
  readonly [Name in Field as `${Name}__${ExistenceSpelling}`]?: boolean | undefined;
};

type Operand<Value> = NonNullable<Value> | TimeAsDate<Value>;
