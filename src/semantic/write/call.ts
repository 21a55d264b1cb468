import type { Approver } from './approver.js';
import type { WriteOrigin } from './log.js';

/** One call of somebody who wants something written. */
export interface WriteCall {
  readonly origin: WriteOrigin;
  readonly approver: Approver;
  /** The person has seen what already exists and wants another one all the same. Counts only after it was shown. */
  readonly allowDuplicate?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Asked right before each record is written; throws when that is no longer allowed. */
  readonly requirePermission?: (() => void) | undefined;
  /** Told after each record that was written, with how many there are to be. */
  readonly onWritten?: ((done: number, total: number) => void) | undefined;
}
