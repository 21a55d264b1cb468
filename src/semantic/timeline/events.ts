import type { EntityRecord } from '../../autotask/types.js';

/** Who can read an entry of a ticket's history. */
export type Audience = 'customer' | 'internal';

export type EventKind = 'ticket' | 'note' | 'system note' | 'time' | 'checklist' | 'attachment' | 'resolution';

/** One thing that happened on a ticket, before names are looked up. */
export interface TicketEvent {
  /** UTC, as the API gives it. */
  readonly at: string;
  /** True where only the day is known. */
  readonly isDay: boolean;
  readonly kind: EventKind;
  readonly by: Author;
  readonly audience: Audience;
  readonly hours?: number | undefined;
  readonly text: string;
}

export type Author = { readonly resource: number } | { readonly contact: number } | undefined;

// Internal Users Only; Internal & Co-Managed. "All Autotask Users" (1) includes the customer (dossier §8), and so may any other value.
const INTERNAL_PUBLISH: ReadonlySet<unknown> = new Set([2, 4]);
// Workflow rules and remote monitoring; both write without a person (dossier §8).
const MACHINE_NOTES: ReadonlySet<unknown> = new Set([13, 99]);

/** The ticket's own texts: what was asked, and how it was solved. */
export function ticketEvents(ticket: EntityRecord): TicketEvent[] {
  const events: TicketEvent[] = [];
  const opened = { at: text(ticket['createDate']), isDay: false, audience: 'customer' } as const;
  if (text(ticket['description']) !== '')
    events.push({ ...opened, kind: 'ticket', by: author(ticket), text: text(ticket['description']) });
  if (text(ticket['resolution']) !== '') {
    const at = text(ticket['completedDate']) || text(ticket['lastActivityDate']) || opened.at;
    events.push({
      at,
      isDay: false,
      audience: 'customer',
      kind: 'resolution',
      by: resource(ticket['completedByResourceID']),
      text: text(ticket['resolution']),
    });
  }
  return events;
}

export function noteEvents(notes: readonly EntityRecord[]): TicketEvent[] {
  return notes.map((note) => ({
    at: text(note['createDateTime']),
    isDay: false,
    kind: MACHINE_NOTES.has(note['noteType']) ? 'system note' : 'note',
    by: author(note),
    audience: INTERNAL_PUBLISH.has(note['publish']) ? 'internal' : 'customer',
    text: joined(text(note['title']), text(note['description'])),
  }));
}

/** Summary notes can be shown to customers on invoices and in the portal; internal notes never. Each is an entry of its own. */
export function timeEvents(entries: readonly EntityRecord[]): TicketEvent[] {
  return entries.flatMap((entry) => {
    const started = text(entry['startDateTime']);
    const base = {
      at: started || text(entry['dateWorked']),
      isDay: started === '',
      kind: 'time',
      by: resource(entry['resourceID']),
    } as const;
    const hours = typeof entry['hoursWorked'] === 'number' ? entry['hoursWorked'] : undefined;
    const events: TicketEvent[] = [{ ...base, audience: 'customer', hours, text: text(entry['summaryNotes']) }];
    if (text(entry['internalNotes']) !== '') events.push({ ...base, audience: 'internal', text: text(entry['internalNotes']) });
    return events;
  });
}

export function checklistEvents(items: readonly EntityRecord[], ticket: EntityRecord): TicketEvent[] {
  return items.map((item) => {
    const isDone = item['isCompleted'] === true;
    const at = text(item['completedDateTime']) || text(ticket['createDate']);
    const mark = isDone ? '[done]' : item['isImportant'] === true ? '[open, important]' : '[open]';
    return {
      at,
      isDay: false,
      kind: 'checklist',
      by: resource(item['completedByResourceID']),
      audience: 'internal',
      text: `${mark} ${text(item['itemName'])}`,
    };
  });
}

export function attachmentEvents(attachments: readonly EntityRecord[]): TicketEvent[] {
  return attachments.map((attachment) => ({
    at: text(attachment['attachDate']),
    isDay: false,
    kind: 'attachment',
    by: contact(attachment['attachedByContactID']) ?? resource(attachment['attachedByResourceID']),
    audience: INTERNAL_PUBLISH.has(attachment['publish']) ? 'internal' : 'customer',
    text: `${text(attachment['fullPath']) || text(attachment['title'])} (attachment id ${attachment.id})`,
  }));
}

function author(record: EntityRecord): Author {
  return contact(record['createdByContactID']) ?? resource(record['creatorResourceID']);
}

function contact(id: unknown): Author {
  return typeof id === 'number' ? { contact: id } : undefined;
}

function resource(id: unknown): Author {
  return typeof id === 'number' ? { resource: id } : undefined;
}

/** The title only where it says something of its own: many clients repeat the beginning of the text in it. */
function joined(title: string, description: string): string {
  if (title === '' || description.toLowerCase().startsWith(title.toLowerCase())) return description || title;
  return description === '' ? title : `${title}: ${description}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
