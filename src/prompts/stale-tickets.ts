import { call, definePrompt, steps } from './define-prompt.js';

export const staleTickets = definePrompt({
  name: 'stale_tickets',
  title: 'Stale tickets',
  description: 'Open tickets that nobody has touched for five days, by person.',
  arguments: { queue: { kind: 'queue', description: 'Only this queue; default: all', isRequired: false } },
  text: ({ queue }, { canWrite }) => {
    const filter = { ...(queue === undefined ? {} : { queue }), open: true, lastActivityDate__lt: '-5d' };
    return `Which open tickets${queue === undefined ? '' : ` of the queue ${JSON.stringify(queue)}`} has nobody touched for five days?\n${steps(
      `How many, by person and status: ${call('autotask_aggregate', {
        entity: 'Tickets',
        filter,
        group_by: ['assignedResource', 'status'],
      })}`,
      `The oldest ones: ${call('autotask_query', {
        entity: 'Tickets',
        filter,
        fields: ['ticketNumber', 'title', 'status', 'company', 'assignedResource', 'lastActivityDate'],
        order: 'lastActivityDate',
        limit: 50,
      })}`,
      'Show the figures by person, inactive people and unassigned tickets as groups of their own, and waiting statuses apart from the rest. Then the ten worst, one line each. An automation may have moved a ticket without anybody having worked on it.',
      'For the ten worst propose a next step, after a look at the ticket where the title does not tell: autotask_ticket_timeline.',
      canWrite && 'Write nothing before I have agreed.',
    )}`;
  },
});
