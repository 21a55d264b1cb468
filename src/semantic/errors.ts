/** Everything the semantic layer throws itself. Errors of the client library pass through unchanged. */
export abstract class SemanticError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The words make no sense (filter, date, limit, field of the wrong kind): say it differently. Nothing was sent. */
export class InvalidInputError extends SemanticError {}

/** Nothing carries this name (field, label, company, person). */
export class UnknownNameError extends SemanticError {
  /** Names that would have been understood; empty where they are too many to list. */
  readonly validNames: readonly string[];

  constructor(message: string, validNames: readonly string[] = []) {
    super(message);
    this.validNames = validNames;
  }
}

/** No field is called so, and those that there are would be too many to list: each face says in its own way where they are listed. */
export class UnknownFieldError extends UnknownNameError {
  readonly entity: string;

  constructor(entity: string, message: string, validNames: readonly string[]) {
    super(message, validNames);
    this.entity = entity;
  }
}

/** One of the records a name may stand for. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly isActive: boolean;
  /** Name of the record it belongs to: parent company, company of a contact, kind of company. */
  readonly detail?: string | undefined;
}

/** Several records carry this name: ask which one is meant. */
export class AmbiguousNameError extends SemanticError {
  readonly candidates: readonly Candidate[];

  constructor(message: string, candidates: readonly Candidate[]) {
    super(message);
    this.candidates = candidates;
  }
}

/** The API user may not do or see this. */
export class NotAllowedError extends SemanticError {}

/** "me" is not set up, or is nobody who can own work. */
export class IdentityError extends SemanticError {}

/** An exact answer would need too many rows: narrow the question. */
export class TooManyRowsError extends SemanticError {
  /** Rows that match, where known. */
  readonly total: number;

  constructor(message: string, total: number) {
    super(message);
    this.total = total;
  }
}

/** The time that a question may take is nearly over: the reason with which its marks abort. */
export class LateError extends SemanticError {
  constructor() {
    super('Autotask is slow just now, and the time for this call was over before there was an answer');
  }
}

/** An exact answer could not be read in time; the message says how far it came, and how to ask for less. */
export class TooSlowError extends SemanticError {}

/** The cursor was altered, or belongs to another question. */
export class InvalidCursorError extends SemanticError {}

const CANDIDATES_SHOWN = 10;

/** The candidates as one line per record, for error messages. */
export function candidateList(candidates: readonly Candidate[]): string {
  const lines = candidates.slice(0, CANDIDATES_SHOWN).map((candidate) => {
    const marks = [candidate.detail, candidate.isActive ? undefined : 'inactive'].filter((mark) => mark !== undefined);
    return `${candidate.name} (id ${candidate.id}${marks.map((mark) => `, ${mark}`).join('')})`;
  });
  const more = candidates.length - lines.length;
  return lines.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
