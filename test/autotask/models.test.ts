import { execFileSync } from 'node:child_process';
import { expect, expectTypeOf, test } from 'vitest';
import { ENTITIES } from '../../src/autotask/catalogue.js';
import { STANDARD_FIELDS } from '../../src/autotask/field-data.js';
import { contactModel, ticketModel, type EntityModels, type Ticket } from '../../src/autotask/models/index.js';

test('the checked-in models are what the generator writes from the field data', () => {
  expect(() =>
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/generate-models.ts', '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});

test('a model keeps the fields that it does not know', () => {
  const record = { id: 7, title: 'Printer', tenantSpecific: { a: 1 }, userDefinedFields: [{ name: 'Site Code', value: null }] };

  expect(ticketModel.parse(record)).toEqual(record);
});

test('a model refuses a known field of the wrong type', () => {
  expect(contactModel.safeParse({ id: 1, isActive: 'yes' }).success).toBe(false);
  expect(contactModel.safeParse({ id: 1, isActive: 1 }).success).toBe(true);
});

test('dates stay ISO strings', () => {
  expect(ticketModel.parse({ id: 1, createDate: '2026-03-09T04:00:00Z' }).createDate).toBe('2026-03-09T04:00:00Z');
  expectTypeOf<Ticket['createDate']>().toEqualTypeOf<string | null | undefined>();
});

test('field data is of entities of the catalogue only', () => {
  const known = new Set(ENTITIES.map((entity) => entity.name));

  expect(Object.keys(STANDARD_FIELDS).filter((name) => !known.has(name))).toEqual([]);
  expectTypeOf<EntityModels['Tickets']>().toEqualTypeOf<Ticket>();
});
