import type { HostilePlace } from './hostile.js';
import type { Scenario } from './scenario.js';
import type { Topic } from './ticket-texts.js';

/**
 * What the builders know of a ticket. Rows, notes, time entries and the rest are all made from it. Times are in seconds; pick-list
 * values are keys of the skin's lists.
 */
export interface TicketPlan {
  id: number;
  number: string;
  day: number;
  created: number;
  companyId: number;
  topic: Topic;
  title: string;
  description: string;
  resolution?: string | undefined;
  status: string;
  priority: string;
  queue?: string | undefined;
  source: string;
  category: string;
  type: string;
  assignee?: number | undefined;
  role?: number | undefined;
  secondary?: readonly number[];
  contactId?: number | undefined;
  assetId?: number | undefined;
  contractId?: number | undefined;
  creator: number;
  due?: number | undefined;
  firstResponse?: number | undefined;
  completed?: number | undefined;
  resolved?: number | undefined;
  lastActivity: number;
  lastActivityBy: number;
  hostile?: HostilePlace;
  scenario?: Scenario;
}

export function isOpen(plan: TicketPlan): boolean {
  return plan.status !== 'complete';
}
