import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { AccessMode } from '../../src/options.js';
import { readConfig } from '../../src/config.js';
import { createServer } from '../../src/server.js';
import { createServices } from '../../src/services.js';

export interface OfflineHost {
  readonly client: Client;
  readonly close: () => Promise<void>;
}

/** An MCP host whose server has no credentials and no tenant: for what needs neither. */
export async function startOfflineHost(access: AccessMode = 'write', era: 'modern' | 'legacy' = 'modern'): Promise<OfflineHost> {
  const services = createServices(readConfig({ help: false, version: false, demo: false, access }, {}));
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(() => createServer(services), { transport: serverSide });
  const client = new Client(
    { name: 'offline-host', version: '1.0.0' },
    { versionNegotiation: { mode: era === 'modern' ? 'auto' : 'legacy' } },
  );
  await client.connect(clientSide);
  return {
    client,
    close: async () => {
      await client.close();
      await server.close();
      await services.close();
    },
  };
}
