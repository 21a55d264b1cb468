import type { ApprovalKind } from './log.js';
import type { Fingerprint } from './fingerprint.js';
import type { Risk, WritePlan } from './plan.js';

/** What a person is asked to agree to. */
export interface ApprovalRequest {
  readonly plan: WritePlan;
  readonly fingerprint: Fingerprint;
  /** The plan in people's words, several lines. */
  readonly preview: string;
  readonly risks: readonly Risk[];
  /** True where the only question is whether to go on in spite of what was found; `allow_duplicate` then answers it too. */
  readonly isOnlyQuestion: boolean;
}

/** Asks a person, in whatever way the surroundings allow. */
export interface Approver {
  /** When the plan was first made: words like `now` keep that meaning while the person thinks. */
  readonly plannedAt: Date;
  /**
   * Resolves only when a person has agreed to exactly this plan.
   *
   * @throws {NotApprovedError} declined, unanswered, or nobody can be asked.
   * @throws {StalePlanError} the answer is to another plan, or to an earlier version of the record.
   */
  approve(request: ApprovalRequest): Promise<Exclude<ApprovalKind, 'not needed'>>;
}
