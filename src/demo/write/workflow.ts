import { recordChange, type TenantState } from '../state.js';
import { set } from './draft.js';
import type { Written } from './write.js';

/** Runs the tenant's workflow rules on a written record. They act after the write was answered with 200 (dossier §8). */
export function runWorkflowRules(state: TenantState, entity: string, { row, changed }: Written): void {
  for (const rule of state.seed.workflowRules) {
    const before = state.store.row(entity, row.id);
    if (before === undefined || rule.entity !== entity || !rule.applies(before, changed)) continue;
    const after = { ...before };
    for (const [name, value] of Object.entries(rule.change(before))) set(after, name, value);
    state.store.table(entity).put(after);
    recordChange(state, { entity, kind: 'update', row: after, before, after, by: { kind: 'workflow', rule: rule.name } });
  }
}
