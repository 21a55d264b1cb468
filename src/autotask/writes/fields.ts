import type { EntityDescription } from '../catalogue.js';
import { InvalidRequestError } from '../errors.js';
import { isScalar, utcText } from '../field-values.js';
import type { TypedField } from '../field-values.js';
import { findByName } from '../metadata.js';
import type { Metadata } from '../metadata.js';
import { closestNames } from '../names.js';
import { isObject } from '../object.js';
import { requireId } from '../routes.js';
import type { CallOptions } from '../types.js';
import { givenUserDefinedFields, USER_DEFINED_FORM } from '../user-defined-field.js';
import type { UserDefinedField } from '../user-defined-field.js';

/** Fields to write, by name in any case. `userDefinedFields` is an object by name, or the API's array of `{ name, value }`. */
export type WriteFields = Readonly<Record<string, unknown>>;

/**
 * The body of a write: names in the tenant's spelling, dates as UTC text, user-defined fields as the API's array.
 *
 * Autotask silently drops properties that it does not know or that are read-only (dossier §5), so a write would seem to succeed.
 *
 * @param exempt Field that is not checked: the parent's id, which the route needs whatever the metadata says of it.
 * @throws {@link InvalidRequestError} for unknown or read-only fields and values that a field cannot hold, before anything but metadata is
 * requested.
 */
export async function writeBody(
  metadata: Metadata,
  entity: EntityDescription,
  fields: WriteFields,
  options: CallOptions,
  exempt?: string,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (name.toLowerCase() === 'userdefinedfields') {
      body['userDefinedFields'] = await userDefinedFields(metadata, entity, value, options);
    } else {
      const plain = value instanceof Date ? utcText(value, `${entity.name}.${name}`) : value;
      const field = await writableField(metadata, entity, name, options, exempt);
      // An empty text empties a field of whatever type (dossier §10).
      if (plain !== null && plain !== '') await metadata.requireValue(entity, field, plain, options);
      body[field.name] = plain;
    }
  }
  return body;
}

async function writableField(
  metadata: Metadata,
  entity: EntityDescription,
  name: string,
  options: CallOptions,
  exempt: string | undefined,
): Promise<TypedField> {
  if (exempt !== undefined && name.toLowerCase() === exempt.toLowerCase()) return { name: exempt, dataType: 'integer' };
  // An entity without any root route has no metadata address that works without a parent's id.
  if (entity.rootMethods.length === 0) return { name, dataType: '' };
  const field = await metadata.requireField(entity, name, 'write', options);
  if (field.isReadOnly) throw new InvalidRequestError(`${entity.name}.${field.name} is read-only. Leave it out.`);
  return field;
}

/** Every value goes as text or null, whatever its type (dossier §6). */
async function userDefinedFields(
  metadata: Metadata,
  entity: EntityDescription,
  value: unknown,
  options: CallOptions,
): Promise<readonly UserDefinedField[]> {
  const given = givenUserDefinedFields(value);
  if (given === undefined) throw new InvalidRequestError(USER_DEFINED_FORM);
  const known = await metadata.userDefinedFields(entity, options);
  return given.map(({ name, value: field }) => {
    const definition = findByName(known, name);
    if (definition === undefined) {
      const names = known.map((candidate) => candidate.name);
      const likely = closestNames(name, names);
      const hint = names.length === 0 ? 'It has none.' : `Known: ${(likely.length > 0 ? likely : names).join(', ')}.`;
      throw new InvalidRequestError(`${entity.name} has no user-defined field "${name}". ${hint}`);
    }
    return { name: definition.name, value: udfText(definition.name, field) };
  });
}

function udfText(name: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return utcText(value, name);
  if (isScalar(value)) return String(value);
  throw new InvalidRequestError(`The user-defined field "${name}" takes a text, number, boolean or null.`);
}

/** @throws {@link InvalidRequestError} when what no compiler has checked is no object of fields and values. */
export function requireFields(entity: EntityDescription, fields: unknown): asserts fields is WriteFields {
  if (!isObject(fields))
    throw new InvalidRequestError(`The fields of ${entity.name} to write are an object of names and values.`);
}

/**
 * The parent's id from the fields of a write.
 *
 * @throws {@link InvalidRequestError} when it is missing or no whole number.
 */
export function parentIdFrom(entity: EntityDescription, parentField: string, fields: WriteFields): number {
  const value = fieldValue(fields, parentField);
  if (value === undefined || value === null) {
    throw new InvalidRequestError(
      `${entity.name} are written below ${entity.parent ?? 'their parent'}: ${parentField} is missing.`,
    );
  }
  return requireId(value, `${entity.name}.${parentField}`);
}

/** A field's value by name in any case. */
export function fieldValue(fields: WriteFields, name: string): unknown {
  const wanted = name.toLowerCase();
  return Object.entries(fields).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
