import { describe, expect, test } from 'vitest';
import { ENTITIES, type EntityDescription } from '../../../src/autotask/catalogue.js';
import { STANDARD_FIELDS, type StandardField } from '../../../src/autotask/field-data.js';
import type { ExtraField, SeedRow } from '../../../src/demo/types.js';
import { data, type Data } from './support.js';

type Field = StandardField | ExtraField;

/** Entities without rows of their own: actions, plain endpoints, a legacy variant, and lists that the store puts together. */
const EMPTY = new Set(['AttachmentInfo', 'AttachmentNestedAttachments', 'ConfigurationItemExts']);

const BY_SINGULAR = new Map(ENTITIES.map((entity) => [entity.singular, entity.name]));
const SCRIPT_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  datetime: 'string',
  'byte[]': 'string',
  boolean: 'boolean',
};
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

function fieldsOf({ seed }: Data, entity: string): Field[] {
  return [...(STANDARD_FIELDS[entity] ?? []), ...(seed.skin.extraFields[entity] ?? [])].filter(({ name }) => name !== 'id');
}

/** Calls `check` with every present value of every field that has field data. */
function eachValue(
  tenant: Data,
  check: (entity: EntityDescription, field: Field, value: unknown, row: SeedRow) => string | undefined,
): string[] {
  const problems: string[] = [];
  for (const entity of ENTITIES) {
    const fields = fieldsOf(tenant, entity.name);
    for (const row of tenant.rows(entity.name)) {
      for (const field of fields) {
        const value = row[field.name];
        const problem = value === undefined ? undefined : check(entity, field, value, row);
        if (problem !== undefined && problems.length < 20) problems.push(`${entity.name} ${row.id} ${field.name}: ${problem}`);
      }
    }
  }
  return problems;
}

function typeProblem({ dataType }: Field, value: unknown): string | undefined {
  const expected = SCRIPT_TYPES[dataType] ?? 'number';
  if (typeof value !== expected) return `${typeof value} instead of ${dataType}`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is no finite number';
  if (typeof value === 'number' && ['integer', 'long', 'short'].includes(dataType) && !Number.isInteger(value))
    return 'has a fraction';
  return dataType === 'datetime' && typeof value === 'string' && !TIME.test(value) ? `${value} is no time` : undefined;
}

describe.each(['standard', 'german'] as const)('the %s tenant', (skin) => {
  const tenant = data(skin);

  test('has rows of every entity that can be read', () => {
    const empty = ENTITIES.filter(({ name, kind }) => kind !== 'action' && kind !== 'endpoint' && !EMPTY.has(name))
      .filter(({ name }) => tenant.rows(name).length === 0)
      .map(({ name }) => name);
    expect(empty).toEqual([]);
  });

  test('lists rows in ascending order of unique ids', () => {
    const unordered = ENTITIES.filter(({ name }) =>
      tenant.rows(name).some((row, index, rows) => index > 0 && row.id <= (rows[index - 1]?.id ?? -1)),
    );
    expect(unordered).toEqual([]);
  });

  test('gives every value the type that the field data says', () => {
    expect(eachValue(tenant, (_, field, value) => typeProblem(field, value))).toEqual([]);
  });

  test('fills every required field', () => {
    const missing = ENTITIES.flatMap(({ name }) => {
      const required = fieldsOf(tenant, name).filter(({ isRequired }) => isRequired === true);
      return required
        .filter((field) => tenant.rows(name).some((row) => row[field.name] === undefined))
        .map((field) => `${name}.${field.name}`);
    });
    expect(missing).toEqual([]);
  });

  test('keeps texts within the length of their field', () => {
    const tooLong = eachValue(tenant, (_, { length }, value) =>
      typeof value === 'string' && length !== undefined && length > 0 && value.length > length
        ? `${value.length} of ${length}`
        : undefined,
    );
    expect(tooLong).toEqual([]);
  });

  test('stores only values of the pick list', () => {
    const lists = tenant.seed.skin.picklists;
    const foreign = eachValue(tenant, ({ name }, field, value) => {
      const list = lists[name]?.[field.name];
      if (list === undefined) return field.isPickList === true ? 'has no list' : undefined;
      const stored = typeof value === 'boolean' ? String(Number(value)) : String(value);
      return list.some((entry) => entry.value === stored) ? undefined : `${stored} is not in the list`;
    });
    expect(foreign).toEqual([]);
  });

  test('stores dependent values only under their parent value', () => {
    const { picklists } = tenant.seed.skin;
    const parents = new Map((picklists['Tickets']?.['subIssueType'] ?? []).map(({ value, parentValue }) => [value, parentValue]));
    const wrong = tenant.rows('Tickets').filter((row) => parents.get(String(row['subIssueType'])) !== String(row['issueType']));
    expect(wrong).toEqual([]);
  });

  test('refers only to records that exist', () => {
    const known = new Map(ENTITIES.map(({ name }) => [name, new Set(tenant.rows(name).map(({ id }) => id))]));
    const dangling = eachValue(tenant, ({ name }, field, value) => {
      if (field.referenceEntityType === undefined || field.referenceEntityType === '') return undefined;
      // "Not invoiced" is 0 in some records (job J46).
      if (name === 'BillingItems' && field.name === 'invoiceID' && value === 0) return undefined;
      const target = BY_SINGULAR.get(field.referenceEntityType) ?? '';
      return typeof value === 'number' && known.get(target)?.has(value) === true
        ? undefined
        : `no ${field.referenceEntityType} ${String(value)}`;
    });
    expect(dangling).toEqual([]);
  });

  test('puts every child below a parent that exists', () => {
    const orphans = ENTITIES.flatMap(({ name, parent, parentField }) => {
      if (parent === undefined || parentField === undefined) return [];
      const parents = new Set<unknown>(tenant.rows(parent).map(({ id }) => id));
      return tenant.rows(name).some((row) => !parents.has(row[parentField])) ? [name] : [];
    });
    expect(orphans).toEqual([]);
  });

  test('names fields as the field data does', () => {
    const unknown = ENTITIES.flatMap(({ name, parentField }) => {
      const fields = fieldsOf(tenant, name);
      if (fields.length === 0) return [];
      const names = new Set(['id', 'userDefinedFields', parentField, ...fields.map((field) => field.name)]);
      const used = new Set(tenant.rows(name).flatMap((row) => Object.keys(row).filter((key) => !names.has(key))));
      return [...used].map((key) => `${name}.${key}`);
    });
    expect(unknown).toEqual([]);
  });

  test('stores user-defined fields under their names, list fields by label', () => {
    const wrong = ENTITIES.flatMap(({ name }) => {
      const definitions = new Map((tenant.seed.skin.udfs[name] ?? []).map((udf) => [udf.name, udf]));
      return tenant.rows(name).flatMap((row) =>
        (row.userDefinedFields ?? []).filter(({ name: udf, value }) => {
          const definition = definitions.get(udf);
          const options = definition?.picklistValues ?? null;
          return (
            definition === undefined || (value !== null && options !== null && options.every(({ label }) => label !== value))
          );
        }),
      );
    });
    expect(wrong).toEqual([]);
  });

  test('gives every pick-list field of the field data a list of distinct values', () => {
    const wrong = Object.entries(STANDARD_FIELDS).flatMap(([entity, fields]) =>
      fields
        .filter(({ isPickList }) => isPickList === true)
        .filter(({ name }) => {
          const values = (tenant.seed.skin.picklists[entity]?.[name] ?? []).map(({ value }) => value);
          return values.length === 0 || new Set(values).size !== values.length;
        })
        .map(({ name }) => `${entity}.${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
