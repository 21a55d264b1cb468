import { Client, type CallToolResult, type ClientOptions, type ElicitResult } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer } from '../../src/server.js';
import { createServices, type Services } from '../../src/services.js';
import type { Me, ServerConfig } from '../../src/config.js';
import type { AccessMode } from '../../src/options.js';
import { DEFAULT_WRITES, type WriteConfig } from '../../src/write-config.js';
import { startTenant, type DemoTenant, type TenantOptions } from '../../src/demo/tenant.js';

export interface HostOptions extends TenantOptions {
  /** A running tenant to work on, which `close()` then leaves running; a new one with a frozen clock where absent. */
  readonly tenant?: DemoTenant;
  readonly user?: 'full' | 'restricted';
  readonly access?: AccessMode;
  /** Default `modern`: the 2026-07-28 protocol; `legacy` opens with the 2025 handshake. */
  readonly era?: 'modern' | 'legacy';
  /** Default America/New_York, the zone of the jobs' user. */
  readonly timeZone?: string;
  /** Default resource 501, Maya Okafor; null for nobody. */
  readonly me?: Me | null;
  /** What differs from the default settings for writes. */
  readonly writes?: Partial<WriteConfig>;
  /** How the person answers when asked; absent = the client cannot ask. */
  readonly person?: (question: string) => ElicitResult | Promise<ElicitResult>;
  /** File that can narrow the access mode while the server runs. */
  readonly accessFile?: string;
  /** What the client wants to hear of. */
  readonly listChanged?: ClientOptions['listChanged'];
  /** Default 50,000, as in production. */
  readonly deadlineMs?: number;
}

/** An MCP host with its server and a tenant, all in this process; the tenant is reached over real HTTP. */
export interface Host {
  readonly tenant: DemoTenant;
  readonly client: Client;
  readonly services: Services;
  readonly call: (tool: string, args?: Record<string, unknown>) => Promise<CallToolResult>;
  /** Method and path of the API requests since the last call of this function, e.g. `POST Tickets/query`. */
  readonly requests: () => string[];
  readonly close: () => Promise<void>;
}

/** Starts a host; to be closed by the caller. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const {
    tenant: running,
    user = 'full',
    access = 'write',
    era = 'modern',
    timeZone = 'America/New_York',
    me,
    deadlineMs = 50_000,
    writes,
    person,
    accessFile,
    listChanged,
    ...tenantOptions
  } = options;
  const tenant = running ?? (await startTenant({ clock: 'frozen', ...tenantOptions }));
  const { username, secret } = tenant.users[user];
  const config: ServerConfig = {
    access,
    ...(accessFile === undefined ? {} : { accessFile }),
    demo: false,
    timeZone,
    deadlineMs,
    writes: { ...DEFAULT_WRITES, ...writes },
    me: me === undefined ? { resourceId: 501 } : (me ?? {}),
    credentials: () => ({ username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl }),
  };
  const services = createServices(config, { now: () => tenant.now() });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const ended = new AbortController();
  const server = serveStdio(() => createServer(services, { lifetime: ended.signal }), { transport: serverSide });
  const client = new Client(
    { name: 'test-host', version: '1.0.0' },
    {
      versionNegotiation: { mode: era === 'modern' ? 'auto' : 'legacy' },
      ...(listChanged === undefined ? {} : { listChanged }),
      capabilities: person === undefined ? {} : { elicitation: { form: {} } },
    },
  );
  if (person !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => person(params.message));
  await client.connect(clientSide);
  // From then on the client checks every answer against its tool's output schema.
  await client.listTools();
  let mark = tenant.requests.mark();
  return {
    tenant,
    client,
    services,
    call: (tool, args = {}) => client.callTool({ name: tool, arguments: args }),
    requests: () => {
      const sent = tenant.requests.since(mark);
      mark = tenant.requests.mark();
      return sent.map(({ method, path }) => `${method} ${path.replace(/^\/ATServicesRest\/(V1\.0\/)?/i, '')}`);
    },
    close: async () => {
      ended.abort();
      await client.close();
      await server.close();
      await services.close();
      if (running === undefined) await tenant.close();
    },
  };
}

/** All text of a result, in order. */
export function textOf(result: CallToolResult): string {
  return result.content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
}
