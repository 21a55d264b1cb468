import { RecentLog } from './recent-log.js';

/** One request as it reached the tenant. Credentials are never kept. */
export interface LoggedRequest {
  readonly at: Date;
  readonly method: string;
  /** Path and query string as sent. */
  readonly path: string;
  /** Plural entity name; null for services such as zone information, and for unknown paths. */
  readonly entity: string | null;
  /** Kind of route, e.g. `query`, `record`, `child-collection`; `unknown` where no route matches. */
  readonly kind: string;
  /** Parsed body; undefined where there was none or it was no JSON. */
  body: unknown;
  /** Lower-case names of the headers sent. */
  readonly headers: readonly string[];
  /** True where any of the three credential headers was sent. */
  readonly hasCredentials: boolean;
  readonly impersonationResourceId: string | null;
  /** Requests of the trailing hour, all integrations together, as a share of the threshold; this one included if it was let in. */
  hourlyUsage: number;
  /** Null until answered, and for ever where the connection was cut before an answer was made. */
  status: number | null;
  /** True where the connection was closed, by either side, before an answer had left whole. */
  wasCut: boolean;
}

export class RequestLog extends RecentLog<LoggedRequest> {
  readonly #inFlight = new Map<string, number>();
  readonly #peaks = new Map<string, number>();

  /** Most requests that were in the tenant at the same time for one entity. */
  maxConcurrent(entity: string): number {
    return this.#peaks.get(entity) ?? 0;
  }

  override clear(): void {
    super.clear();
    this.#peaks.clear();
  }

  /** Takes a request in; the returned function ends it. */
  begin(request: LoggedRequest): () => void {
    this.add(request);
    const { entity } = request;
    if (entity === null) return () => {};
    this.#move(entity, 1);
    return () => this.#move(entity, -1);
  }

  #move(entity: string, by: number): void {
    const now = (this.#inFlight.get(entity) ?? 0) + by;
    this.#inFlight.set(entity, now);
    this.#peaks.set(entity, Math.max(now, this.maxConcurrent(entity)));
  }
}
