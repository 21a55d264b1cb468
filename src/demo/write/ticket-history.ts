import { changedFields } from '../change-log.js';
import type { EntitySchema } from '../schema.js';
import type { TenantState } from '../state.js';
import type { SeedRow } from '../types.js';
import { asText, isoTime } from '../values.js';
import { idIn } from './draft.js';

interface TicketWrite {
  /** Null on a create. */
  readonly before: SeedRow | null;
  readonly after: SeedRow;
  readonly resourceId: number;
}

interface Event {
  readonly action: string;
  readonly detail: string;
}

/** Fields whose changes have an entry of their own. */
const TOLD_APART = new Set(['status', 'assignedResourceID', 'assignedResourceRoleID']);

/**
 * Adds what a write did to the ticket's history (dossier §10). The entity is established, the wording of its entries is not (judgement).
 */
export function addTicketHistory(state: TenantState, write: TicketWrite): void {
  const table = state.store.table('TicketHistory');
  const { after, resourceId } = write;
  for (const event of events(state, write)) {
    table.put({ id: table.nextId(), ticketID: after.id, date: isoTime(state.now()), ...event, resourceID: resourceId });
  }
}

function events(state: TenantState, { before, after }: TicketWrite): Event[] {
  if (before === null) return [{ action: 'Created', detail: `Ticket ${asText(after['ticketNumber'])} created` }];
  const schema = state.schemas.of('Tickets');
  const changed = changedFields({ before, after });
  const found: Event[] = [];
  if (changed.includes('status')) {
    found.push({ action: 'Status Changed', detail: `Status changed to ${label(schema, 'status', after)}` });
  }
  if (changed.includes('assignedResourceID')) {
    found.push({ action: 'Assigned', detail: `Primary resource set to ${assignee(state, after)}` });
  }
  const edited = changed.filter((name) => !TOLD_APART.has(name) && schema.field(name)?.isReadOnly !== true);
  if (edited.length > 0) found.push({ action: 'Edited', detail: `Changed: ${edited.join(', ')}` });
  return found;
}

function label(schema: EntitySchema, field: string, row: SeedRow): string {
  const value = asText(row[field]);
  return schema.field(field)?.picklist?.find((entry) => entry.value === value)?.label ?? value;
}

function assignee(state: TenantState, row: SeedRow): string {
  const id = idIn(row, 'assignedResourceID');
  if (id === null) return 'nobody';
  const person = state.store.row('Resources', id);
  return person === undefined ? String(id) : `${asText(person['firstName'])} ${asText(person['lastName'])}`;
}
