import type { SeedRow } from '../types.js';
import { MINUTES, isoTime } from './calendar.js';
import { hostileNote } from './hostile.js';
import type { Random } from './random.js';
import { tickets } from './tickets.js';
import type { TicketPlan } from './ticket-plan.js';
import { RMM_NOTES, WORKFLOW_NOTES } from './ticket-texts.js';
import type { Table, World } from './world.js';

interface NoteDraft {
  readonly ticket: TicketPlan;
  time: number;
  readonly type: string;
  readonly isCustomerVisible: boolean;
  readonly title: string;
  readonly text: string;
  /** Undefined where the ticket's contact wrote it. */
  readonly author: number | undefined;
}

/** Notes of older tickets have mostly been cleaned up. */
const KEPT_DAYS = 400;

const ticketNotes: Table = (world) => {
  const random = world.random('ticket notes');
  const drafts: NoteDraft[] = [];
  for (const ticket of tickets(world)) {
    if (ticket.scenario !== undefined) drafts.push(...scenarioNotes(world, ticket));
    else if (ticket.day > -KEPT_DAYS || ticket.hostile === 'note' || random.chance(0.15)) drafts.push(...notesOf(random, ticket));
  }
  drafts.sort((one, other) => one.time - other.time);
  return rowsOf(world, drafts);
};

function scenarioNotes({ calendar }: World, ticket: TicketPlan): NoteDraft[] {
  return (ticket.scenario?.notes ?? []).map(({ day, minute, type, isCustomerVisible, title, text, author }) => ({
    ticket,
    time: Math.max(calendar.past(day, minute), ticket.created),
    type,
    isCustomerVisible,
    title,
    text,
    author,
  }));
}

function notesOf(random: Random, ticket: TicketPlan): NoteDraft[] {
  const notes: NoteDraft[] = [];
  const add = (type: string, isCustomerVisible: boolean, title: string, text: string, author: number | undefined): void => {
    notes.push({ ticket, time: ticket.created, type, isCustomerVisible, title, text, author });
  };
  if (random.chance(0.2)) add('workflow', false, 'Workflow rule', random.pick(WORKFLOW_NOTES), 4);
  if (ticket.topic.origin === 'monitoring' && random.chance(0.4)) add('rmm', false, 'RMM note', random.pick(RMM_NOTES), 4);
  if (ticket.assignee !== undefined) {
    for (const text of ticket.topic.notes) {
      if (!random.chance(0.7)) continue;
      if (text.startsWith('>')) add('taskNotes', true, 'Update for you', text.slice(1), ticket.assignee);
      else add('taskNotes', false, 'Work note', text, ticket.assignee);
    }
  }
  const isHostile = ticket.hostile === 'note';
  if (ticket.contactId !== undefined && (isHostile || random.chance(0.12))) {
    add('email', true, `RE: ${ticket.title}`.slice(0, 250), isHostile ? hostileNote(ticket.number) : THANKS, undefined);
  } else if (isHostile) {
    add('rmm', false, 'RMM note', hostileNote(ticket.number), 4);
  }
  const span = ticket.lastActivity - ticket.created;
  notes.forEach((note, index) => {
    const offset = Math.floor((span * (index + 0.5 + random.next() * 0.4)) / notes.length);
    note.time += Math.min(offset, index === 0 ? 15 * MINUTES : offset);
  });
  return notes;
}

const THANKS = 'Thank you, that looks good. I will get back to you if it comes again.';

const FIRST_NOTE = 300_001;

function rowsOf({ skin }: World, drafts: readonly NoteDraft[]): SeedRow[] {
  const noteType = skin.ids('TicketNotes.noteType');
  const publish = skin.ids('TicketNotes.publish');
  return drafts.map((note, index): SeedRow => {
    const time = isoTime(note.time);
    return {
      id: FIRST_NOTE + index,
      ticketID: note.ticket.id,
      title: note.title,
      description: note.text,
      noteType: noteType(note.type),
      publish: publish(note.isCustomerVisible ? 'all' : 'internal'),
      createDateTime: time,
      lastActivityDate: time,
      ...(note.author !== undefined && { creatorResourceID: note.author }),
      ...(note.author === undefined && note.ticket.contactId !== undefined && { createdByContactID: note.ticket.contactId }),
    };
  });
}

export const NOTE_TABLES: Readonly<Record<string, Table>> = { TicketNotes: ticketNotes };
