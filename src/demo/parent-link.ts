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
  // Contents of articles and documents name their parent although the catalogue does not.
  const named = ['articleID', 'documentID'].find((field) => schema.field(field) !== undefined);
  if (named !== undefined) return { field: named, value: parentId };
  if (entity.parentPath !== 'ServiceLevelAgreements') return null;
  // Agreements are no entity: tickets know their ids from a pick list, results know their names.
  const agreements = schemas.of('Tickets').field('serviceLevelAgreementID')?.picklist ?? [];
  const label = agreements.find(({ value }) => value === String(parentId))?.label;
  return { field: 'serviceLevelAgreementName', value: label ?? null };
}
