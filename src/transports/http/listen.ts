import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { hostInUrl, type HttpConfig } from '../../http-config.js';
import { createServer } from '../../server.js';
import type { Services } from '../../services.js';
import { reportError } from '../report.js';
import { DRAIN_MS, LAST_ANSWERS_MS, LAST_WORDS_MS } from '../stop.js';
import { staticTokenAuthentication } from './authenticate.js';
import { httpRoutes, LARGEST_BODY_BYTES, MCP_PATH } from './routes.js';

// A client that sends slower than this holds a socket for nothing.
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** How often Node looks for such clients; its own 30 s would treble the first limit. */
const TIMEOUT_CHECK_MS = 2_000;
/** Longer than the minute for which proxies commonly keep a connection, so that it is never the server who closes one just being used. */
const KEEP_ALIVE_MS = 65_000;
const SWEEP_MS = 20;

/** A server that listens. */
export interface HttpListener {
  /** Address of the MCP endpoint. */
  readonly url: string;
  /** Takes no new requests, waits for the running calls (at most {@link DRAIN_MS}), then ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves MCP over Streamable HTTP, to clients of the 2025 protocol and of 2026-07-28 on one address. Stateless: each request gets a
 * server of its own, any of several processes may answer it.
 *
 * @throws {NodeJS.ErrnoException} when the address cannot be listened on.
 */
export async function listenOverHttp(services: Services, config: HttpConfig): Promise<HttpListener> {
  const mcp = createMcpHandler(({ era }) => createServer(services, { isRelayed: era === 'modern' }), {
    maxRequestBodySize: LARGEST_BODY_BYTES,
    onerror: reportError,
  });
  // Hosts of the 2026 protocol can listen; those of 2025 have no connection that lasts.
  const ends = [
    services.access.onChange(() => {
      mcp.notify.toolsChanged();
    }),
    services.onMetadataChange(() => {
      mcp.notify.resourcesChanged();
    }),
  ];
  let draining = false;
  const route = httpRoutes({
    mcp,
    config,
    authenticate: staticTokenAuthentication(config),
    isDraining: () => draining,
    onError: reportError,
  });
  const server = createHttpServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => void route(request, response),
  );
  server.listen(config.port, config.host);
  await once(server, 'listening');

  return {
    url: addressOf(server, config.host),
    close: async () => {
      draining = true;
      for (const end of ends) end();
      const closed = once(server, 'close');
      server.close();
      await services.running.end(DRAIN_MS, LAST_WORDS_MS);
      await Promise.race([closed, idleConnectionsClosed(server)]);
      await mcp.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Gives answers time to leave, and closes each connection as soon as it has nothing left to say. */
async function idleConnectionsClosed(server: Server): Promise<void> {
  for (let waited = 0; waited < LAST_ANSWERS_MS; waited += SWEEP_MS) {
    server.closeIdleConnections();
    await delay(SWEEP_MS);
  }
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${hostInUrl(host)}:${String(port)}${MCP_PATH}`;
}
