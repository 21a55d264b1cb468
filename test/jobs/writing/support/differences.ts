import assert from 'node:assert/strict';
import { changedFields, type Change } from '../../../../src/demo/change-log.js';
import type { Difference } from './job.js';

/** What Autotask sets by itself on writes, beside what was asked. */
const STAMPS =
  /^(id|ticketNumber|creat(e|or).*|lastActivity.*|lastModified.*|lastTracked.*|impersonator.*|completedDate|completedByResourceID|resolvedDateTime|createdByResourceID|updateDateTime)$/;

/** What callers, not the tenant's rules, have changed: each record with all cells that differ. Ids of records made in between are named. */
export function differencesOf(changes: readonly Change[]): Difference[] {
  const byUser = changes.filter(({ by }) => by.kind === 'user');
  const made = new Map(byUser.filter(({ kind }) => kind === 'create').map(({ entity, id }) => [id, `(new ${entity})`]));
  return byUser
    .map((change) => ({
      what: `${change.kind} ${change.entity}${change.kind === 'create' ? '' : ` ${String(change.id)}`}`,
      cells: cellsOf(change, made),
    }))
    .filter(({ what, cells }) => !what.startsWith('update') || Object.keys(cells).length > 0);
}

function cellsOf(change: Change, made: ReadonlyMap<number, string>): Record<string, unknown> {
  const { kind, after } = change;
  const names = changedFields(change).filter((name) => !STAMPS.test(name) && !(kind === 'create' && after?.[name] === null));
  return Object.fromEntries(
    names.map((name) => {
      const value = after?.[name] ?? null;
      return [name, (typeof value === 'number' ? made.get(value) : undefined) ?? value];
    }),
  );
}

/** Fields that Autotask fills in new records where they are not given. */
const FILLED =
  /^(dueDateTime|isActive|billToCompanyID|hoursToBill|timeEntryType|showOnInvoice|isNonBillable|isInternalNotesVisibleToComanaged|offsetHours|source|ticketType|ticketCategory|estimatedHours|timeZoneID|userDefinedFields)$/;

/**
 * Fails unless exactly the expected records differ in exactly the expected cells; a new record may have more, where Autotask fills them in
 * by itself.
 */
export function assertDiffers(actual: readonly Difference[], expected: readonly Difference[], anyOrder: boolean): void {
  const order = (differences: readonly Difference[]): readonly Difference[] =>
    anyOrder ? differences.toSorted((one, other) => one.what.localeCompare(other.what)) : differences;
  const wanted = order(expected);
  const got = order(actual).map((difference, index) => withoutFilled(difference, wanted[index]));
  assert.deepEqual(got, wanted);
}

function withoutFilled({ what, cells }: Difference, wanted: Difference | undefined): Difference {
  if (!what.startsWith('create')) return { what, cells };
  const kept = Object.entries(cells).filter(([name]) => !FILLED.test(name) || (wanted !== undefined && name in wanted.cells));
  return { what, cells: Object.fromEntries(kept) };
}
