import { AmbiguousOutcomeError, TimeoutError, UnavailableError } from '../../src/autotask/index.js';
import type { AutotaskError } from '../../src/autotask/index.js';
import type { DemoTenant } from '../../src/demo/tenant.js';

export type Write = {
  readonly ticketId: number;
  /** Text that the write leaves in its record; equal for creates that are meant to be equal. */
  readonly mark: string;
  outcome?: { readonly id: number } | { readonly error: AutotaskError };
} & ({ readonly kind: 'create' } | { readonly kind: 'update' | 'delete'; readonly itemId: number });

export interface Verdict {
  readonly acknowledged: number;
  /** Writes whose outcome the client reported as open. */
  readonly open: number;
  /** Writes that the client reported as not done. */
  readonly refused: number;
  /** Broken promises, in words. None is the only good number. */
  readonly violations: readonly string[];
}

/** Compares what the client said of each write with what the tenant holds. */
export function judge(tenant: DemoTenant, writes: readonly Write[]): Verdict {
  const violations = [...judgeCreates(tenant, writes), ...writes.flatMap((write) => judgeChange(tenant, write))];
  return {
    acknowledged: writes.filter(isAcknowledged).length,
    open: writes.filter(isOpen).length,
    refused: writes.filter((write) => !isAcknowledged(write) && !isOpen(write)).length,
    violations,
  };
}

function judgeCreates(tenant: DemoTenant, writes: readonly Write[]): string[] {
  const ids = writes.flatMap((write) =>
    write.kind === 'create' && write.outcome !== undefined && 'id' in write.outcome ? [write.outcome.id] : [],
  );
  const violations = new Set(ids).size === ids.length ? [] : ['An id was given to two creates.'];
  const creates = writes.filter((write) => write.kind === 'create');
  const titles = tenant.store.rows('TicketNotes').map((row) => row['title']);
  for (const mark of new Set(creates.map((write) => write.mark))) {
    const group = creates.filter((write) => write.mark === mark);
    const stored = titles.filter((title) => title === mark).length;
    const acknowledged = group.filter(isAcknowledged).length;
    const most = acknowledged + group.filter(isOpen).length;
    if (stored > most) violations.push(`"${mark}" stands ${stored} times, for ${most} writes: a duplicate.`);
    if (stored < acknowledged) violations.push(`"${mark}" stands ${stored} times, acknowledged ${acknowledged} times: lost.`);
  }
  return violations;
}

function judgeChange(tenant: DemoTenant, write: Write): string[] {
  if (write.kind === 'create' || !isAcknowledged(write)) return [];
  const row = tenant.store.row('TicketChecklistItems', write.itemId);
  if (write.kind === 'delete') return row === undefined ? [] : [`Item ${write.itemId} was reported deleted and is there.`];
  return row?.['itemName'] === write.mark ? [] : [`Item ${write.itemId} was reported changed and is not.`];
}

function isAcknowledged(write: Write): boolean {
  return write.outcome !== undefined && 'id' in write.outcome;
}

/** What the client itself calls unknown. */
function isOpen(write: Write): boolean {
  const error = write.outcome !== undefined && 'error' in write.outcome ? write.outcome.error : undefined;
  if (error instanceof AmbiguousOutcomeError) return true;
  // A create that ends so was looked for twice and is certainly absent.
  return (
    write.kind !== 'create' && (error instanceof UnavailableError || error instanceof TimeoutError) && error.outcome === 'unknown'
  );
}
