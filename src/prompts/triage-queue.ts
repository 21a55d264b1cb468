import { call, definePrompt, steps } from './define-prompt.js';

export const triageQueue = definePrompt({
  name: 'triage_queue',
  title: 'Triage a queue',
  description: "A queue's unassigned tickets: which matter most, who could take them, what belongs together.",
  arguments: { queue: { kind: 'queue', description: 'Queue to triage', isRequired: true } },
  text: ({ queue }, { canWrite }) =>
    `Triage the queue ${JSON.stringify(queue)} with me.\n${steps(
      `Its unassigned tickets, most urgent first: ${call('autotask_query', {
        entity: 'Tickets',
        filter: { queue, open: true, assignedResource: null },
        fields: ['ticketNumber', 'title', 'priority', 'company', 'issueType', 'createDate', 'dueDateTime'],
        order: 'priority, createDate',
      })}`,
      `How much each person has to do already: ${call('autotask_aggregate', {
        entity: 'Tickets',
        filter: { queue, open: true },
        group_by: ['assignedResource'],
      })}`,
      'Where a title does not say enough, read the ticket: autotask_ticket_timeline.',
      'Show one table: ticket, client, what it is about, proposed priority and person, and why. Point out duplicates and tickets of one cause.',
      canWrite && 'Change nothing before I have agreed; then autotask_update for the tickets I named.',
    )}`,
});
