import type { ChangeLog, ChangedBy, Change } from './change-log.js';
import type { Schemas } from './schema.js';
import type { Store } from './store/store.js';
import type { ApiUser, SeedRow, TenantSeed } from './types.js';

/** What a running tenant consists of, without its HTTP side. */
export interface TenantState {
  readonly seed: TenantSeed;
  readonly schemas: Schemas;
  readonly store: Store;
  readonly changes: ChangeLog;
  now(): Date;
  /** A fresh number for faults that Autotask does not explain (dossier §7). */
  nextErrorId(): number;
}

/** Who makes a request. */
export interface Caller {
  readonly user: ApiUser;
  /** Resource that the request is made for (`ImpersonationResourceId`), null where none is or the entity ignores it. */
  readonly impersonated: number | null;
}

/** The resource that a write of this caller is attributed to. */
export function actingResource(caller: Caller): number {
  return caller.impersonated ?? caller.user.resourceId;
}

export function changedBy(caller: Caller): ChangedBy {
  return { kind: 'user', resourceId: caller.user.resourceId, impersonated: caller.impersonated };
}

export function recordChange(
  state: TenantState,
  change: Pick<Change, 'entity' | 'kind' | 'before' | 'after' | 'by'> & { readonly row: SeedRow },
): void {
  const { row, ...rest } = change;
  state.changes.add({ ...rest, id: row.id, at: state.now() });
}
