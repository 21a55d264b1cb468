import type { EntityDescription } from '../../autotask/catalogue.js';
import { attachmentContent } from './attachments.js';
import { appliesLibrary } from './checklist-rules.js';
import { lengths, picklists, references, requiredFields } from './common-rules.js';
import type { Rule } from './draft.js';
import { noteResendsTypeAndPublish } from './note-rules.js';
import { assignable, primaryIsNotSecondary, resourceAndRole, secondaryResource } from './resources.js';
import { activeByDefault, stamps, touchParent } from './stamps.js';
import {
  categoryFields,
  companyRecords,
  projectStamps,
  queueOrResource,
  taskDepartment,
  taskStamps,
  ticketDefaults,
  ticketStamps,
} from './ticket-rules.js';
import { webhookLimit, webhookStamps } from './webhook-rules.js';
import { timeEntryBasics, timeEntryCodes, timeEntryHours, timeEntryIsOpen, timeEntryRole } from './time-entry-rules.js';

/** Rules that every write passes, in the order in which Autotask seems to check (judgement). */
const COMMON: readonly Rule[] = [requiredFields, lengths, picklists, references];

interface EntityRules {
  /** Before the common rules. */
  readonly first?: readonly Rule[];
  /** After the common rules: what is special to the entity. */
  readonly last?: readonly Rule[];
}

const note: EntityRules = { first: [noteResendsTypeAndPublish], last: [touchParent] };

const RULES: Readonly<Record<string, EntityRules>> = {
  Tickets: {
    first: [ticketDefaults],
    last: [
      categoryFields,
      resourceAndRole,
      assignable('assignedResourceID'),
      queueOrResource,
      primaryIsNotSecondary('TicketSecondaryResources', 'ticketID'),
      companyRecords,
      ticketStamps,
    ],
  },
  TicketNotes: note,
  TaskNotes: note,
  TicketSecondaryResources: { last: [secondaryResource('Tickets', 'ticketID')] },
  TimeEntries: {
    first: [timeEntryIsOpen, timeEntryBasics],
    last: [assignable('resourceID'), timeEntryRole, timeEntryCodes, timeEntryHours, touchParent],
  },
  Tasks: {
    last: [
      resourceAndRole,
      assignable('assignedResourceID'),
      primaryIsNotSecondary('TaskSecondaryResources', 'taskID'),
      taskDepartment,
      taskStamps,
    ],
  },
  TaskSecondaryResources: { last: [secondaryResource('Tasks', 'taskID')] },
  Projects: { last: [projectStamps] },
  ServiceCallTicketResources: { last: [assignable('resourceID')] },
  ServiceCallTaskResources: { last: [assignable('resourceID')] },
  Appointments: { last: [assignable('resourceID')] },
  TicketChecklistLibraries: { last: [appliesLibrary('TicketChecklistItems', 'ticketID')] },
  DocumentChecklistLibraries: { last: [appliesLibrary('DocumentChecklistItems', 'documentID')] },
};

const ATTACHMENT: EntityRules = { last: [attachmentContent] };
const WEBHOOK: EntityRules = { last: [webhookLimit, webhookStamps] };

/** All rules of an entity, in the order they run. */
export function rulesOf(entity: EntityDescription): readonly Rule[] {
  const { first = [], last = [] } = RULES[entity.name] ?? kindRules(entity);
  return [...first, activeByDefault, ...COMMON, ...last, stamps];
}

function kindRules(entity: EntityDescription): EntityRules {
  if (entity.kind === 'attachment') return ATTACHMENT;
  return entity.kind === 'webhook' && entity.name.endsWith('Webhooks') ? WEBHOOK : {};
}
