/** An option that stands for one field of an entity. Its value may be a label, a name, a ticket number or an id. */
export interface FieldOption {
  readonly flags: string;
  readonly description: string;
  /** Field that the value filters on or sets. */
  readonly field: string;
}

/** Words that a `list` command searches for in certain fields. */
export interface SearchOption {
  readonly description: string;
  readonly fields: readonly string[];
}

/** A group of commands around one entity, e.g. `autotask tickets`. */
export interface EntityGroup {
  readonly name: string;
  readonly entity: string;
  /** What one record is called in help texts, with its article, and what several are called. */
  readonly noun: string;
  readonly plural: string;
  /** How one record is named on the command line. */
  readonly argument: string;
  /** Group that lists the records of one parent, which is its first argument. */
  readonly parent?: { readonly argument: string; readonly field: string };
  readonly filters: readonly FieldOption[];
  readonly search?: SearchOption;
  /** True where inactive records are left out unless they are asked for. */
  readonly activeOnly?: true;
  readonly setters?: readonly FieldOption[];
  readonly canDelete?: true;
  readonly examples: readonly string[];
}

const status: FieldOption = { flags: '--status <label>', description: 'status, by label or id', field: 'status' };
const queue: FieldOption = { flags: '--queue <label>', description: 'queue, by label or id', field: 'queueID' };
const priority: FieldOption = { flags: '--priority <label>', description: 'priority, by label or id', field: 'priority' };
const title: FieldOption = { flags: '--title <text>', description: 'title', field: 'title' };
const description: FieldOption = { flags: '--description <text>', description: 'description', field: 'description' };
const company: FieldOption = {
  flags: '--company-id, --company <company>',
  description: 'company, by name or id',
  field: 'companyID',
};
const assignedTo: FieldOption = {
  flags: '--assigned-to <person>',
  description: '"me", a name, an e-mail address or an id',
  field: 'assignedResourceID',
};
const projectLead: FieldOption = { flags: '--lead <person>', description: 'project lead', field: 'projectLeadResourceID' };
const projectName: FieldOption = { flags: '--name <text>', description: 'project name', field: 'projectName' };
const phone: FieldOption = { flags: '--phone <number>', description: 'phone number', field: 'phone' };
const owner: FieldOption = { flags: '--owner <person>', description: 'account manager', field: 'ownerResourceID' };
const companyName: FieldOption = { flags: '--name <text>', description: 'company name', field: 'companyName' };
const email: FieldOption = { flags: '--email <address>', description: 'e-mail address', field: 'emailAddress' };
const hours: FieldOption = { flags: '--hours <number>', description: 'hours worked', field: 'hoursWorked' };
const summary: FieldOption = { flags: '--summary <text>', description: 'summary notes', field: 'summaryNotes' };
const ticket: FieldOption = {
  flags: '--ticket-id, --ticket <ticket>',
  description: 'ticket, by number or id',
  field: 'ticketID',
};
const dateWorked: FieldOption = {
  flags: '--date <day>',
  description: 'day worked: 2026-03-09, yesterday, last week…',
  field: 'dateWorked',
};
const worker: FieldOption = { flags: '--resource-id, --resource <person>', description: 'who worked', field: 'resourceID' };

