import { call, definePrompt, steps } from './define-prompt.js';

const FIELDS = ['ticketNumber', 'title', 'status', 'priority', 'company', 'dueDateTime', 'lastActivityDate'];

export const myDay = definePrompt({
  name: 'my_day',
  title: 'My day',
  description: 'What is on my plate today: overdue and due tickets, appointments, customers who wait for me.',
  arguments: { person: { kind: 'person', description: 'Whose day; default: mine', isRequired: false } },
  text: ({ person = 'me' }) =>
    `Plan the day ${person === 'me' ? 'with me' : `of ${JSON.stringify(person)}`}.\n${steps(
      `Open tickets, by due time: ${call('autotask_query', {
        entity: 'Tickets',
        filter: { assignedResource: person, open: true },
        fields: FIELDS,
        order: 'dueDateTime',
        limit: 100,
      })}`,
      `Appointments of today: ${call('autotask_query', {
        entity: 'Appointments',
        filter: { resource: person, startDateTime: 'today' },
      })}`,
      `To-dos due by today: ${call('autotask_query', {
        entity: 'CompanyToDos',
        filter: { assignedToResource: person, startDateTime__lte: 'today', completedDate: null },
      })}`,
      'List, in this order: overdue; due today; customers who wait for an answer; fixed times; the rest by priority. One line each with its number and the reason it stands there. Say how many tickets there are in all.',
      'Propose the first three things to do. Do not write anything.',
    )}`,
});
