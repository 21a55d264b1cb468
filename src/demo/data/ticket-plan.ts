import type { HostilePlace } from './hostile.js';
import type { Scenario } from './scenario.js';
import type { Topic } from './ticket-texts.js';

/**
 * What the builders know of a ticket. Rows, notes, time entries and the rest are all made from it. Times are in milliseconds; pick-list
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
  resolution?: string;
  status: string;
  priority: string;
  queue?: string;
  source: string;
  category: string;
  type: string;
  assignee?: number;
  role?: number;
  secondary?: readonly number[];
  contactId?: number;
  assetId?: number;
  contractId?: number;
  creator: number;
  due?: number;
  firstResponse?: number;
  completed?: number;
  resolved?: number;
  lastActivity: number;
  lastActivityBy: number;
  hostile?: HostilePlace;
  scenario?: Scenario;
}

export function isOpen(plan: TicketPlan): boolean {
  return plan.status !== 'complete';
}
