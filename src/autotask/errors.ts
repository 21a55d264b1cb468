/** Whether a request that failed may have been carried out: `none` = certainly not, `unknown` = nobody can tell. */
export type Outcome = 'none' | 'unknown';

export type LimitKind = 'hour' | 'thread' | 'upload';

/** Everything this library throws, except the reason of the caller's own AbortSignal. One subclass per thing the caller can do about it. */
export abstract class AutotaskError extends Error {
  /** HTTP status of the answer; absent where there was none. */
  readonly status: number | undefined;

  constructor(message: string, options: { status?: number | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.status = options.status;
  }
}

/** Credentials or settings are missing or unusable: fix the configuration. Nothing was sent. */
export class ConfigurationError extends AutotaskError {}

/** The request makes no sense (entity, filter, field, id): fix the arguments. Nothing was sent. */
export class InvalidRequestError extends AutotaskError {}

/** Autotask does not accept the credentials. Never retried, since repeated failures may lock the API user (dossier §2). */
export class AuthenticationError extends AutotaskError {}

/** The API user lacks a right. */
export class PermissionError extends AutotaskError {}

/** No such record visible to this API user: `{"item":null}`, 404, or a delete without a match (dossier §5). */
export class NotFoundError extends AutotaskError {}

/** Autotask refused the request for business reasons, mostly with HTTP 500 (dossier §7). Final: the reasons say what to change. */
export class RejectedError extends AutotaskError {
  /** Autotask's own texts, as data: they may echo what was sent. */
  readonly reasons: readonly string[];
  /** Number to quote to Autotask's support, where the answer carried one. */
  readonly errorId: number | undefined;

  constructor(reasons: readonly string[], options: { status: number; errorId?: number | undefined }) {
    super(`Autotask refused the request: ${reasons.join(' ')}`, options);
    this.reasons = reasons;
    this.errorId = options.errorId;
  }
}

/** A limit is reached: `hour` = the tenant's hourly requests, `thread` = requests at once per entity, `upload` = attachments (dossier §3). */
export class LimitError extends AutotaskError {
  readonly limit: LimitKind;
  /** Milliseconds after which another attempt makes sense. */
  readonly retryAfterMs: number;

  constructor(message: string, options: { limit: LimitKind; retryAfterMs: number; status?: number | undefined }) {
    super(message, options);
    this.limit = options.limit;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Autotask could not be reached or is down: connection lost, 502, 503, a maintenance page. */
export class UnavailableError extends AutotaskError {
  readonly outcome: Outcome;
  /** Wait that the server asked for (`Retry-After`), in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: { outcome: Outcome; status?: number | undefined; retryAfterMs?: number | undefined; cause?: unknown },
  ) {
    super(message, options);
    this.outcome = options.outcome;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** No answer in time. For a write with outcome `unknown` read the record before trying again. */
export class TimeoutError extends AutotaskError {
  readonly outcome: Outcome;

  constructor(message: string, options: { outcome: Outcome; cause?: unknown }) {
    super(message, options);
    this.outcome = options.outcome;
  }
}

/** The answer to a write was lost and it cannot be told whether the write happened: a person has to look. */
export class AmbiguousOutcomeError extends AutotaskError {
  readonly entity: string;
  /** Records that may be the result of the lost write; empty where none was visible yet. */
  readonly candidates: readonly { readonly id: number }[];

  constructor(message: string, options: { entity: string; candidates: readonly { readonly id: number }[]; cause?: unknown }) {
    super(message, options);
    this.entity = options.entity;
    this.candidates = options.candidates;
  }
}

/** The answer is not what the API's contract says: truncated JSON, wrong shape, an unknown status. */
export class UnexpectedResponseError extends AutotaskError {}
