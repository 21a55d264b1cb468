import {
  AmbiguousOutcomeError,
  AuthenticationError,
  AutotaskError,
  ConfigurationError,
  LimitError,
  PermissionError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
} from './autotask/errors.js';
import { AmbiguousNameError, LateError, SemanticError, UnknownFieldError } from './semantic/errors.js';
import { cleanText, cutText } from './semantic/untrusted.js';
import { NotApprovedError, PartialWriteError } from './semantic/write/errors.js';

/** What a call does to the tenant's data. A tool's annotations and visibility follow from it, and what a failure may have left behind. */
export type Effect = 'read' | 'create' | 'update' | 'delete';

/** The caller's arguments do not fit the tool; the message says which, why, and what the tool takes. */
export class InvalidArgumentsError extends Error {
  override readonly name = 'InvalidArgumentsError';
}

/** The call took longer than a host waits. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** The server is told to end, and cannot wait for the call any longer. */
export class ShutdownError extends Error {
  override readonly name = 'ShutdownError';
  /** False where the call came too late to be begun. */
  readonly hasBegun: boolean;

  constructor({ hasBegun = true }: { readonly hasBegun?: boolean } = {}) {
    super('The server is being shut down');
    this.hasBegun = hasBegun;
  }
}

/**
 * What a model reads when a call failed: what was wrong, the next step and, after a write, whether anything changed.
 * Autotask's reasons may quote what a stranger wrote. The only place where errors become words; an error unknown to it is described without its message, which might hold anything.
 */
export function errorWords(error: unknown, effect: Effect): string {
  const problem = isKnown(error) ? endWithPeriod(messageOf(error)) : unexpectedProblem(error);
  return [problem, nextStep(error, effect), effect === 'read' ? '' : outcome(error)].filter((part) => part !== '').join(' ');
}

/** Characters of a message; one that is longer repeats at length what it was given. */
const LONGEST_MESSAGE = 10_000;

function messageOf(error: Error): string {
  const message = cleanText(error.message);
  // What a person is to agree to, they have to see whole.
  return error instanceof NotApprovedError ? message : cutText(message, LONGEST_MESSAGE);
}

function nextStep(error: unknown, effect: Effect): string {
  if (error instanceof ConfigurationError) {
    return 'Ask the person who runs this server to set them in its environment, or to start it with --demo to try it on a demo tenant.';
  }
  if (error instanceof AuthenticationError) {
    return "Do not try again, repeated failures may lock the API user: its key, secret and tracking identifier have to be checked in the server's environment.";
  }
  if (error instanceof AmbiguousNameError)
    return `Ask ${error.candidates.length === 1 ? 'whether that' : 'which one'} is meant; do not guess.`;
  if (error instanceof UnknownFieldError) return 'List its fields to see all of them.';
  if (error instanceof PermissionError) return 'The API user lacks this right; only an Autotask administrator can grant it.';
  if (error instanceof LimitError) return `Try again in ${String(Math.ceil(error.retryAfterMs / 1000))} s.`;
  if (error instanceof UnavailableError) return 'Try again in a minute.';
  if (isTooLate(error) && effect === 'read') return 'Ask for less (fewer rows, a narrower filter or window), or again later.';
  if (error instanceof ShutdownError) return 'Try again when it runs again.';
  return '';
}

function isTooLate(error: unknown): boolean {
  return error instanceof TimeoutError || error instanceof DeadlineError || error instanceof LateError;
}

/** Whether a failed write left something behind. */
function outcome(error: unknown): string {
  // Its message says what was changed and what was not.
  if (error instanceof PartialWriteError) return '';
  return isCertainlyWithoutEffect(error)
    ? 'Nothing was changed.'
    : 'It is not known whether anything was changed: read the record before trying again.';
}

function isCertainlyWithoutEffect(error: unknown): boolean {
  if (error instanceof TimeoutError || error instanceof UnavailableError) return error.outcome === 'none';
  if (error instanceof ShutdownError) return !error.hasBegun;
  if (error instanceof AmbiguousOutcomeError || error instanceof UnexpectedResponseError || isStop(error)) return false;
  return isKnown(error);
}

/** True for errors whose message was written for the caller. */
export function isKnown(error: unknown): error is Error {
  return (
    error instanceof AutotaskError || error instanceof SemanticError || error instanceof InvalidArgumentsError || isStop(error)
  );
}

/** True where the call was stopped from this side, wherever it was just then. */
function isStop(error: unknown): error is DeadlineError | ShutdownError {
  return error instanceof DeadlineError || error instanceof ShutdownError;
}

function unexpectedProblem(error: unknown): string {
  return `autotask-mcp failed unexpectedly (${error instanceof Error ? error.name : typeof error}). This is a defect of the server; its log has the place.`;
}

/** The text as a sentence. */
export function endWithPeriod(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
