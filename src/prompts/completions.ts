import type { CallOptions } from '../autotask/types.js';
import type { Connection } from '../services.js';
import type { ArgumentKind } from './define-prompt.js';

/** What hosts show of a completion. */
const MOST_SUGGESTIONS = 100;
/** Shorter beginnings of a ticket number name thousands. */
const SHORTEST_NUMBER = 5;

type Suggest = (typed: string, connection: Connection, call: CallOptions) => Promise<readonly string[]>;

/** Values of the tenant for an argument, as far as it is typed. */
export const SUGGESTIONS: Readonly<Record<ArgumentKind, Suggest>> = {
  queue: suggestQueues,
  person: suggestPeople,
  company: suggestCompanies,
  ticket: suggestTickets,
};

async function suggestQueues(typed: string, { client, semantic }: Connection, call: CallOptions): Promise<readonly string[]> {
  semantic.tenant.access.require('Tickets');
  const queues = await client.picklist('Tickets', 'queueID', call);
  return [...queues]
    .filter(({ isActive, label }) => isActive && matches(label, typed))
    .sort((left, right) => left.sortOrder - right.sortOrder)
    .map(({ label }) => label);
}

async function suggestPeople(typed: string, { semantic }: Connection, call: CallOptions): Promise<readonly string[]> {
  const people = await semantic.tenant.directory.whole('Resource', call);
  return (people ?? [])
    .filter(({ isActive, name }) => isActive && matches(name, typed))
    .map(({ name }) => name)
    .sort((left, right) => left.localeCompare(right));
}

async function suggestCompanies(typed: string, { client, semantic }: Connection, call: CallOptions): Promise<readonly string[]> {
  semantic.tenant.access.require('Companies');
  const { records } = await client.queryPage(
    'Companies',
    [
      { op: 'eq', field: 'isActive', value: true },
      ...(typed.trim() === '' ? [] : [{ op: 'contains', field: 'companyName', value: typed.trim() } as const]),
    ],
    { ...call, fields: ['companyName'], pageSize: MOST_SUGGESTIONS, limit: MOST_SUGGESTIONS },
  );
  return records
    .map(({ companyName }) => (typeof companyName === 'string' ? companyName : ''))
    .sort((left, right) => beginsFirst(left, right, typed));
}

async function suggestTickets(typed: string, { client, semantic }: Connection, call: CallOptions): Promise<readonly string[]> {
  const beginning = typed.trim().toUpperCase();
  if (beginning.length < SHORTEST_NUMBER) return [];
  semantic.tenant.access.require('Tickets');
  const { records } = await client.queryPage('Tickets', [{ op: 'beginsWith', field: 'ticketNumber', value: beginning }], {
    ...call,
    fields: ['ticketNumber'],
    pageSize: MOST_SUGGESTIONS,
    limit: MOST_SUGGESTIONS,
  });
  return records.map(({ ticketNumber }) => (typeof ticketNumber === 'string' ? ticketNumber : ''));
}

function matches(name: string, typed: string): boolean {
  return name.toLowerCase().includes(typed.trim().toLowerCase());
}

/** Names that begin with what was typed before those that hold it somewhere. */
function beginsFirst(left: string, right: string, typed: string): number {
  const rank = (name: string): number => (name.toLowerCase().startsWith(typed.trim().toLowerCase()) ? 0 : 1);
  return rank(left) - rank(right) || left.localeCompare(right);
}
