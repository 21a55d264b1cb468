import type { FieldInfo } from '../../autotask/types.js';

// Items that were never invoiced hold 0 where captured answers show them, null elsewhere; no invoice has the id 0.
const ZERO_AS_NONE: Readonly<Record<string, readonly string[]>> = { BillingItems: ['invoiceID'] };

/** Whether 0 in a field means that there is none, as null does. */
export function isNoneAtZero(entity: string, field: FieldInfo): boolean {
  return ZERO_AS_NONE[entity]?.includes(field.name) ?? false;
}
