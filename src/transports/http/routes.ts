import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostHeaderValidation, originValidation, toNodeHandler } from '@modelcontextprotocol/node';
import type { AuthInfo, McpHttpHandler } from '@modelcontextprotocol/server';
import type { HttpConfig } from '../../http-config.js';
import type { Authenticate } from './authenticate.js';
import { replyError, replyJson, replyWith } from './reply.js';

export const MCP_PATH = '/mcp';
const HEALTH_PATH = '/healthz';

/** A message is a few kilobytes; the largest holds an attachment's text. */
export const LARGEST_BODY_BYTES = 9 << 20;

export interface RoutesOptions {
  readonly mcp: McpHttpHandler;
  readonly config: HttpConfig;
  readonly authenticate: Authenticate;
  /** True while the server is ending and takes no new requests. */
  readonly isDraining: () => boolean;
  readonly onError: (error: Error) => void;
}

/** Answers one HTTP request; never rejects. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The server's addresses: `/mcp`, guarded by Host, Origin and token in this order, and `/healthz`, which answers any Host, since the
 * probes of supervisors and balancers call by address.
 */
export function httpRoutes({ mcp, config, authenticate, isDraining, onError }: RoutesOptions): Route {
  const hosts = [...config.allowedHosts];
  const isHostAllowed = hostHeaderValidation(hosts);
  const isOriginAllowed = originValidation(hosts);
  const serveMcp = mcpServing(mcp, onError);

  return async (request, response) => {
    try {
      const path = pathOf(request);
      if (path === HEALTH_PATH) {
        health(request, response, isDraining());
        return;
      }
      if (!isHostAllowed(request, response) || !isOriginAllowed(request, response)) return;
      if (path !== MCP_PATH) {
        replyError(response, 404, `Not found. The MCP endpoint is ${MCP_PATH}.`);
        return;
      }
      if (isDraining()) {
        response.setHeader('connection', 'close');
        replyError(response, 503, 'The server is shutting down.');
        return;
      }
      const admission = await authenticate(request);
      if ('refusal' in admission) await replyWith(response, admission.refusal);
      else if (request.method !== 'POST') refuseMethod(response);
      else if (Number(request.headers['content-length']) > LARGEST_BODY_BYTES) refuseBody(response);
      else await serveMcp(request, response, admission.auth);
    } catch (error) {
      onError(error instanceof Error ? error : new Error('A request failed.'));
      if (response.headersSent) response.destroy();
      else replyError(response, 500, 'Internal server error');
    }
  };
}

/** Without sessions there is nothing to open by GET or to end by DELETE; and the SDK's adapter fails on TRACE. */
function refuseMethod(response: ServerResponse): void {
  response.setHeader('allow', 'POST');
  replyError(response, 405, 'Method not allowed.');
}

/**
 * As the SDK's adapter does, which however closes the connection on a client that is still sending: that often learns only that it broke.
 * On one that stays open Node reads off the rest.
 */
function refuseBody(response: ServerResponse): void {
  replyError(response, 413, `Payload Too Large: Request body must not exceed ${String(LARGEST_BODY_BYTES)} bytes`);
}

function health(request: IncomingMessage, response: ServerResponse, draining: boolean): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') replyError(response, 405, 'Use GET.');
  else if (draining) replyJson(response, 503, { status: 'draining' });
  else replyJson(response, 200, { status: 'ok' });
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** Hands a request to the SDK, with a signal that aborts when the client goes away before its answer is complete. */
function mcpServing(mcp: McpHttpHandler, onerror: (error: Error) => void) {
  return (request: IncomingMessage, response: ServerResponse, auth: AuthInfo | undefined): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const fetch: McpHttpHandler['fetch'] = (message, options) => mcp.fetch(withSignal(message, gone.signal), options);
    return toNodeHandler({ fetch }, { maxRequestBodySize: LARGEST_BODY_BYTES, onerror })(fetchable(request, auth), response);
  };
}

/**
 * The request and all copies of it with this very signal. The one that Node gives to a `Request` follows the original only until the next
 * garbage collection after nobody holds the `Request` any more, and that of a copy not even so long: the SDK holds neither, and calls would
 * go on for clients that have long gone.
 */
function withSignal(request: Request, signal: AbortSignal): Request {
  const copy = request.clone.bind(request);
  return Object.defineProperties(request, {
    signal: { value: signal },
    clone: { value: () => withSignal(copy(), signal) },
  });
}

/** The request in the shape that the SDK's adapter takes. Its URL is fixed, as only this one path gets here. */
function fetchable(request: IncomingMessage, auth: AuthInfo | undefined) {
  return {
    method: request.method ?? 'GET',
    url: MCP_PATH,
    headers: request.headers,
    ...(auth === undefined ? {} : { auth }),
    [Symbol.asyncIterator]: () => request[Symbol.asyncIterator](),
  };
}
