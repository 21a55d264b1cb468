import { ENTITIES } from '../autotask/catalogue.js';
import { resolveEntity } from '../autotask/routes.js';
import type { CallOptions, ConditionGroup } from '../autotask/types.js';
import { OpenEntities, type EntityPolicy } from '../semantic/open-entities.js';
import type { Connection } from '../services.js';

/** What is typed of one variable, and the values that the address's other variables have so far. */
export interface Typed {
  readonly typed: string;
  readonly entity: string | undefined;
}

const MOST_IDS = 50;
const LONGEST_ID = 12;

/** Names of entities that the operator leaves open, as far as they begin with what was typed. */
export function completeEntity(typed: string, policy: EntityPolicy): string[] {
  const open = new OpenEntities(policy);
  return ENTITIES.map(({ name }) => name).filter((name) => startsWith(name, typed) && open.has(name));
}

/** Names of an entity's pick-list fields that begin with what was typed; none while the entity is not known. */
export async function completeField(
  { client, semantic }: Connection,
  { typed, entity }: Typed,
  call: CallOptions,
): Promise<string[]> {
  if (entity === undefined) return [];
  const name = openEntity(semantic, entity);
  const fields = await client.allFields(name, call);
  return fields.filter((field) => field.isPickList && startsWith(field.name, typed)).map((field) => field.name);
}

/** Ids of an entity's records that begin with the digits typed, and numbers of tickets; none while the entity is not known. */
export async function completeId(
  { client, semantic }: Connection,
  { typed, entity }: Typed,
  call: CallOptions,
): Promise<string[]> {
  if (entity === undefined) return [];
  const name = openEntity(semantic, entity);
  const isNumber = name === 'Tickets' && /^T\d/i.test(typed);
  if (!isNumber && !/^\d*$/.test(typed)) return [];
  const field = isNumber ? 'ticketNumber' : 'id';
  const filter = isNumber
    ? [{ op: 'beginsWith', field, value: typed.toUpperCase() } as const]
    : typed === ''
      ? []
      : [idsThatBeginWith(typed)];
  const { records } = await client.queryPage(name, filter, { ...call, fields: [field], limit: MOST_IDS, pageSize: MOST_IDS });
  return records.map((record) => String(record[field]));
}

function openEntity({ tenant }: Connection['semantic'], entity: string): string {
  const { name } = resolveEntity(entity);
  tenant.access.require(name);
  return name;
}

/** Autotask compares ids as numbers, so a beginning is a range for each number of digits that may follow. */
function idsThatBeginWith(digits: string): ConditionGroup {
  const items = [];
  for (let length = digits.length; length <= LONGEST_ID; length += 1) {
    const scale = 10 ** (length - digits.length);
    const first = Number(digits) * scale;
    items.push({
      op: 'and',
      items: [
        { op: 'gte', field: 'id', value: first },
        { op: 'lt', field: 'id', value: first + scale },
      ],
    } as const);
    if (first === 0) break;
  }
  return { op: 'or', items };
}

function startsWith(name: string, typed: string): boolean {
  return name.toLowerCase().startsWith(typed.toLowerCase());
}
