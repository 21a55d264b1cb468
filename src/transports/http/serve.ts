import type { HttpConfig } from '../../http-config.js';
import type { Services } from '../../services.js';
import { stopRequested } from '../stop.js';
import { listenOverHttp } from './listen.js';

/**
 * Serves MCP over HTTP until a signal asks for the end.
 *
 * @returns When running calls are answered and all connections closed.
 */
export async function serveOverHttp(services: Services, config: HttpConfig): Promise<void> {
  const stopped = stopRequested();
  const listener = await listenOverHttp(services, config);
  console.error(`autotask-mcp: listening on ${listener.url}${config.token === undefined ? '' : ', bearer token required'}`);
  await stopped;
  await listener.close();
}
