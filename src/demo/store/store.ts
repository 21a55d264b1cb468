import type { EntityDescription } from '../../autotask/catalogue.js';
import type { Schemas } from '../schema.js';
import type { SeedRow, TenantSeed } from '../types.js';
import { SyntheticTable } from './synthetic-table.js';
import { StoredTable, type Table } from './table.js';

/** All tables of the tenant; each is populated from the seed when it is first used. */
export class Store {
  readonly #tables = new Map<string, Table>();
  readonly #seed: TenantSeed;
  readonly #schemas: Schemas;

  constructor(seed: TenantSeed, schemas: Schemas, synthetic?: { readonly entity: string; readonly count: number }) {
    this.#seed = seed;
    this.#schemas = schemas;
    if (synthetic !== undefined) {
      const schema = schemas.of(synthetic.entity);
      this.#tables.set(schema.entity.name, new SyntheticTable(schema, synthetic.count));
    }
  }

  /** @param entity plural name as the catalogue spells it. */
  table(entity: string): Table {
    const known = this.#tables.get(entity);
    if (known !== undefined) return known;
    const rows = entity === 'AttachmentInfo' ? this.#attachmentIndex() : this.#seed.rows(entity);
    const table = new StoredTable(rows, (field) => isIndexed(this.#schemas.of(entity).entity, field));
    this.#tables.set(entity, table);
    return table;
  }

  /** Rows of an entity in ascending id order. */
  rows(entity: string): SeedRow[] {
    return [...this.table(entity).ascending(-Infinity, Infinity)];
  }

  row(entity: string, id: number): SeedRow | undefined {
    return this.table(entity).get(id);
  }

  /** Metadata of every attachment, whatever it hangs on; the bytes stay in the attachment's own table. */
  #attachmentIndex(): SeedRow[] {
    const seeded = this.#seed.rows('AttachmentInfo');
    if (seeded.length > 0) return seeded;
    const entities = this.#schemas.entities.filter((entity) => entity.kind === 'attachment');
    const rows = new Map(
      entities.flatMap((entity) => this.rows(entity.name).map((row) => [row.id, attachmentInfo(entity, row)])),
    );
    return [...rows.values()].sort((a, b) => a.id - b.id);
  }
}

/** Equality is worth an index on anything that identifies or refers: ids, numbers, e-mail addresses. */
function isIndexed(entity: EntityDescription, field: string): boolean {
  return field === entity.parentField || /(?:ID|Id|Number|emailAddress|email)$/.test(field);
}

/** AttachmentInfo's parent types that public sources establish (dossier §8). */
const PARENT_TYPES: Readonly<Record<string, number>> = { Tickets: 4, Tasks: 4, TimeEntries: 18 };

/** The AttachmentInfo row that belongs to a row of an attachment entity. */
export function attachmentInfo(entity: EntityDescription, row: SeedRow): SeedRow {
  const { data: _bytes, ...info } = row;
  const parent = entity.parent ?? '';
  const parentType = PARENT_TYPES[parent] ?? (parent.endsWith('Notes') ? 23 : undefined);
  return parentType === undefined ? info : { parentType, ...info };
}
