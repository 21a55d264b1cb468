import { NotAllowedError, SemanticError } from '../errors.js';
import type { WriteReport } from './report.js';

/** The change breaks a rule that Autotask (or this server) holds: say it differently. Nothing was sent. */
export class InvalidWriteError extends SemanticError {}

/** A person has to agree to the plan and has not, or could not be asked. Nothing was sent. */
export class NotApprovedError extends SemanticError {
  /** In a word or two, for the log: declined, nobody to ask. */
  readonly reason: string;

  constructor(message: string, reason: string) {
    super(message);
    this.reason = reason;
  }
}

/** The record is no longer the one that was approved. Nothing was sent. */
export class StalePlanError extends SemanticError {}

/** The audit file cannot be written, so nothing may be. Nothing was sent. */
export class AuditError extends SemanticError {}

/** Autotask cannot, or may not, record the write in the person's name, and nobody else's will do. Nothing was sent, or Autotask refused it. */
export class AuthorshipError extends NotAllowedError {}

/** A write cannot be taken back, for the reason given. Nothing was sent. */
export class NotUndoableError extends SemanticError {}

/** Some writes of a call were made, one was not, and the rest were not tried. The message tells which. */
export class PartialWriteError extends SemanticError {
  /** What was done. */
  readonly report: WriteReport;

  constructor(message: string, report: WriteReport, cause: unknown) {
    super(message);
    this.report = report;
    this.cause = cause;
  }
}
