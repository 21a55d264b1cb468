import type { Effect } from '../error-words.js';
import type { AccessMode } from '../options.js';
import type { Tool } from './define-tool.js';

const ALLOWED_EFFECTS: Readonly<Record<AccessMode, ReadonlySet<Effect>>> = {
  read: new Set<Effect>(['read']),
  write: new Set<Effect>(['read', 'create', 'update']),
  full: new Set<Effect>(['read', 'create', 'update', 'delete']),
};

export function allows(access: AccessMode, effect: Effect): boolean {
  return ALLOWED_EFFECTS[access].has(effect);
}

/** The tools that an access mode allows, in their order. A forbidden tool is absent rather than refusing: nobody tries what is not there. */
export function visibleTools(tools: readonly Tool[], access: AccessMode): Tool[] {
  return tools.filter((tool) => allows(access, tool.effect));
}
