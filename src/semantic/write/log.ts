import type { WriteAction } from './plan.js';

/** Who asked for a write and through what. */
export interface WriteOrigin {
  /** The person the write is made for, e.g. `resource 501`. */
  readonly person: string;
  /** Program the person sits at, e.g. `Claude Desktop 1.4`. */
  readonly host: string;
  readonly tool: string;
}

/**
 * How a write came to be allowed: `not needed` by the confirmation setting, `asked` and agreed to by the person, `two-step` token, or
 * `person saw the look-alikes` and went on.
 */
export type ApprovalKind = 'not needed' | 'asked' | 'two-step' | 'look-alike shown';

/** Written before a request is sent: what is about to happen. */
export interface WriteIntent extends WriteOrigin {
  readonly event: 'intent';
  readonly time: string;
  /** Identifies the write; results refer to it. The part before the dot names the call. */
  readonly write: string;
  readonly action: WriteAction;
  readonly entity: string;
  /** Null for a create. */
  readonly id: number | null;
  readonly record: string;
  /** The written fields as they were; the whole record for a delete. Null for a create. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** The fields as sent; null for a delete. */
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly approval: ApprovalKind;
  /** Resource in whose name Autotask is to record the write; absent where it is the API user's own. */
  readonly writtenAs?: { readonly id: number; readonly name: string };
  /** The write that this one takes back. */
  readonly undoes?: string;
}

export type WriteOutcome = 'done' | 'refused' | 'unknown';

/** Written after a request: what came of it. `unknown` = the answer was lost. */
export interface WriteResult {
  readonly event: 'result';
  readonly time: string;
  readonly write: string;
  readonly outcome: WriteOutcome;
  readonly id: number | null;
  /** API requests spent since the intent. */
  readonly requests: number;
  /** Why it did not succeed. */
  readonly reason?: string;
}

/** Written when the record was read again: fields that the tenant stored differently from what was sent. */
export interface WriteReadBack {
  readonly event: 'read back';
  readonly time: string;
  readonly write: string;
  readonly differences: Readonly<Record<string, unknown>>;
}

/** Written when a plan was not carried out for want of an approval. */
export interface WriteRefusal extends WriteOrigin {
  readonly event: 'not approved';
  readonly time: string;
  readonly records: readonly string[];
  readonly risks: readonly string[];
  readonly reason: string;
}

export type WriteEvent = WriteIntent | WriteResult | WriteReadBack | WriteRefusal;

/** Where writes are recorded. */
export interface WriteLog {
  /**
   * Resolves when the event is safely recorded.
   *
   * @throws {AuditError} when it cannot be.
   */
  append(event: WriteEvent): Promise<void>;
  /** What was recorded before, oldest first; for undoing writes of an earlier process. */
  events(): Promise<readonly WriteEvent[]>;
}

/** A log that keeps nothing. */
export const NO_LOG: WriteLog = { append: async () => undefined, events: async () => [] };
