import type { AutotaskClient } from './autotask/client.js';
import type { ServerConfig } from './config.js';
import { CallMeter } from './call-meter.js';
import { RunningCalls } from './running-calls.js';

/** A connection to a tenant, shared by every call of one process. */
export interface Connection {
  readonly client: AutotaskClient;
}

/** What outlives a single MCP connection: settings, and the connection to the tenant, made when it is first needed. */
export interface Services {
  readonly config: ServerConfig;
  readonly calls: CallMeter;
  readonly running: RunningCalls;
  /**
   * The connection to the tenant. Loads client and demo tenant on first use, so that a server starts without them.
   *
   * @throws {ConfigurationError} while credentials are missing.
   */
  connect(): Promise<Connection>;
  close(): Promise<void>;
}

/** Services for one process, to be closed at its end. */
export function createServices(config: ServerConfig): Services {
  let opened: Promise<OpenConnection> | undefined;
  return {
    config,
    calls: new CallMeter(),
    running: new RunningCalls(),
    connect: async () => {
      opened ??= open(config);
      try {
        return await opened;
      } catch (error) {
        opened = undefined;
        throw error;
      }
    },
    close: async () => {
      const connection = await opened?.catch(() => undefined);
      await connection?.close();
    },
  };
}

interface OpenConnection extends Connection {
  close(): Promise<void>;
}

async function open(config: ServerConfig): Promise<OpenConnection> {
  if (config.demo) return openDemo();
  const credentials = config.credentials();
  const { AutotaskClient } = await import('./autotask/client.js');
  const client = new AutotaskClient(credentials);
  return { client, close: () => client.close() };
}

async function openDemo(): Promise<OpenConnection> {
  const [{ startTenant }, { AutotaskClient }] = await Promise.all([import('./demo/tenant.js'), import('./autotask/client.js')]);
  const tenant = await startTenant({ clock: 'live' });
  const { username, secret } = tenant.users.full;
  const client = new AutotaskClient(
    { username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl },
    { zoneCacheFolder: null },
  );
  return {
    client,
    close: async () => {
      await client.close();
      await tenant.close();
    },
  };
}
