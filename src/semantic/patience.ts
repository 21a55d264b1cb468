import type { CallOptions } from '../autotask/types.js';
import { LateError } from './errors.js';

/**
 * How long a question may take. Each mark aborts with a {@link LateError} at its moment, or with the reason of `signal` where that comes first.
 * Without marks a question takes as long as it takes.
 */
export interface Patience extends CallOptions {
  /** From here on the first rows now are better than more rows later. */
  readonly late?: AbortSignal | undefined;
  /** From here on an answer without names, rights or parts of it is better than a wait for them. */
  readonly lastMoment?: AbortSignal | undefined;
}

/** What `read` gives, or undefined where the mark came first; its requests are then cut. What is remembered is had after the mark, too. */
export async function readBefore<T>(
  mark: 'late' | 'lastMoment',
  call: Patience,
  read: (call: Patience) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read({ ...call, signal: call[mark] ?? call.signal });
  } catch (error) {
    if (error instanceof LateError) return undefined;
    throw error;
  }
}

/** The same call, ended by a {@link LateError} at its last moment. */
export function untilLastMoment(call: Patience): Patience {
  return { ...call, signal: call.lastMoment ?? call.signal };
}

export function patienceOf({ signal, priority, late, lastMoment }: Patience): Patience {
  return { signal, priority, late, lastMoment };
}
