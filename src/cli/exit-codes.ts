import {
  AmbiguousOutcomeError,
  AuthenticationError,
  ConfigurationError,
  InvalidRequestError,
  LimitError,
  NotFoundError,
  PermissionError,
  TimeoutError,
  UnavailableError,
} from '../autotask/errors.js';
import { UsageError } from '../options.js';
import { NotAllowedError, SemanticError } from '../semantic/errors.js';
import { WriteCapError } from '../semantic/write/caps.js';
import { AuditError, NotApprovedError, NotUndoableError, PartialWriteError, StalePlanError } from '../semantic/write/errors.js';
import { CommandLineError, RefusedError } from './errors.js';

/** What the process tells its caller; documented in docs/cli.md and kept stable. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  refused: 4,
  limit: 5,
  ambiguous: 6,
  /** Ended by Ctrl-C, as shells number it (128 + SIGINT). */
  interrupted: 130,
} as const;

export const EXIT_MEANINGS: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT.ok, 'done'],
  [EXIT.failed, 'failed: Autotask rejected the request, cannot be reached, or gave an answer that makes no sense'],
  [EXIT.usage, 'usage: the command line, a name, a value or a setting has to be corrected; nothing was sent'],
  [EXIT.notFound, 'not found: no such record is visible to this API user'],
  [EXIT.refused, 'refused: not confirmed, not allowed here, or not permitted to this API user; nothing was changed'],
  [EXIT.limit, 'limit: the hourly or thread limit of the tenant is reached; stderr says when to try again'],
  [EXIT.ambiguous, 'ambiguous: the answer to a write was lost; read the record before trying again'],
  [EXIT.interrupted, 'interrupted by Ctrl-C'],
];

type ErrorClass = abstract new (...args: never[]) => Error;

const CODE_OF_CLASS: readonly (readonly [ErrorClass, number])[] = [
  [CommandLineError, EXIT.usage],
  [UsageError, EXIT.usage],
  [ConfigurationError, EXIT.usage],
  [InvalidRequestError, EXIT.usage],
  [NotAllowedError, EXIT.refused],
  [NotApprovedError, EXIT.refused],
  [NotUndoableError, EXIT.refused],
  [StalePlanError, EXIT.refused],
  [WriteCapError, EXIT.limit],
  [AuditError, EXIT.failed],
  // Every other one says which words to change.
  [SemanticError, EXIT.usage],
  [NotFoundError, EXIT.notFound],
  [RefusedError, EXIT.refused],
  [AuthenticationError, EXIT.refused],
  [PermissionError, EXIT.refused],
  [LimitError, EXIT.limit],
  [AmbiguousOutcomeError, EXIT.ambiguous],
];

/** The exit code that stands for the error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof TimeoutError || error instanceof UnavailableError) {
    return error.outcome === 'unknown' ? EXIT.ambiguous : EXIT.failed;
  }
  // Half a change is a failure, whatever stopped the other half, unless even that is not known.
  if (error instanceof PartialWriteError) return exitCodeOf(error.cause) === EXIT.ambiguous ? EXIT.ambiguous : EXIT.failed;
  return CODE_OF_CLASS.find(([errorClass]) => error instanceof errorClass)?.[1] ?? EXIT.failed;
}
