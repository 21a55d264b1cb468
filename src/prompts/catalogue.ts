import { catchMeUp } from './catch-me-up.js';
import { clientBrief } from './client-brief.js';
import type { Prompt } from './define-prompt.js';
import { endOfDayTime } from './end-of-day-time.js';
import { handOver } from './hand-over.js';
import { myDay } from './my-day.js';
import { slaRisk } from './sla-risk.js';
import { staleTickets } from './stale-tickets.js';
import { triageQueue } from './triage-queue.js';

/** Every prompt, in the order in which `prompts/list` shows them: the day of a technician, then that of those who plan. */
export const PROMPTS: readonly Prompt[] = [
  myDay,
  catchMeUp,
  endOfDayTime,
  triageQueue,
  slaRisk,
  staleTickets,
  handOver,
  clientBrief,
];
