import type { Budget } from './governor/budget.js';
import type { Priority } from './types.js';

/** What a client does beside answering, for logs, metrics and progress. Carries no credentials and no record data. */
export type ClientEvent =
  /** A request was answered, or failed without an answer (`status` undefined). */
  | {
      readonly type: 'request';
      readonly method: string;
      readonly path: string;
      readonly entity: string;
      readonly status: number | undefined;
      readonly durationMs: number;
    }
  /** An attempt failed and is repeated after `delayMs`. */
  | {
      readonly type: 'retry';
      readonly entity: string;
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: unknown;
    }
  /** A request is held back because of the tenant's usage. */
  | { readonly type: 'paced'; readonly priority: Priority; readonly waitMs: number; readonly budget: Budget }
  /** A request is not sent because the budget is used up. */
  | { readonly type: 'refused'; readonly priority: Priority; readonly budget: Budget }
  /** Autotask was asked for the tenant's usage. */
  | { readonly type: 'usage'; readonly budget: Budget }
  /** It was asked, and did not say. */
  | { readonly type: 'usage-unknown'; readonly error: unknown }
  /** An entity's rights, fields or pick lists, read again, are not what they were. */
  | { readonly type: 'metadata-changed'; readonly entity: string };

export type EventListener = (event: ClientEvent) => void;
