import type { DemoTenant } from '../../../src/demo/tenant.js';
import { createSkin, type SkinValues } from '../../../src/demo/data/skin/index.js';
import type { ApiUser, SeedRow, Skin } from '../../../src/demo/types.js';

/** What is so in the tenant, read from its store: the judge of every answer. None of the product's own code has a part in it. */
export class Truth {
  readonly #tenant: DemoTenant;
  readonly #user: ApiUser;
  readonly #skin: SkinValues;

  constructor(tenant: DemoTenant, user: ApiUser, skin: Skin['name']) {
    this.#tenant = tenant;
    this.#user = user;
    this.#skin = createSkin(skin);
  }

  /** Whether the API user may read the entity at all. */
  mayRead(entity: string): boolean {
    return this.#user.access[entity]?.query !== 'None';
  }

  /** The rows that the API user can see, by ascending id. */
  rows(entity: string): readonly SeedRow[] {
    const rows = this.#tenant.store.rows(entity);
    const { hides } = this.#user;
    return hides === null ? rows : rows.filter((row) => !hides(entity, row));
  }

  /** The only visible row that matches. */
  only(entity: string, matches: (row: SeedRow) => boolean): SeedRow {
    const [row, ...others] = this.rows(entity).filter(matches);
    if (row === undefined || others.length > 0) throw new Error(`${String(others.length + 1)} or no ${entity} match`);
    return row;
  }

  ticket(number: string): SeedRow {
    return this.only('Tickets', (row) => row['ticketNumber'] === number);
  }

  /** Id of a pick-list value by its key in the seed, e.g. `id('Tickets.status', 'inProgress')`. */
  id(field: string, key: string): number {
    return this.#skin.ids(field)(key);
  }

  /** Its label in the tenant's language. */
  label(field: string, key: string): string {
    return this.labelOf(field, this.id(field, key));
  }

  /** The label of a stored value; inactive ones are marked as answers mark them. */
  labelOf(field: string, value: unknown): string {
    const [entity = '', name = ''] = field.split('.');
    const entry = this.#skin.skin.picklists[entity]?.[name]?.find((candidate) => candidate.value === String(value));
    if (entry === undefined) throw new Error(`${field} has no value ${String(value)}`);
    return entry.isActive ? entry.label : `${entry.label} (inactive)`;
  }

  /** The values of a pick list as metadata serves them, in sort order. */
  picklist(field: string) {
    const [entity = '', name = ''] = field.split('.');
    return [...(this.#skin.skin.picklists[entity]?.[name] ?? [])].sort((one, other) => one.sortOrder - other.sortOrder);
  }

  company(id: unknown): string {
    return this.#nameIn('Companies', id, ({ companyName }) => String(companyName));
  }

  person(id: unknown): string {
    return this.#nameIn('Resources', id, ({ firstName, lastName }) => `${String(firstName)} ${String(lastName)}`);
  }

  #nameIn(entity: string, id: unknown, name: (row: SeedRow) => string): string {
    const row = typeof id === 'number' ? this.#tenant.store.row(entity, id) : undefined;
    if (row === undefined) throw new Error(`No ${entity} ${String(id)}`);
    return row['isActive'] === false ? `${name(row)} (inactive)` : name(row);
  }
}

/** Whether a ticket, task or project is open: every status but Complete, which is 5 in every tenant. */
export function isOpen(row: SeedRow): boolean {
  return row['status'] !== 5;
}

/** The sum of a field, exact to four decimals. */
export function total(rows: readonly SeedRow[], field: string): number {
  const sum = rows.reduce((units, row) => units + BigInt(Math.round(Number(row[field] ?? 0) * 10_000)), 0n);
  return Number(sum) / 10_000;
}

export function grouped<Key>(rows: readonly SeedRow[], key: (row: SeedRow) => Key): Map<Key, SeedRow[]> {
  const groups = new Map<Key, SeedRow[]>();
  for (const row of rows) {
    const group = groups.get(key(row)) ?? [];
    group.push(row);
    groups.set(key(row), group);
  }
  return groups;
}

/** A stored time as answers show it: in New York's time with its offset, to the minute. */
export function inNewYork(iso: unknown): string {
  const date = new Date(String(iso));
  const parts = Object.fromEntries(NEW_YORK.formatToParts(date).map(({ type, value }) => [type, value]));
  const offset = String(parts['timeZoneName']).replace('GMT', '');
  return `${String(parts['year'])}-${String(parts['month'])}-${String(parts['day'])}T${String(parts['hour'])}:${String(parts['minute'])}${offset}`;
}

const NEW_YORK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'longOffset',
});
