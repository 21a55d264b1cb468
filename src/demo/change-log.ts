import type { RecentLog } from './recent-log.js';
import type { SeedRow } from './types.js';

/** Who made a change: the API user's resource, and the one it impersonated; or one of the tenant's workflow rules. */
export type ChangedBy =
  | { readonly kind: 'user'; readonly resourceId: number; readonly impersonated: number | null }
  | { readonly kind: 'workflow'; readonly rule: string };

export interface Change {
  readonly entity: string;
  readonly id: number;
  readonly kind: 'create' | 'update' | 'delete';
  readonly before: SeedRow | null;
  readonly after: SeedRow | null;
  readonly by: ChangedBy;
  readonly at: Date;
}

/** What was written, in order. Side effects, timestamps of another record and a ticket's history, are no changes of their own. */
export type ChangeLog = RecentLog<Change>;

/** Names of the cells in which a change's rows differ, user-defined fields as `udf:{name}`. */
export function changedFields({ before, after }: Pick<Change, 'before' | 'after'>): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  names.delete('userDefinedFields');
  const changed = [...names].filter((name) => before?.[name] !== after?.[name]);
  return [...changed, ...changedUdfs(before, after)];
}

function changedUdfs(before: SeedRow | null, after: SeedRow | null): string[] {
  const values = (row: SeedRow | null): Map<string, string | null> =>
    new Map((row?.userDefinedFields ?? []).map(({ name, value }) => [name, value]));
  const [old, current] = [values(before), values(after)];
  return [...new Set([...old.keys(), ...current.keys()])]
    .filter((name) => (old.get(name) ?? null) !== (current.get(name) ?? null))
    .map((name) => `udf:${name}`);
}