/** The groups of the command line. Every other entity is reached with `query`, `get`, `create`, `update` and `delete`. */
export const GROUPS: readonly EntityGroup[] = [
  {
    name: 'tickets',
    entity: 'Tickets',
    noun: 'a ticket',
    plural: 'tickets',
    argument: 'ticket',
    filters: [status, queue, priority, company, assignedTo],
    search: { description: 'words in the title', fields: ['title'] },
    setters: [title, company, status, priority, queue, assignedTo, description],
    canDelete: true,
    examples: [
      'autotask tickets list --status 8 --limit 10',
      'autotask tickets list --status New --company "Harbor Dental Group" --assigned-to me --table',
      'autotask tickets get 107993',
      'autotask tickets update 108215 --status "In Progress"',
    ],
  },
  {
    name: 'companies',
    entity: 'Companies',
    noun: 'a company',
    plural: 'companies',
    argument: 'company',
    filters: [owner],
    search: { description: 'words in the company name', fields: ['companyName'] },
    activeOnly: true,
    setters: [companyName, { flags: '--type <label>', description: 'company type', field: 'companyType' }, phone, owner],
    canDelete: true,
    examples: ['autotask companies list --search harbor', 'autotask companies get 1101'],
  },
  {
    name: 'contacts',
    entity: 'Contacts',
    noun: 'a contact',
    plural: 'contacts',
    argument: 'contact',
    filters: [company, email],
    search: { description: 'words in first or last name', fields: ['firstName', 'lastName'] },
    activeOnly: true,
    setters: [
      company,
      { flags: '--first-name <text>', description: 'first name', field: 'firstName' },
      { flags: '--last-name <text>', description: 'last name', field: 'lastName' },
      email,
      phone,
    ],
    canDelete: true,
    examples: ['autotask contacts list --company "Harbor Dental Group" --search priya'],
  },
  {
    name: 'resources',
    entity: 'Resources',
    noun: 'a resource (staff member)',
    plural: 'resources (staff members)',
    argument: 'resource',
    filters: [email],
    search: { description: 'words in first or last name', fields: ['firstName', 'lastName'] },
    activeOnly: true,
    examples: ['autotask resources list --search marco'],
  },
  {
    name: 'projects',
    entity: 'Projects',
    noun: 'a project',
    plural: 'projects',
    argument: 'project',
    filters: [company, status],
    search: { description: 'words in the project name', fields: ['projectName'] },
    setters: [
      projectName,
      company,
      { flags: '--type <label>', description: 'project type', field: 'projectType' },
      status,
      projectLead,
      description,
    ],
    canDelete: true,
    examples: ['autotask projects list --company "Harbor Dental Group"'],
  },
  {
    name: 'tasks',
    entity: 'Tasks',
    noun: 'a project task',
    plural: 'project tasks',
    argument: 'task',
    filters: [{ flags: '--project <project>', description: 'project, by name or id', field: 'projectID' }, status, assignedTo],
    setters: [
      { flags: '--project-id, --project <project>', description: 'project, by name or id', field: 'projectID' },
      title,
      status,
      assignedTo,
      description,
      { flags: '--estimated-hours <number>', description: 'estimated hours', field: 'estimatedHours' },
    ],
    canDelete: true,
    examples: ['autotask tasks list --project 91054 --status New'],
  },
  {
    name: 'time-entries',
    entity: 'TimeEntries',
    noun: 'a time entry',
    plural: 'time entries',
    argument: 'entry',
    filters: [worker, ticket, dateWorked],
    setters: [
      worker,
      ticket,
      { flags: '--task-id, --task <task>', description: 'task id', field: 'taskID' },
      hours,
      summary,
      dateWorked,
    ],
    canDelete: true,
    examples: [
      'autotask time-entries list --resource me --date today',
      'autotask time-entries list --date "last month" --all --format csv > last-month.csv',
    ],
  },
  notes('ticket-notes', 'TicketNotes', 'ticket', 'ticketID', 107993),
  notes('project-notes', 'ProjectNotes', 'project', 'projectID', 91061),
  notes('task-notes', 'TaskNotes', 'task', 'taskID', 92274),
];

/** @param example Id of a parent with notes in the demo tenant. */
function notes(name: string, entity: string, parent: string, field: string, example: number): EntityGroup {
  return {
    name,
    entity,
    noun: `a note of a ${parent}`,
    plural: `notes of a ${parent}`,
    argument: 'note',
    parent: { argument: parent, field },
    filters: [],
    setters: [title, description],
    examples: [`autotask ${name} list ${String(example)}`],
  };
}
