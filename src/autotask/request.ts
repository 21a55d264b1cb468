import { abortable } from './abort.js';
import type { Clock } from './clock.js';
import type { AutotaskConfig } from './config.js';
import { AuthenticationError, LimitError, UnexpectedResponseError } from './errors.js';
import type { EventListener } from './events.js';
import type { Governor } from './governor/governor.js';
import type { HttpPool, HttpRequest, HttpResponse } from './http.js';
import { headerOf, readResponse } from './response.js';
import { retryDelayMs } from './retry.js';
import type { Repeatable, RetryPolicy } from './retry.js';
import { parseAnswer, thresholdSchema } from './shapes.js';
import type { CallOptions, RequestMeter, Threshold } from './types.js';
import type { ZoneLocator } from './zone.js';

/** Version segment of every address (dossier §1). */
const VERSION = 'V1.0';

export interface ApiRequest extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version segment, e.g. `Tickets/query`. */
  readonly path: string;
  /** Entity whose thread slots the request uses (dossier §3). */
  readonly endpoint: string;
  readonly body?: unknown;
  /** `unsent` for creates and deletes: they are repeated only when they certainly did not happen. */
  readonly repeatable: Repeatable;
  readonly impersonate?: number | undefined;
  /** Passes whatever the budget: for asking what the budget is. */
  readonly unpaced?: true;
}

export interface ApiParts {
  readonly config: AutotaskConfig;
  readonly http: HttpPool;
  readonly zone: ZoneLocator;
  readonly governor: Governor;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
  readonly userAgent: string;
  readonly emit: EventListener;
}

/** Sends requests to the API: address, credentials, pacing, retries, typed errors. Everything above it deals in JSON values. */
export class Api {
  readonly meter: RequestMeter;
  readonly #parts: ApiParts;
  readonly #clock: Clock;
  readonly #secrets: readonly string[];
  #requests = 0;
  /** How far Autotask's clock is ahead of ours, from its `Date` header. */
  #clockAheadMs: number | undefined;

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#clock = parts.clock;
    this.#secrets = [parts.config.secret, parts.config.integrationCode];
    const count = () => this.#requests;
    this.meter = {
      get requests() {
        return count();
      },
    };
  }

  /** Autotask's time, to about a second, at a moment of ours; undefined before its first answer. Both in milliseconds since the epoch. */
  serverTime(ours: number): number | undefined {
    return this.#clockAheadMs === undefined ? undefined : ours + this.#clockAheadMs;
  }

  /** The tenant's usage, which also corrects the governor's estimate. The request itself counts. */
  async threshold(options: CallOptions = {}): Promise<Threshold> {
    const path = 'ThresholdInformation';
    const answer = await this.send({ ...options, method: 'GET', path, endpoint: path, repeatable: 'always', unpaced: true });
    const threshold = parseAnswer(thresholdSchema, answer, path);
    await this.#parts.governor.noteUsage(threshold);
    return threshold;
  }

  /** The JSON value of the answer, after as many attempts as the retry policy allows. */
  async send(request: ApiRequest): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#sendOnce(request);
      } catch (error) {
        if (error instanceof LimitError) await this.#noteRefusal(error);
        const delayMs = retryDelayMs(error, attempt, request.repeatable, this.#parts.retry);
        if (delayMs === undefined) throw error;
        this.#parts.emit({ type: 'retry', entity: request.endpoint, attempt, delayMs, error });
        await this.#clock.sleep(delayMs, request.signal);
      }
    }
  }

  /**
   * Follows a page link that Autotask sent.
   *
   * @throws {@link UnexpectedResponseError} when it leads to another host: credentials stay where they belong.
   */
  async follow(link: string, request: Omit<ApiRequest, 'path'>): Promise<unknown> {
    const base = new URL(await this.#parts.zone.baseUrl());
    const root = `${base.pathname}${VERSION}/`.toLowerCase();
    const url = URL.canParse(link) ? new URL(link) : undefined;
    if (url === undefined || url.origin !== base.origin || !url.pathname.toLowerCase().startsWith(root)) {
      throw new UnexpectedResponseError('Autotask sent a page link that leads elsewhere; it was not followed.');
    }
    return this.send({ ...request, path: url.pathname.slice(root.length) + url.search });
  }

  async #sendOnce(request: ApiRequest): Promise<unknown> {
    // Before it waits for a slot or is counted as sent.
    this.#parts.http.requireOpen();
    // Discovery is shared by all who wait for it, so a caller that gives up leaves it to the others.
    const base = await abortable(this.#parts.zone.baseUrl(), request.signal);
    try {
      return await this.#exchange(base, request);
    } catch (error) {
      if (!(error instanceof AuthenticationError && error.status === 401)) throw error;
      // 401 is also what a zone answers that no longer holds the database.
      const moved = await abortable(this.#parts.zone.afterUnauthorized(base), request.signal);
      if (moved === undefined) throw error;
      return this.#exchange(moved, request);
    }
  }

  async #exchange(base: string, request: ApiRequest): Promise<unknown> {
    const message: HttpRequest = {
      method: request.method,
      url: `${base}${VERSION}/${request.path}`,
      headers: this.#headers(request),
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      changes: request.repeatable === 'unsent' || request.method === 'PATCH',
      signal: request.signal,
    };
    const { endpoint, priority = 'interactive', signal } = request;
    const readUsage = request.unpaced === true ? undefined : () => this.threshold();
    const release = await this.#parts.governor.admit({ endpoint, priority, signal }, readUsage);
    try {
      const response = await this.#transmit(message, request);
      return readResponse(message, response, (text) => this.#redact(text), this.#clock.now());
    } finally {
      release();
    }
  }

  async #transmit(message: HttpRequest, request: ApiRequest): Promise<HttpResponse> {
    const startedAt = this.#clock.now();
    let status: number | undefined;
    this.#requests++;
    try {
      const response = await this.#parts.http.send(message);
      ({ status } = response);
      this.#readServerClock(headerOf(response, 'date'));
      return response;
    } finally {
      const { method, path, endpoint: entity } = request;
      this.#parts.emit({ type: 'request', method, path, entity, status, durationMs: this.#clock.now() - startedAt });
    }
  }

  async #noteRefusal(error: LimitError): Promise<void> {
    // Without a status the refusal is the governor's own.
    if (error.status === undefined) return;
    if (error.limit === 'thread') this.#parts.governor.noteThreadRefusal();
    else await this.#parts.governor.noteHourRefusal();
  }

  #headers(request: ApiRequest): Record<string, string> {
    const { config, userAgent } = this.#parts;
    return {
      UserName: config.username,
      Secret: config.secret,
      ApiIntegrationCode: config.integrationCode,
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': userAgent,
      ...(request.impersonate === undefined ? {} : { ImpersonationResourceId: String(request.impersonate) }),
    };
  }

  #readServerClock(header: string | undefined): void {
    const date = header === undefined ? Number.NaN : Date.parse(header);
    if (!Number.isNaN(date)) this.#clockAheadMs = date - this.#clock.now();
  }

  #redact(text: string): string {
    return this.#secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[hidden]'), text);
  }
}
