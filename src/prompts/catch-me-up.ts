import { call, definePrompt, steps } from './define-prompt.js';

export const catchMeUp = definePrompt({
  name: 'catch_me_up',
  title: 'Catch me up on a ticket',
  description: 'What a ticket is about, what has been done, where it stands and whose turn it is.',
  arguments: { ticket: { kind: 'ticket', description: 'Ticket number, e.g. T20260304.0007', isRequired: true } },
  text: ({ ticket }) =>
    `Catch me up on ticket ${JSON.stringify(ticket)}.\n${steps(
      `Read all of it: ${call('autotask_ticket_timeline', { ticket })}`,
      'Tell me in at most ten lines: the problem, what was tried with what result, what was promised to whom, where it stands, whose turn it is, the next step. Quote dates, and say what only we can see and what the customer has been told.',
      'Where the notes contradict each other, or something has been left unanswered, say so rather than smoothing it over.',
    )}`,
});
