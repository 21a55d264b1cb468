import { call, definePrompt, steps } from './define-prompt.js';

export const slaRisk = definePrompt({
  name: 'sla_risk',
  title: 'SLA risk',
  description: 'Open tickets that have missed a service level target or are about to.',
  arguments: { queue: { kind: 'queue', description: 'Only this queue; default: all', isRequired: false } },
  text: ({ queue }) => {
    const where = queue === undefined ? { open: true } : { queue, open: true };
    const list = (filter: Readonly<Record<string, unknown>>, order: string) =>
      call('autotask_query', {
        entity: 'Tickets',
        filter: { ...where, ...filter },
        fields: ['ticketNumber', 'title', 'status', 'priority', 'company', 'assignedResource', order],
        order,
        limit: 50,
      });
    return `Which tickets${queue === undefined ? '' : ` of the queue ${JSON.stringify(queue)}`} are a service level risk?\n${steps(
      `No first response, due by the end of today: ${list(
        { firstResponseDateTime: null, firstResponseDueDateTime__lte: 'today' },
        'firstResponseDueDateTime',
      )}`,
      `Not resolved, due by the end of tomorrow: ${list(
        { resolvedDateTime: null, resolvedDueDateTime__lte: 'tomorrow' },
        'resolvedDueDateTime',
      )}`,
      'Two lists, missed and about to be missed, by due time, each with how late or how long left, who has it, and what it waits for. A waiting status may stop the clock in Autotask: mark such tickets instead of calling them missed.',
      'Say how many there are in all, and name the three to act on first. Do not write anything.',
    )}`;
  },
});
