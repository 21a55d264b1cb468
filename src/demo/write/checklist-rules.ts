import type { TenantState } from '../state.js';
import { idIn, set, type Rule } from './draft.js';

/** Applying a checklist library puts its items on the ticket or document, behind those already there. */
export function appliesLibrary(items: string, parentField: string): Rule {
  return ({ after }, state) => {
    const parent = idIn(after, parentField);
    const library = idIn(after, 'checklistLibraryID');
    if (parent === null || library === null) return;
    const present = state.store.table(items).equalTo(parentField, [parent])?.length ?? 0;
    libraryItems(state, library).forEach((item, index) => {
      const row = {
        id: state.store.table(items).nextId(),
        [parentField]: parent,
        isCompleted: false,
        position: present + index + 1,
      };
      for (const field of ['itemName', 'isImportant']) set(row, field, item[field]);
      state.store.table(items).put(row);
    });
  };
}

function libraryItems(state: TenantState, library: number): readonly Record<string, unknown>[] {
  return state.store.table('ChecklistLibraryChecklistItems').equalTo('checklistLibraryID', [library]) ?? [];
}
