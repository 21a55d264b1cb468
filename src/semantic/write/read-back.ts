import type { AutotaskClient } from '../../autotask/client.js';
import { resolveEntity } from '../../autotask/routes.js';
import type { EntityRecord } from '../../autotask/types.js';
import { userDefinedEntries } from '../../autotask/user-defined-field.js';
import type { DoneStep } from './apply.js';

/** A record as it is after its write. */
export interface StoredStep extends DoneStep {
  readonly stored: EntityRecord;
  /** Fields that the tenant keeps differently from what was sent. */
  readonly differing: readonly string[];
}

export interface ReadBack {
  readonly stored: readonly StoredStep[];
  /** Records that could not be read again; they were written all the same. */
  readonly unread: readonly DoneStep[];
}

/**
 * Reads written records again, since Autotask drops what it does not take, and a workflow rule may alter a value after the API has said 200
 * (dossier §8). One request per entity, however many records. Never throws: the writes are done.
 *
 * @param isProof Reads also the records that cannot have been altered, to see in whose name they were recorded.
 */
export async function readBack(
  client: AutotaskClient,
  done: readonly DoneStep[],
  { signal, isProof }: { readonly signal: AbortSignal | undefined; readonly isProof: boolean },
): Promise<ReadBack> {
  const wanted = done.filter(({ step }) => (step.readBack || isProof) && step.action !== 'delete');
  const entities = [...new Set(wanted.map(({ step }) => step.entity))];
  const records = new Map<string, EntityRecord>();
  await Promise.all(
    entities.map(async (entity) => {
      const ids = wanted.filter(({ step }) => step.entity === entity).map(({ id }) => id);
      for (const record of await readAgain(client, entity, ids, signal)) records.set(`${entity} ${record.id}`, record);
    }),
  );
  const stored: StoredStep[] = [];
  const unread: DoneStep[] = [];
  for (const one of wanted) {
    const record = records.get(`${one.step.entity} ${one.id}`);
    if (record === undefined) unread.push(one);
    else stored.push({ ...one, stored: record, differing: one.step.readBack ? differingFields(one.step.fields, record) : [] });
  }
  return { stored, unread };
}

async function readAgain(
  client: AutotaskClient,
  entity: string,
  ids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly EntityRecord[]> {
  const [only] = ids;
  // An attachment read by id brings its whole file along; through a query it comes without.
  const isFile = resolveEntity(entity).kind === 'attachment';
  try {
    return ids.length === 1 && only !== undefined && !isFile
      ? [await client.get(entity, only, { signal })]
      : await client.getMany(entity, ids, { signal });
  } catch {
    // Told as "could not be read again": what went wrong with a mere look is of no use to anybody.
    return [];
  }
}

function differingFields(sent: Readonly<Record<string, unknown>>, stored: EntityRecord): string[] {
  return Object.entries(sent)
    .filter(([name, value]) =>
      name === 'userDefinedFields' ? !sameUdfs(sent, stored) : name in stored && !sameValue(value, stored[name]),
    )
    .map(([name]) => name);
}

/** Whether two values mean the same: times come back with other fractions and zones, empty text as null, flags as 0 and 1 (dossier §9). */
export function sameValue(left: unknown, right: unknown): boolean {
  const [a, b] = [plain(left), plain(right)];
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') return a.trim() === b.trim() || sameInstant(a, b);
  return isScalar(a) && isScalar(b) && String(a) === String(b);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function plain(value: unknown): unknown {
  if (value === undefined || value === '') return null;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T|$)/;

function sameInstant(a: string, b: string): boolean {
  // Sub-second rounding happens on save (dossier §9).
  return ISO_TIME.test(a) && ISO_TIME.test(b) && Math.abs(Date.parse(a) - Date.parse(b)) < 1_000;
}

function sameUdfs(sent: Readonly<Record<string, unknown>>, stored: EntityRecord): boolean {
  const kept = udfValues(stored);
  return [...udfValues(sent)].every(([name, value]) => sameValue(value, kept.get(name)));
}

/** Values of user-defined fields by name, from the list on a record or on its way to one. */
export function udfValues(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map((userDefinedEntries(record) ?? []).map(({ name, value }) => [name, value]));
}
