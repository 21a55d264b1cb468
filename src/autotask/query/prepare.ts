import { callOptions } from '../call-options.js';
import type { EntityDescription } from '../catalogue.js';
import { InvalidRequestError } from '../errors.js';
import type { KnownField, Metadata } from '../metadata.js';
import type { CallOptions, Condition, Filter, FilterItem, FilterValue, ReadOptions } from '../types.js';
import { checkFilter, conditionsOf, mapConditions } from './check.js';
import type { FilterInput } from './conditions.js';
import { soleConditionField } from './sole-condition.js';

/** A query that the API will understand: every name known to the tenant, in its own spelling. */
export interface PreparedQuery {
  readonly filter: Filter;
  /** Absent = all fields. */
  readonly includeFields?: readonly string[];
}

/**
 * Checks a filter and a field list against the entity.
 *
 * @throws {@link InvalidRequestError} for unknown or unfilterable fields, wrong types, wrong shapes; nothing but metadata was requested.
 */
export async function prepareQuery(
  metadata: Metadata,
  entity: EntityDescription,
  input: FilterInput,
  options: ReadOptions = {},
): Promise<PreparedQuery> {
  const checked = checkFilter(input);
  const filter = await checkFields(metadata, entity, checked, options);
  requireSoleCondition(entity, filter);
  if (options.fields === undefined) return { filter };
  return { filter, includeFields: await checkFieldList(metadata, entity, options.fields, options) };
}

async function checkFields(
  metadata: Metadata,
  entity: EntityDescription,
  filter: Filter,
  options: CallOptions,
): Promise<readonly FilterItem[]> {
  const names = new Set(
    [...conditionsOf(filter)].filter((condition) => condition.udf !== true).map((condition) => condition.field),
  );
  const known = new Map<string, KnownField>();
  for (const name of names) {
    const field = await metadata.requireField(entity, name, 'filter', callOptions(options));
    if (!field.isQueryable) {
      throw new InvalidRequestError(
        `${entity.name}.${field.name} is returned but cannot be filtered on. Narrow with another field and compare the rows yourself.`,
      );
    }
    known.set(name, field);
  }
  const fieldOf = ({ field, udf }: Condition): KnownField | undefined => (udf === true ? undefined : known.get(field));
  for (const condition of conditionsOf(filter)) {
    const field = fieldOf(condition);
    if (field === undefined || condition.value === undefined) continue;
    const values: readonly FilterValue[] = [condition.value].flat();
    for (const value of values) await metadata.requireValue(entity, field, value, callOptions(options));
  }
  return mapConditions(filter, (condition) => ({ ...condition, field: fieldOf(condition)?.name ?? condition.field }));
}

async function checkFieldList(
  metadata: Metadata,
  entity: EntityDescription,
  fields: readonly string[],
  options: CallOptions,
): Promise<readonly string[]> {
  const names = new Set(['id']);
  for (const name of fields) {
    // Always returned, and no field by the API's own account.
    if (name.toLowerCase() === 'userdefinedfields') continue;
    names.add((await metadata.requireField(entity, name, 'filter', callOptions(options))).name);
  }
  return [...names];
}

function requireSoleCondition(entity: EntityDescription, filter: Filter): void {
  const field = soleConditionField(entity.name);
  if (field === undefined) return;
  const [only] = filter;
  if (filter.length === 1 && only?.op === 'eq' && only.field.toLowerCase() === field.toLowerCase()) return;
  throw new InvalidRequestError(`${entity.name} takes exactly one condition: { op: "eq", field: "${field}", value: <id> }.`);
}
