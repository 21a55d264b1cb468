import type { TaskPlan } from './projects.js';
import type { TicketPlan } from './ticket-plan.js';

/** A time entry before it becomes a record. Times are in seconds. */
export interface TimePlan {
  readonly resource: number;
  /** Day of `dateWorked`. */
  readonly day: number;
  /** Start and stop; absent on internal time that was booked as a number of hours. */
  readonly start?: number;
  readonly stop?: number;
  readonly hours: number;
  /** What it was for: a ticket, a task or an internal billing code. */
  readonly ticket?: TicketPlan;
  readonly task?: TaskPlan;
  readonly internalCode?: number;
  readonly summary: string;
  readonly isNonBillable: boolean;
  readonly created: number;
  /** When it was approved for billing. */
  readonly approved?: number;
}
