import { call, definePrompt, steps } from './define-prompt.js';

export const handOver = definePrompt({
  name: 'hand_over',
  title: 'Hand over tickets',
  description: "Hands one person's open tickets over to another: what is open, where each stands, what the other must know.",
  arguments: {
    from: { kind: 'person', description: 'Who hands over', isRequired: true },
    to: { kind: 'person', description: 'Who takes over', isRequired: true },
  },
  text: ({ from, to }, { canWrite }) =>
    `Prepare the hand-over of open tickets from ${JSON.stringify(from)} to ${JSON.stringify(to)}.\n${steps(
      `What is open: ${call('autotask_query', {
        entity: 'Tickets',
        filter: { assignedResource: from, open: true },
        fields: ['ticketNumber', 'title', 'status', 'priority', 'company', 'queue', 'dueDateTime'],
        order: 'priority, dueDateTime',
        limit: 100,
      })}`,
      `What the other has already: ${call('autotask_aggregate', {
        entity: 'Tickets',
        filter: { assignedResource: to, open: true },
        group_by: ['priority'],
      })}`,
      'Read each ticket that is urgent or in the middle of something: autotask_ticket_timeline.',
      'Write the hand-over: one line per ticket with where it stands, the next step and what was promised. Say which tickets had better stay, and that booked visits and appointments do not move along.',
      canWrite &&
        'Once I have agreed to the list, move the tickets with one autotask_update, and leave each an internal note that says why: autotask_add_note.',
    )}`,
});
