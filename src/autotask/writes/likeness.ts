import type { EntityRecord } from '../types.js';

/** How like a stored record is to what was sent: `same` in all that can be compared, `similar` = the same texts but another value somewhere. */
export type Likeness = 'same' | 'similar' | 'different';

/** Never returned as they were sent: attachment data is null in lists, user-defined fields come in the API's own order. */
const INCOMPARABLE = new Set(['data', 'userdefinedfields', 'id']);

/** A workflow rule may have changed coded values at once (dossier §8), so only the texts decide that a record is certainly another one. */
export function likeness(sent: Readonly<Record<string, unknown>>, record: EntityRecord): Likeness {
  const stored = new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
  let texts = 0;
  let textsDiffer = false;
  let othersDiffer = false;
  for (const [name, value] of Object.entries(sent)) {
    const key = name.toLowerCase();
    if (INCOMPARABLE.has(key) || !stored.has(key)) continue;
    const isText = typeof value === 'string' && instant(value) === undefined && value !== '';
    const differs = !isSameValue(value, stored.get(key));
    if (isText) texts++;
    if (isText && differs) textsDiffer = true;
    if (!isText && differs) othersDiffer = true;
  }
  if (!textsDiffer && !othersDiffer) return 'same';
  return texts > 0 && !textsDiffer ? 'similar' : 'different';
}

function isSameValue(sent: unknown, stored: unknown): boolean {
  if (sent === null || sent === '') return stored === null || stored === undefined || stored === '';
  if (stored === null || stored === undefined) return false;
  if (typeof sent === 'string') return isSameText(sent, typeof stored === 'string' ? stored : JSON.stringify(stored));
  // Contacts.isActive is 0 or 1 where others have booleans; money has four decimals.
  if (typeof sent === 'number' || typeof sent === 'boolean') return Math.abs(Number(sent) - Number(stored)) < 1e-4;
  return JSON.stringify(sent) === JSON.stringify(stored);
}

function isSameText(sent: string, stored: string): boolean {
  const sentAt = instant(sent);
  const storedAt = instant(stored);
  // Fractions of seconds are rounded on saving (dossier §9).
  if (sentAt !== undefined && storedAt !== undefined) return Math.abs(sentAt - storedAt) <= 1_000;
  return normalized(sent) === normalized(stored);
}

function normalized(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

/** Milliseconds of an ISO date, read as UTC where it names no zone (dossier §9). */
function instant(text: string): number | undefined {
  const match = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (match === null) return undefined;
  const [, time, , , zone] = match;
  const at = Date.parse(time !== undefined && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(at) ? undefined : at;
}
