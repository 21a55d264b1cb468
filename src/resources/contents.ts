import type { AutotaskClient } from '../autotask/client.js';
import { ENTITIES, type EntityDescription } from '../autotask/catalogue.js';
import { InvalidRequestError } from '../autotask/errors.js';
import { requireId, resolveEntity } from '../autotask/routes.js';
import type { CallOptions } from '../autotask/types.js';
import { cleanText } from '../semantic/untrusted.js';

// What the MCP resources hold: the catalogue's and the tenant's own data, nothing reworded.

/** Every entity with its place in the API. */
export function entityList(): unknown {
  return ENTITIES.map(({ name, family, description, parent }) => ({
    name,
    family,
    description,
    ...(parent === undefined ? {} : { parent }),
  }));
}

/** An entity's description with the API user's rights on it. */
export async function entityDescription(client: AutotaskClient, name: string, options: CallOptions): Promise<unknown> {
  const entity = resolveEntity(name);
  return { ...entity, children: childrenOf(entity), rights: await client.entityInfo(entity.name, options) };
}

/** An entity's standard and user-defined fields, pick lists included. */
export async function entityFields(client: AutotaskClient, name: string, options: CallOptions): Promise<unknown> {
  return client.allFields(resolveEntity(name).name, options);
}

/** The values of one field's pick list, in the tenant's order. */
export async function entityPicklist(
  client: AutotaskClient,
  name: string,
  field: string,
  options: CallOptions,
): Promise<unknown> {
  const values = await client.picklist(resolveEntity(name).name, field, options);
  return [...values].sort((left, right) => left.sortOrder - right.sortOrder);
}

/** One record with all its fields; texts cleaned, since strangers may have written them. */
export async function entityRecord(client: AutotaskClient, name: string, id: string, options: CallOptions): Promise<unknown> {
  const entity = resolveEntity(name);
  return cleaned(await client.get(entity.name, requireId(id, `The id of ${entity.name}`), options));
}

/** Entity names that begin with what was typed. */
export function completeEntity(typed: string): string[] {
  return ENTITIES.map(({ name }) => name).filter((name) => startsWith(name, typed));
}

/** Names of an entity's pick-list fields that begin with what was typed; none while the entity is not known. */
export async function completePicklistField(
  client: AutotaskClient,
  entity: string | undefined,
  typed: string,
): Promise<string[]> {
  if (entity === undefined) return [];
  try {
    const fields = await client.allFields(resolveEntity(entity).name);
    return fields.filter(({ isPickList, name }) => isPickList && startsWith(name, typed)).map(({ name }) => name);
  } catch (error) {
    // Completion is asked for while somebody is still typing: a half-written entity has no fields yet.
    if (error instanceof InvalidRequestError) return [];
    throw error;
  }
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item)]));
}

function childrenOf(entity: EntityDescription): string[] {
  return ENTITIES.filter(({ parent }) => parent === entity.name).map(({ name }) => name);
}

function startsWith(name: string, typed: string): boolean {
  return name.toLowerCase().startsWith(typed.toLowerCase());
}
