import { Agent, request } from 'undici';
import { errorCode } from './error-code.js';
import { InvalidRequestError, TimeoutError, UnavailableError } from './errors.js';

export interface Timeouts {
  /** Milliseconds to set up a connection; default 10,000. */
  readonly connectMs?: number;
  /** Milliseconds until the answer begins; default 120,000. Autotask itself gives up after five minutes (dossier §3). */
  readonly responseMs?: number;
  /** Longest pause within an answer, in milliseconds; default 30,000. */
  readonly bodyMs?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Whether it may change something, so that a lost answer leaves the outcome open. A query does not, though it is a POST. */
  readonly changes: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** One connection pool. Knows nothing of Autotask; a request that got no complete answer is a typed error with its outcome. */
export class HttpPool {
  readonly #agent: Agent;
  #closed: Promise<void> | undefined;

  constructor(timeouts: Timeouts = {}) {
    this.#agent = new Agent({
      connect: { timeout: timeouts.connectMs ?? 10_000 },
      headersTimeout: timeouts.responseMs ?? 120_000,
      bodyTimeout: timeouts.bodyMs ?? 30_000,
    });
  }

  /**
   * The complete answer, whatever its status. Redirects are not followed, so credentials stay with the host they were meant for.
   *
   * @throws {@link TimeoutError}, {@link UnavailableError}, {@link InvalidRequestError} after `close`, or the reason of `signal`.
   */
  async send(message: HttpRequest): Promise<HttpResponse> {
    this.requireOpen();
    try {
      const response = await request(message.url, {
        method: message.method,
        headers: message.headers,
        dispatcher: this.#agent,
        ...(message.body === undefined ? {} : { body: message.body }),
        ...(message.signal === undefined ? {} : { signal: message.signal }),
      });
      const body = Buffer.from(await response.body.arrayBuffer());
      return { status: response.statusCode, headers: response.headers, body };
    } catch (error) {
      message.signal?.throwIfAborted();
      throw connectionError(error, message);
    }
  }

  /** @throws {@link InvalidRequestError} after `close`. */
  requireOpen(): void {
    if (this.#closed !== undefined) throw new InvalidRequestError('This client is closed; nothing was sent. Make another one.');
  }

  /** Ends idle connections at once and the others after their answer; harmless when repeated. */
  close(): Promise<void> {
    this.#closed ??= this.#agent.close();
    return this.#closed;
  }
}

/** Failures before a request can have left this machine. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function connectionError(error: unknown, message: HttpRequest): TimeoutError | UnavailableError {
  const { code, syscall } = systemError(error);
  // A host can also become unreachable under a request on its way; then it is reading or writing that fails.
  const isUnsent = code !== undefined && UNSENT.has(code) && syscall !== 'read' && syscall !== 'write';
  const outcome = !message.changes || isUnsent ? 'none' : 'unknown';
  const host = new URL(message.url).host;
  // The cause is left out: undici's errors may carry headers, and these carry the credentials.
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new TimeoutError(`No connection to ${host} in time.`, { outcome });
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return new TimeoutError(`No complete answer from ${host} in time.`, { outcome });
  }
  return new UnavailableError(`The connection to ${host} failed (${code ?? 'unknown reason'}).`, { outcome });
}

function systemError(error: unknown): { readonly code?: string; readonly syscall?: unknown } {
  if (!(error instanceof Error)) return {};
  const code = errorCode(error);
  if (code === undefined) return systemError(error.cause);
  return { code, ...('syscall' in error ? { syscall: error.syscall } : {}) };
}
