import type { EntitySchema, Schemas } from './schema.js';

/** The cell by which a child belongs to the parent that its URL names. */
export interface ParentLink {
  readonly field: string;
  readonly value: unknown;
}

/** Null only for entities without a parent. */
export function parentLink(schemas: Schemas, schema: EntitySchema, parentId: number): ParentLink | null {
  const { entity } = schema;
  if (entity.parentField !== undefined) return { field: entity.parentField, value: parentId };
  // The content of an article or document has no field for its parent: it is that record's other half, under the same id (judgement).
  if (entity.name.endsWith('PlainTextContent')) return { field: 'id', value: parentId };
  if (entity.parentPath !== 'ServiceLevelAgreements') return null;
  // Agreements are no entity: tickets know their ids from a pick list, results know their names.
  const agreements = schemas.of('Tickets').field('serviceLevelAgreementID')?.picklist ?? [];
  const label = agreements.find(({ value }) => value === String(parentId))?.label;
  return { field: 'serviceLevelAgreementName', value: label ?? null };
}
