import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from '../endpoints/call.js';
import { answer } from '../endpoints/answer.js';
import type { Fault } from '../faults.js';
import type { LoggedRequest } from '../request-log.js';
import { admit, type Admission } from './admission.js';
import { CREDENTIAL_HEADERS, single } from './authenticate.js';
import type { Frontend } from './frontend.js';
import { laxJsonIfAny } from './lax-json.js';
import { errors, html, Refusal, threadLimitExceeded, unauthorized, unexpectedError } from './reply.js';
import { routeOf, type Route } from './router.js';
import { send } from './send.js';

/** Handles one HTTP request from the first byte to the last. */
export async function handle(frontend: Frontend, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // The server's clock is the tenant's clock, also where that is frozen.
  response.setHeader('date', frontend.state.now().toUTCString());
  const url = new URL(request.url ?? '/', frontend.origin());
  const route = routeOf(url.pathname);
  const logged = logEntry(frontend, request, route);
  const leave = frontend.requests.begin(logged);
  response.once('close', () => {
    logged.wasCut = !response.writableFinished;
  });
  const admitted = admit(frontend, request, url, route);
  logged.hourlyUsage = frontend.usage.share();
  try {
    const body = laxJsonIfAny(await readText(request));
    logged.body = body;
    const fault = frontend.faults.take(logged);
    if (fault?.kind === 'lose-request') {
      request.socket.destroy();
      return;
    }
    await pause(frontend, fault);
    const outcome = faultReply(frontend, fault) ?? perform(frontend, admitted, request, url, body);
    logged.status = outcome.reply.status;
    send(response, outcome.reply, fault);
    outcome.afterwards?.();
  } finally {
    admitted.release();
    leave();
  }
}

function logEntry(frontend: Frontend, request: IncomingMessage, route: Route | null): LoggedRequest {
  const { headers } = request;
  return {
    at: frontend.state.now(),
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    entity: route !== null && 'entity' in route ? route.entity.name : null,
    kind: route?.kind ?? 'unknown',
    body: undefined,
    headers: Object.keys(headers),
    hasCredentials: CREDENTIAL_HEADERS.some((name) => headers[name] !== undefined),
    impersonationResourceId: single(headers['impersonationresourceid']),
    hourlyUsage: 0,
    status: null,
    wasCut: false,
  };
}

function perform(frontend: Frontend, admitted: Admission, request: IncomingMessage, url: URL, body: unknown): Outcome {
  if ('reply' in admitted) return { reply: admitted.reply };
  try {
    return answer({ ...admitted.call, body }, frontend.usage);
  } catch (error) {
    if (error instanceof Refusal) return { reply: error.reply };
    // A fault of the simulator itself: visible to whoever runs it, and to the client as Autotask's own faults are.
    console.error(`demo tenant: ${request.method ?? ''} ${url.pathname} failed`, error);
    return { reply: unexpectedError(frontend.state.nextErrorId()) };
  }
}

async function pause(frontend: Frontend, fault: Fault | null): Promise<void> {
  const throttleMs = frontend.throttle ? frontend.usage.latencyMs() : 0;
  const slowMs = fault?.kind === 'slow' ? fault.ms : 0;
  const totalMs = frontend.latencyMs + throttleMs + slowMs;
  if (fault?.kind === 'hold') await fault.until;
  if (totalMs > 0) await delay(totalMs);
}

/** The reply that a fault puts in the place of the tenant's own, if it does. */
function faultReply(frontend: Frontend, fault: Fault | null): Outcome | null {
  switch (fault?.kind) {
    case 'html':
      return { reply: html(fault.status, `${fault.status} - Service unavailable.`, 'The service is unavailable.') };
    case 'thread-limit':
      return { reply: threadLimitExceeded(frontend.threads.limit, fault.retryAfterSeconds) };
    case 'unauthorized':
      return { reply: unauthorized(new URL(frontend.origin()).hostname) };
    case 'error':
      return { reply: { ...errors(fault.text), status: fault.status ?? 500 } };
    default:
      return null;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
