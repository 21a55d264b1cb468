import type { IncomingMessage } from 'node:http';
import type { AuthenticatedCall } from '../endpoints/answer.js';
import { versionInformation, zoneInformation } from '../endpoints/services.js';
import { authenticate, single } from './authenticate.js';
import type { Frontend } from './frontend.js';
import { hourlyLimitExceeded, methodNotAllowed, notFoundPage, Refusal, threadLimitExceeded, type Reply } from './reply.js';
import type { Route } from './router.js';

/** Longer addresses never reach the API (dossier §3). */
const LONGEST_URL = 2048;

/** What is decided before a request's body is read: address, verb, credentials, limits. */
export type Admission = {
  /** Gives the request's thread slot back. */
  readonly release: () => void;
} & ({ readonly reply: Reply } | { readonly call: Omit<AuthenticatedCall, 'body'> });

export function admit(frontend: Frontend, request: IncomingMessage, url: URL, route: Route | null): Admission {
  try {
    return admitOrRefuse(frontend, request, url, route);
  } catch (error) {
    if (error instanceof Refusal) return answered(error.reply);
    throw error;
  }
}

/** Settled without taking a thread slot. */
function answered(reply: Reply): Admission {
  return { release: () => {}, reply };
}

function admitOrRefuse(frontend: Frontend, request: IncomingMessage, url: URL, route: Route | null): Admission {
  const { state, usage, threads, slotReleaseMs } = frontend;
  const method = request.method ?? 'GET';
  if (route === null || url.href.length > LONGEST_URL) throw new Refusal(notFoundPage());
  if (!acceptsMethod(route, method, url)) throw new Refusal(methodNotAllowed(method));
  if (route.kind === 'zone') return answered(zoneInformation(state, frontend.origin(), url.searchParams.get('user')));
  if (route.kind === 'versions') return answered(versionInformation());
  const user = authenticate(request.headers, state.seed, url.hostname);
  if (!usage.admit()) throw new Refusal(hourlyLimitExceeded(usage.threshold));
  const giveBack = threads.acquire(state.seed.integrationCode, endpointOf(route));
  if (giveBack === null) throw new Refusal(threadLimitExceeded(threads.limit));
  const impersonation = single(request.headers['impersonationresourceid']);
  const base = `${frontend.origin()}/ATServicesRest/V1.0`;
  return {
    release: slotReleaseMs > 0 ? () => void setTimeout(giveBack, slotReleaseMs).unref() : giveBack,
    call: { state, route, method, user, search: url.searchParams, impersonation, base },
  };
}

/**
 * A query by GET needs `?search=`: without it the API sees no such route, which is what makes a GET on a link of a
 * POST query fail with 405 (dossier §4).
 */
function acceptsMethod(route: Route, method: string, url: URL): boolean {
  if (!route.methods.includes(method)) return false;
  const isQuery = route.kind === 'query' || route.kind === 'count' || route.kind === 'next' || route.kind === 'previous';
  return !(isQuery && method === 'GET') || url.searchParams.has('search');
}

/** What a thread slot is counted for: an entity wherever it is addressed, a service on its own (dossier §3). */
function endpointOf(route: Route): string {
  return 'entity' in route ? route.entity.name : route.kind;
}
