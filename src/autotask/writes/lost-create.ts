import type { EntityDescription } from '../catalogue.js';
import { AutotaskError } from '../errors.js';
import { LARGEST_PAGE } from '../limits.js';
import type { Metadata } from '../metadata.js';
import type { Reader } from '../reader.js';
import type { Api } from '../request.js';
import type { CallOptions, Condition, EntityRecord } from '../types.js';
import type { KnownIds } from './known-ids.js';
import { likeness } from './likeness.js';

/** A create whose answer was lost. */
export interface LostCreate {
  readonly entity: EntityDescription;
  readonly body: Readonly<Record<string, unknown>>;
  /** Field and id of the parent, for a child entity. */
  readonly parent: { readonly field: string; readonly id: number } | undefined;
  /** When the call began, by our clock, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Highest id of the entity known before the call. */
  readonly afterId: number | undefined;
}

/** What became of it. `unclear` carries the records that may be it. */
export type Finding =
  | { readonly kind: 'created'; readonly id: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly candidates: readonly EntityRecord[]; readonly cause?: unknown };

export interface SearchParts {
  readonly api: Api;
  readonly reader: Reader;
  readonly metadata: Metadata;
  readonly ids: KnownIds;
}

/** Autotask's `Date` header has whole seconds, and its servers differ a little. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Names that the moment of creation has in the API's entities. */
const CREATION_FIELD = /^(created?Date(Time)?|createdTime|attachDate)$/i;

/**
 * Looks for the record that a lost create may have made: below the same parent, newer than the call, with the same content, and not the result
 * of another create of this client.
 */
export async function findLostCreate(parts: SearchParts, lost: LostCreate, options: CallOptions): Promise<Finding> {
  const { entity } = lost;
  if (!entity.canQuery) return { kind: 'unclear', candidates: [] };
  try {
    const { conditions, isBounded } = await searchConditions(parts, lost, options);
    const page = await parts.reader.page(
      entity,
      { filter: conditions },
      { pageSize: LARGEST_PAGE, afterId: lost.afterId, ...options },
    );
    const unclaimed = page.records.filter((record) => !parts.ids.isClaimed(entity.name, record.id));
    const same = unclaimed.filter((record) => likeness(lost.body, record) === 'same');
    const similar = unclaimed.filter((record) => likeness(lost.body, record) === 'similar');
    const [only] = same;
    if (only !== undefined && same.length === 1 && isBounded && !page.hasMore) return { kind: 'created', id: only.id };
    const candidates = same.length > 0 ? same : similar;
    return candidates.length === 0 && !page.hasMore ? { kind: 'absent' } : { kind: 'unclear', candidates };
  } catch (error) {
    if (error instanceof AutotaskError) return { kind: 'unclear', candidates: [], cause: error };
    throw error;
  }
}

/** Bounded = every record that can match came into being since the call began. */
async function searchConditions(
  { api, metadata }: SearchParts,
  lost: LostCreate,
  options: CallOptions,
): Promise<{ conditions: readonly Condition[]; isBounded: boolean }> {
  const conditions: Condition[] = [];
  if (lost.parent !== undefined) conditions.push({ op: 'eq', field: lost.parent.field, value: lost.parent.id });
  const fields = await metadata.fields(lost.entity, options);
  const creation = fields.find((field) => CREATION_FIELD.test(field.name) && field.isQueryable);
  // Only now is Autotask's clock surely known: the lost create may have been the first request of all.
  const startedAt = api.serverTime(lost.startedAt);
  const isTimed = creation !== undefined && startedAt !== undefined;
  if (isTimed)
    conditions.push({ op: 'gte', field: creation.name, value: new Date(startedAt - CLOCK_TOLERANCE_MS).toISOString() });
  const isBounded = isTimed || lost.afterId !== undefined;
  // Without any bound in time at least the short texts narrow the search.
  if (!isBounded)
    conditions.push(...shortTexts(lost.body, new Set(fields.filter((field) => field.isQueryable).map((field) => field.name))));
  return { conditions: conditions.length > 0 ? conditions : [{ op: 'exist', field: 'id' }], isBounded };
}

function shortTexts(body: Readonly<Record<string, unknown>>, queryable: ReadonlySet<string>): Condition[] {
  return Object.entries(body).flatMap(([field, value]) =>
    typeof value === 'string' && value !== '' && value.length <= 100 && !value.includes('\n') && queryable.has(field)
      ? [{ op: 'eq', field, value } as const]
      : [],
  );
}
