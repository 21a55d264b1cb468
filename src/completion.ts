import { abortable } from './autotask/abort.js';
import type { CallOptions } from './autotask/types.js';
import { isKnown } from './error-words.js';
import type { Connection, Services } from './services.js';

/** Nobody who is typing waits longer. A client cannot cancel a completion either: the SDK hands no signal to what answers one. */
const LONGEST_MS = 10_000;

/**
 * Suggestions from the tenant for what is being typed; none where they cannot be had or not in time. Whoever is typing is not helped by an
 * error: what was asked about may be half-written, and the call that follows will say what is wrong.
 */
export async function suggestionsOf(
  services: Services,
  suggest: (connection: Connection, call: CallOptions) => Promise<readonly string[]>,
): Promise<string[]> {
  const limits = { cancelled: new AbortController().signal, deadlineMs: Math.min(LONGEST_MS, services.config.deadlineMs) };
  try {
    return await services.running.run(limits, async ({ signal }) => {
      signal.throwIfAborted();
      const connection = await services.connect();
      return [...(await abortable(suggest(connection, { signal }), signal))];
    });
  } catch (error) {
    if (isKnown(error)) return [];
    throw error;
  }
}
