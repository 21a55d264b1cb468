import { ENTITIES } from '../autotask/catalogue.js';
import type { EntityDescription } from '../autotask/catalogue.js';
import { PermissionError } from '../autotask/errors.js';
import { referencedEntity } from './entities/field-kind.js';
import type { Schema } from './entities/schema.js';
import { contradictions } from './filter/contradictions.js';
import { conjuncts, isIdEquality } from './filter/tree.js';
import type { Node } from './filter/tree.js';
import { readBefore } from './patience.js';
import type { Patience } from './patience.js';
import type { Tenant } from './tenant.js';

/** What an empty answer means. */
export interface Emptiness {
  readonly notes: readonly string[];
  /** The record that the filter names and that is not visible to this API user, e.g. `ticket 7012`. */
  readonly missing?: string;
}

/**
 * Why nothing matches: nothing there, nothing visible, a record in the filter that is not visible itself, or conditions that contradict each
 * other.
 *
 * @throws {NotAllowedError} when this API user may not read the entity at all.
 */
export async function explainEmpty(tenant: Tenant, schema: Schema, root: Node, call: Patience): Promise<Emptiness> {
  const rights = await tenant.access.explainEmpty(schema.name, call);
  const missing = await missingRecord(tenant, schema, root, call);
  const reasons = missing === undefined ? await contradictions(schema.name, root, tenant.directory, call) : [notVisible(missing)];
  return { notes: [rights, ...reasons], ...(missing === undefined ? {} : { missing }) };
}

/** That the record which {@link Emptiness.missing} names is not there for this API user. */
export function notVisible(missing: string): string {
  return `No ${missing} is visible to this API user.`;
}

/** The record under which the filter looks for rows, the parent before others, where it is not visible; one request at most. */
async function missingRecord(tenant: Tenant, { entity }: Schema, root: Node, call: Patience): Promise<string | undefined> {
  const named = conjuncts(root)
    .filter(isIdEquality)
    // 0 is the tenant's own company or nothing at all, and no id is negative (dossier §8).
    .filter(({ value }) => value > 0)
    .flatMap(({ field, value: id }) => {
      const isParent = field.name === entity.parentField;
      const other = entityNamed(isParent ? entity.parent : referencedEntity(field));
      return other === undefined ? [] : [{ other, id, isParent }];
    });
  const unknown = named.filter(
    ({ other, id }) =>
      other.canQuery && tenant.access.mayName(other.name) && tenant.directory.known(other.singular, id) === undefined,
  );
  const first = unknown.find(({ isParent }) => isParent) ?? unknown[0];
  if (first === undefined) return undefined;
  const { other, id } = first;
  const count = await readBefore('lastMoment', call, (until) => countById(tenant, other.name, id, until));
  return count === 0 ? `${other.singular.toLowerCase()} ${id}` : undefined;
}

/** A tenant's metadata may refer to what the catalogue does not hold. */
function entityNamed(name: string | undefined): EntityDescription | undefined {
  return ENTITIES.find((entity) => entity.singular === name || entity.name === name);
}

/** Undefined where this API user may not read the entity, so that it cannot be told. */
async function countById(tenant: Tenant, entity: string, id: number, call: Patience): Promise<number | undefined> {
  try {
    return await tenant.client.count(entity, [{ op: 'eq', field: 'id', value: id }], call);
  } catch (error) {
    if (error instanceof PermissionError) return undefined;
    throw error;
  }
}
