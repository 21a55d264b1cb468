import type { Effect } from '../error-words.js';

export interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** MCP's hints for a tool. They follow from its one effect, so they cannot contradict each other. */
export function annotationsOf(effect: Effect): Annotations {
  return {
    readOnlyHint: effect === 'read',
    // In MCP's sense an update is destructive, as it overwrites what was there.
    destructiveHint: effect === 'update' || effect === 'delete',
    idempotentHint: effect !== 'create',
    // Tickets and notes carry text that anybody in the world may have mailed in.
    openWorldHint: true,
  };
}
