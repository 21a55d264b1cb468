import type { TicketPlan } from './ticket-plan.js';

interface NoteSpec {
  readonly type: string;
  readonly isCustomerVisible: boolean;
  readonly title: string;
  readonly text: string;
  /** Resource who wrote it; absent for the ticket's contact. */
  readonly author?: number;
  readonly day: number;
  readonly minute: number;
}

interface TimeSpec {
  readonly resource: number;
  readonly day: number;
  /** Wall-clock minutes of start and stop. */
  readonly from: number;
  readonly to: number;
  readonly summary: string;
  readonly isApproved: boolean;
}

/** A ticket that a job names. It takes the place of the day's ticket with that number, or is added at a minute of the day. */
export interface Scenario {
  readonly key: string;
  readonly day: number;
  readonly number?: number;
  readonly minute?: number;
  /** Number of a recurrence, e.g. `002`. */
  readonly suffix?: string;
  /** Issue type and English label of the sub-issue type. */
  readonly about: readonly [issue: string, sub: string];
  /** Contact of the company by first and last name. */
  readonly contact?: readonly [firstName: string, lastName: string];
  readonly plan: Partial<
    Omit<
      TicketPlan,
      'id' | 'number' | 'day' | 'created' | 'scenario' | 'completed' | 'lastActivity' | 'due' | 'firstResponse' | 'resolved'
    >
  >;
  /** Day and wall-clock minute of completion and due date. */
  readonly completed?: readonly [day: number, minute: number];
  readonly due?: readonly [day: number, minute: number];
  readonly isAnswered?: boolean;
  readonly lastActivity?: readonly [day: number, minute: number];
  readonly isUntouched?: true;
  readonly notes?: readonly NoteSpec[];
  readonly time?: readonly TimeSpec[];
  readonly udfs?: readonly { readonly name: string; readonly value: string }[];
}
