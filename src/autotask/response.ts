import {
  AuthenticationError,
  LimitError,
  NotFoundError,
  PermissionError,
  RejectedError,
  UnavailableError,
  UnexpectedResponseError,
} from './errors.js';
import type { AutotaskError } from './errors.js';
import type { HttpRequest, HttpResponse } from './http.js';

/** Default waits where Autotask names none. A thread frees within moments; an hourly refusal lasts until old requests leave the window. */
const THREAD_RETRY_MS = 250;
const HOUR_RETRY_MS = 60_000;

/**
 * The JSON value of a good answer.
 *
 * @param redact Takes secrets out of texts that Autotask may echo.
 * @throws the error class that says what the caller can do about any other answer (dossier §7).
 */
export function readResponse(
  request: HttpRequest,
  response: HttpResponse,
  redact: (text: string) => string,
  nowMs: number,
): unknown {
  const text = response.body.toString('utf8');
  if (response.status >= 200 && response.status < 300) return parseBody(request, response, text);
  const retryAfterMs = parseRetryAfter(headerOf(response, 'retry-after'), nowMs);
  throw errorFor(request, response.status, readReasons(text, redact), retryAfterMs);
}

function parseBody(request: HttpRequest, response: HttpResponse, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The request was answered with success, yet the answer is lost: for a write nobody knows the id.
    const outcome = request.changes ? 'unknown' : 'none';
    const what = text.trimStart().startsWith('<') ? 'a web page instead of JSON' : 'an incomplete answer';
    throw new UnavailableError(`Autotask sent ${what}.`, { outcome, status: response.status });
  }
}

interface Reasons {
  readonly texts: readonly string[];
  readonly errorId?: number;
}

/** Error texts: `{"errors":[…]}` for business failures, `{"Message":"…"}` for a wrong verb; HTML and nothing have none. */
function readReasons(text: string, redact: (text: string) => string): Reasons {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { texts: [] };
  }
  if (typeof value !== 'object' || value === null) return { texts: [] };
  const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field as unknown]));
  const errors = fields.get('errors');
  const message = fields.get('message');
  const errorId = fields.get('errorid');
  const texts = Array.isArray(errors)
    ? errors.filter((entry): entry is string => typeof entry === 'string')
    : typeof message === 'string'
      ? [message]
      : [];
  return { texts: texts.map(redact), ...(typeof errorId === 'number' ? { errorId } : {}) };
}

function errorFor(request: HttpRequest, status: number, reasons: Reasons, retryAfterMs: number | undefined): AutotaskError {
  const said = reasons.texts.join(' ');
  const suffix = said === '' ? '' : ` Autotask says: ${said}`;
  // The text decides before the status: a thread refusal may carry another status than 429 (dossier §3).
  if (/thread threshold/i.test(said)) return threadLimit(status, retryAfterMs);
  if (status === 429) return isHourly(said) ? hourLimit(status, retryAfterMs, suffix) : threadLimit(status, retryAfterMs);
  if (status === 401) {
    return new AuthenticationError('Autotask did not accept the user name, secret or integration code (401).', { status });
  }
  if (status === 403) return new PermissionError(`The API user may not do this (403).${suffix}`, { status });
  if (status === 404) return new NotFoundError(`Autotask knows no ${pathOf(request)} (404).${suffix}`, { status });
  if (status === 502 || status === 503 || status === 504) {
    const outcome = request.changes ? 'unknown' : 'none';
    return new UnavailableError(`Autotask is unavailable (${status}).`, { outcome, status, retryAfterMs });
  }
  if (status === 500) return businessError(request, reasons, suffix, retryAfterMs);
  return new UnexpectedResponseError(`Autotask answered ${request.method} ${pathOf(request)} with ${status}.${suffix}`, {
    status,
  });
}

/** Autotask reports refusals of every kind with HTTP 500; only the text tells them apart (dossier §2, §7). */
function businessError(request: HttpRequest, reasons: Reasons, suffix: string, retryAfterMs: number | undefined): AutotaskError {
  const status = 500;
  const said = reasons.texts.join(' ');
  if (reasons.texts.length === 0) {
    return new UnexpectedResponseError(`Autotask failed on ${request.method} ${pathOf(request)} without saying why (500).`, {
      status,
    });
  }
  if (/integrationcode is invalid|invalid (user ?name|credentials)|zone information could not be determined/i.test(said)) {
    return new AuthenticationError(`Autotask did not accept the credentials.${suffix}`, { status });
  }
  if (/no matching records found|attachment could not be found/i.test(said)) {
    return new NotFoundError(`There is no such record.${suffix}`, { status });
  }
  if (/adequate permissions|do not have permission|not authorized/i.test(said)) {
    return new PermissionError(`The API user may not do this.${suffix}`, { status });
  }
  if (isHourly(said)) return hourLimit(status, retryAfterMs, suffix);
  return new RejectedError(reasons.texts, { status, errorId: reasons.errorId });
}

/** No capture of the hourly refusal exists (dossier §3); these words, near each other, are what it must be about. */
const HOURLY =
  /(request|usage|hourly)[^.]{0,100}(threshold|limit)[^.]{0,100}(exceeded|reached)|exceeded[^.]{0,100}(request|usage|hourly)[^.]{0,100}(threshold|limit)/i;

function isHourly(said: string): boolean {
  return HOURLY.test(said);
}

function threadLimit(status: number, retryAfterMs = THREAD_RETRY_MS): LimitError {
  return new LimitError('Too many requests to this Autotask entity at once.', { limit: 'thread', retryAfterMs, status });
}

function hourLimit(status: number, retryAfterMs = HOUR_RETRY_MS, suffix = ''): LimitError {
  return new LimitError(`The hourly request limit of this Autotask database is used up.${suffix}`, {
    limit: 'hour',
    retryAfterMs,
    status,
  });
}

/** Milliseconds that `Retry-After` asks for: seconds or an HTTP date. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

export function headerOf(response: HttpResponse, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function pathOf(request: HttpRequest): string {
  return new URL(request.url).pathname;
}
