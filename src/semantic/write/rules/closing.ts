import type { EntityRecord } from '../../../autotask/types.js';
import { COMPLETE } from '../../entities/system-status.js';
import { cleanLine } from '../../untrusted.js';
import type { Draft } from '../draft.js';
import type { Words } from '../words.js';
import { bookedVisits } from './visits.js';

/** Items and visits named in a risk. */
const NAMED = 3;

/** Closing a ticket past open important checklist items or booked visits is asked about. */
export async function closing(draft: Draft, words: Words): Promise<void> {
  const ticketId = draft.before?.id;
  if (ticketId === undefined || !draft.changes('status') || draft.value('status') !== COMPLETE) return;
  const [items, visits] = await Promise.all([openImportantItems(ticketId, words), bookedVisits(ticketId, words)]);
  if (items.length > 0) {
    const names = items.slice(0, NAMED).map(({ itemName }) => `"${cleanLine(String(itemName))}"`);
    draft.risks.push({
      kind: 'open checklist items',
      text: `${counted(items, 'important checklist item is', 'important checklist items are')} still open: ${listed(names, items)}.`,
    });
  }
  if (visits.length > 0) {
    draft.risks.push({
      kind: 'booked visits',
      text: `${counted(visits, 'visit is', 'visits are')} still booked for it: ${listed(visits.slice(0, NAMED), visits)}. Closing does not cancel them.`,
    });
  }
}

async function openImportantItems(ticketId: number, { client, signal }: Words): Promise<EntityRecord[]> {
  const items = await client.queryAll('TicketChecklistItems', [{ op: 'eq', field: 'ticketID', value: ticketId }], {
    signal,
    fields: ['itemName', 'isImportant', 'isCompleted'],
  });
  return items.filter(({ isImportant, isCompleted }) => isImportant === true && isCompleted !== true);
}

function counted(all: readonly unknown[], one: string, many: string): string {
  return all.length === 1 ? `1 ${one}` : `${all.length} ${many}`;
}

function listed(named: readonly string[], all: readonly unknown[]): string {
  return `${named.join(', ')}${all.length > named.length ? ` and ${all.length - named.length} more` : ''}`;
}
