import type { Reply } from '../http/reply.js';
import type { Route } from '../http/router.js';
import type { TenantState } from '../state.js';
import type { ApiUser } from '../types.js';

/** An authenticated request on its way to an endpoint. */
export interface Call<R extends Route = Route> {
  readonly state: TenantState;
  readonly route: R;
  readonly method: string;
  readonly user: ApiUser;
  /** Parsed body; undefined where there was none or it was no JSON. */
  readonly body: unknown;
  readonly search: URLSearchParams;
  /** Value of `ImpersonationResourceId`, or null. */
  readonly impersonation: string | null;
  /** Address up to and with the version segment, e.g. `http://127.0.0.1:4711/ATServicesRest/V1.0`. */
  readonly base: string;
}

/** An answer, and what the tenant does once it is sent. */
export interface Outcome {
  readonly reply: Reply;
  readonly afterwards?: () => void;
}

export type RouteOf<K extends Route['kind']> = Extract<Route, { kind: K }>;
