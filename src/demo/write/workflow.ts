import { recordChange, type TenantState } from '../state.js';
import { set } from './draft.js';
import { addTicketHistory } from './ticket-history.js';
import type { Written } from './write.js';

/** Autotask's built-in administrator, in whose name rules act. */
const ADMINISTRATOR = 4;

/** Runs the tenant's workflow rules on a written record. They act after the write was answered with 200 (dossier §8). */
export function runWorkflowRules(state: TenantState, entity: string, { row, changed }: Written): void {
  for (const rule of state.seed.workflowRules) {
    const before = state.store.row(entity, row.id);
    if (before === undefined || rule.entity !== entity || !rule.applies(before, changed)) continue;
    const after = { ...before };
    for (const [name, value] of Object.entries(rule.change(before))) set(after, name, value);
    state.store.table(entity).put(after);
    if (entity === 'Tickets') addTicketHistory(state, { before, after, resourceId: ADMINISTRATOR });
    recordChange(state, { entity, kind: 'update', row: after, before, after, by: { kind: 'workflow', rule: rule.name } });
  }
}
