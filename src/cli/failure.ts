import { errorCode } from '../autotask/error-code.js';
import { AutotaskError, AuthenticationError, ConfigurationError, LimitError, PermissionError } from '../autotask/errors.js';
import { endWithPeriod } from '../error-words.js';
import { UsageError } from '../options.js';
import { SemanticError, UnknownFieldError } from '../semantic/errors.js';
import { CommandLineError, RefusedError } from './errors.js';
import { EXIT, exitCodeOf } from './exit-codes.js';

const KNOWN = [CommandLineError, RefusedError, UsageError, AutotaskError, SemanticError];

/** What a person reads on stderr when a command failed: what was wrong and the next step. Foreign errors are named, not quoted: they may hold anything. */
export function failureText(error: unknown): string {
  const known = error instanceof Error && KNOWN.some((errorClass) => error instanceof errorClass);
  const problem = known ? error.message : unexpected(error);
  return [`autotask: ${endWithPeriod(problem)}`, nextStep(error)].filter((part) => part !== '').join(' ');
}

function nextStep(error: unknown): string {
  if (error instanceof ConfigurationError)
    return 'Run "autotask login" to store credentials, or add --demo to try the demo tenant.';
  if (error instanceof AuthenticationError)
    return 'Run "autotask doctor" to see which part is wrong; repeated failures may lock the API user.';
  if (error instanceof UnknownFieldError) return `Run "autotask fields ${error.entity}" to see those it has.`;
  if (error instanceof PermissionError) return 'The API user lacks this right; an Autotask administrator can grant it.';
  if (error instanceof LimitError) return `Try again in ${String(Math.ceil(error.retryAfterMs / 1000))} s.`;
  if (exitCodeOf(error) === EXIT.ambiguous) return 'Read the record before trying again.';
  return '';
}

function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return `unexpected failure (${typeof error}).`;
  const kind = [error.name, errorCode(error) ?? []].flat().join(' ');
  return `unexpected failure (${kind}). Set AUTOTASK_DEBUG=1 to see where.`;
}
