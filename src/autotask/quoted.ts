import { inspect } from 'node:util';

/** A value of whatever type as a message shows it. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
}
