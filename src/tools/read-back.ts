import type { EntityRecord } from '../autotask/types.js';

/**
 * A remark for each scalar field that the tenant stored differently from what was asked: Autotask drops unknown and read-only fields
 * silently, and a workflow rule may alter a value after the API has said 200 (dossier §8).
 */
export function unkept(asked: Readonly<Record<string, unknown>>, stored: EntityRecord): string[] {
  return Object.entries(asked)
    .filter(([name, value]) => name in stored && !isSame(value, stored[name]))
    .map(([name, value]) => `${name}: asked for ${JSON.stringify(value)}, but Autotask now has ${JSON.stringify(stored[name])}.`);
}

function isSame(asked: unknown, stored: unknown): boolean {
  if (typeof asked === 'object' && asked !== null) return true;
  if (asked === stored || String(asked) === String(stored)) return true;
  // Times come back with a zone and other fractions than they were sent with.
  return typeof asked === 'string' && typeof stored === 'string' && Math.abs(Date.parse(asked) - Date.parse(stored)) < 1_000;
}
