import type { TenantState } from '../state.js';

/** The tenant counts its days, and with them its ticket numbers, in its own zone (judgement: the dossier names none). */
const TENANT_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' });

/** The next number of the day, `T20260309.0042` for tickets and tasks, `P…` for projects (dossier §8). */
export function nextNumber(state: TenantState, entity: string, field: string, letter: string): string {
  const prefix = `${letter}${TENANT_DAY.format(state.now()).replaceAll('-', '')}.`;
  let highest = 0;
  for (const row of state.store.table(entity).ascending(-Infinity, Infinity)) {
    const number = row[field];
    // A recurring ticket's suffix (`….0017.038`) is not part of the count.
    if (typeof number === 'string' && number.startsWith(prefix)) {
      highest = Math.max(highest, Number.parseInt(number.slice(prefix.length), 10));
    }
  }
  return `${prefix}${String(highest + 1).padStart(4, '0')}`;
}
