import { call, definePrompt, steps } from './define-prompt.js';

export const endOfDayTime = definePrompt({
  name: 'end_of_day_time',
  title: 'End-of-day time',
  description: 'Finds the work of today that has no time entry yet, and fills the gap with me.',
  arguments: {},
  text: (_values, { canWrite }) =>
    `Help me complete today's time.\n${steps(
      `What I have booked: ${call('autotask_query', {
        entity: 'TimeEntries',
        filter: { resource: 'me', dateWorked: 'today' },
        order: 'startDateTime',
        limit: 100,
      })}`,
      `Notes I wrote today: ${call('autotask_query', {
        entity: 'TicketNotes',
        filter: { creatorResource: 'me', createDateTime: 'today' },
      })}`,
      `Tickets of mine that moved today: ${call('autotask_query', {
        entity: 'Tickets',
        filter: { assignedResource: 'me', lastActivityDate: 'today' },
        order: '-lastActivityDate',
      })}`,
      'Show the hours booked, the gaps between the entries, and the tickets with work but no entry. Propose an entry for each: ticket, start and end or hours, work type, a summary from what was done. Mark every figure that you assumed.',
      canWrite
        ? 'Ask me for what is missing. Only what I have confirmed is booked, one by one: autotask_log_time.'
        : 'Nothing can be booked from here: give me the list to enter it myself.',
    )}`,
});
