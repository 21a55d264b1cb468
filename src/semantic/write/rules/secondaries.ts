import type { EntityRecord } from '../../../autotask/types.js';
import type { Schema } from '../../entities/schema.js';
import { readValue } from '../values.js';
import type { Words } from '../words.js';

interface Helping {
  readonly records: readonly EntityRecord[];
  readonly person: string;
}

const NOBODY: Helping = { records: [], person: '' };

/**
 * Of several tickets that are to be given to somebody, those on which that person already helps: Autotask refuses to make a secondary
 * resource the primary one (dossier §8). For a single ticket its own refusal says so without a request beforehand.
 */
export async function secondaryOn(
  schema: Schema,
  records: readonly EntityRecord[],
  fields: Readonly<Record<string, unknown>>,
  words: Words,
): Promise<Helping> {
  if (schema.name !== 'Tickets') return NOBODY;
  const named = await Promise.all(
    Object.entries(fields).map(async ([name, value]) => ({ field: await schema.find(name), value })),
  );
  const assigned = named.find(({ field }) => field.name === 'assignedResourceID');
  if (assigned === undefined || assigned.value === null) return NOBODY;
  const person = await readValue(assigned.field, assigned.value, { entity: schema.name, other: () => undefined }, words);
  if (typeof person.value !== 'number') return NOBODY;
  const links = await words.client.queryAll(
    'TicketSecondaryResources',
    [
      { op: 'in', field: 'ticketID', value: records.map(({ id }) => id) },
      { op: 'eq', field: 'resourceID', value: person.value },
    ],
    { signal: words.signal, fields: ['ticketID'] },
  );
  const tickets = new Set(links.map(({ ticketID }) => ticketID));
  return { records: records.filter(({ id }) => tickets.has(id)), person: person.shown ?? '' };
}
