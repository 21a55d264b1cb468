import { LARGEST_PAGE } from '../../autotask/limits.js';
import type { CallOptions, EntityRecord, Filter } from '../../autotask/types.js';
import { readAllowed } from '../access.js';
import type { ApiReader } from '../api-reader.js';
import { TooManyRowsError } from '../errors.js';
import { matches, satisfies } from './matches.js';
import { toRequest } from './request.js';
import { comparisons } from './tree.js';
import type { Selection } from './tree.js';

export interface RelatedLimit {
  readonly most: number;
  /** Word by which the asker could group instead. */
  readonly groupBy: string;
}

/**
 * All records of an entity that a selection names, with the given fields.
 *
 * @throws {TooManyRowsError} above the limit.
 */
export async function readSelected(
  client: ApiReader,
  entity: string,
  { root }: Selection,
  { fields, limit, call }: { fields: readonly string[]; limit?: RelatedLimit | undefined; call: CallOptions },
): Promise<readonly EntityRecord[]> {
  const { filters, local } = toRequest(entity, root);
  const options = { ...call, fields: [...new Set([...fields, ...local])] };
  const records: EntityRecord[] = [];
  for (const filter of filters) {
    records.push(...(await readAllowed(entity, () => readFilter(client, entity, filter, options, limit))));
    if (limit !== undefined && records.length > limit.most) throw tooMany(entity, limit);
  }
  if (local.length === 0) return records;
  // What Autotask cannot check is checked here.
  const isLocal = new Set(comparisons(root).filter(({ field }) => local.includes(field.name)));
  const accepts = (record: EntityRecord): boolean =>
    matches(root, record, (comparison) => (isLocal.has(comparison) ? satisfies(comparison, record) : undefined)) !== false;
  return records.filter(accepts);
}

async function readFilter(
  client: ApiReader,
  entity: string,
  filter: Filter,
  options: CallOptions & { readonly fields: readonly string[] },
  limit: RelatedLimit | undefined,
): Promise<readonly EntityRecord[]> {
  if (limit === undefined) return client.queryAll(entity, filter, options);
  const records: EntityRecord[] = [];
  let hasMore = true;
  while (hasMore && records.length <= limit.most) {
    const page = await client.queryPage(entity, filter, { ...options, pageSize: LARGEST_PAGE, afterId: records.at(-1)?.id });
    records.push(...page.records);
    ({ hasMore } = page);
  }
  return records;
}

function tooMany(entity: string, { most, groupBy }: RelatedLimit): TooManyRowsError {
  return new TooManyRowsError(
    `More than ${most} ${entity} match what is said of "${groupBy}". Say more of it there, or leave that out and group or list by a field of "${groupBy}".`,
    most,
  );
}
