import { ENTITIES, type EntityDescription } from '../autotask/catalogue.js';
import { NotFoundError } from '../autotask/errors.js';
import { requireId, resolveEntity } from '../autotask/routes.js';
import type { CallOptions, EntityRecord } from '../autotask/types.js';
import { isRecordNumber } from '../semantic/names/rules.js';
import { OpenEntities, type EntityPolicy } from '../semantic/open-entities.js';
import { cleanText } from '../semantic/untrusted.js';
import type { Connection } from '../services.js';

// What the MCP resources hold: the catalogue's and the tenant's own data, nothing reworded.

/** The values of an address's variables. */
export type AddressVariables = Readonly<Record<'entity' | 'field' | 'id', string>>;

export interface Contents {
  readonly value: unknown;
  /** When Autotask last saw it changed, where it says so. */
  readonly lastModified?: string;
}

export type ReadContents = (
  connection: Connection,
  variables: AddressVariables,
  options: CallOptions,
) => Contents | Promise<Contents>;

/** Every entity that the operator leaves open, with its place in the API. */
export function entityList(policy: EntityPolicy): Contents {
  const open = new OpenEntities(policy);
  return {
    value: ENTITIES.filter(({ name }) => open.has(name)).map(({ name, family, description, parent }) => ({
      name,
      family,
      description,
      ...(parent === undefined ? {} : { parent }),
    })),
  };
}

/** An entity's description with the API user's rights on it. */
export const entityDescription: ReadContents = async (connection, variables, options) => {
  const entity = openEntity(connection, variables);
  const rights = await connection.client.entityInfo(entity.name, options);
  return { value: { ...entity, children: childrenOf(entity), rights } };
};

/** An entity's standard and user-defined fields, pick lists included. */
export const entityFields: ReadContents = async (connection, variables, options) => {
  const { name } = openEntity(connection, variables);
  return { value: await connection.client.allFields(name, options) };
};

/** The values of one field's pick list, in the tenant's order. */
export const entityPicklist: ReadContents = async (connection, variables, options) => {
  const { name } = openEntity(connection, variables);
  const values = await connection.client.picklist(name, variables.field, options);
  return { value: [...values].sort((left, right) => left.sortOrder - right.sortOrder) };
};

/** One record with all its fields; texts cleaned, since strangers may have written them. Tickets also go by their number. */
export const entityRecord: ReadContents = async (connection, variables, options) => {
  const entity = openEntity(connection, variables);
  const record =
    entity.name === 'Tickets' && isRecordNumber(variables.id)
      ? await ticketByNumber(connection, variables.id, options)
      : await connection.client.get(entity.name, requireId(variables.id, `The id of ${entity.name}`), options);
  const lastModified = LAST_MODIFIED.map((field) => record[field]).find((time) => typeof time === 'string');
  return { value: cleaned(record), ...(typeof lastModified === 'string' ? { lastModified } : {}) };
};

/** Fields in which entities keep the time of their last change. */
const LAST_MODIFIED = ['lastActivityDate', 'lastModifiedDateTime', 'lastModifiedDate', 'lastActivityDateTime'];

/** @throws {NotAllowedError} when the operator keeps the entity closed. */
function openEntity({ semantic }: Connection, { entity }: AddressVariables): EntityDescription {
  const description = resolveEntity(entity);
  semantic.tenant.access.require(description.name);
  return description;
}

async function ticketByNumber({ client }: Connection, number: string, options: CallOptions): Promise<EntityRecord> {
  const ticket = await client.first('Tickets', [{ op: 'eq', field: 'ticketNumber', value: number.toUpperCase() }], options);
  if (ticket === undefined) throw new NotFoundError(`Ticket ${number} does not exist, or this API user may not see it.`);
  return ticket;
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
