import type { AutotaskClient } from './autotask/client.js';
import type { AutotaskConfig } from './autotask/config.js';
import type { ClientEvent, EventListener } from './autotask/events.js';
import { AccessControl } from './access-control.js';
import type { ServerConfig } from './config.js';
import { CallMeter } from './call-meter.js';
import { RunningCalls } from './running-calls.js';
import type { ApiReader } from './semantic/api-reader.js';
import type { Semantic } from './semantic/semantic.js';
import type { WriteLog } from './semantic/write/log.js';
import type { Writer } from './semantic/write/writer.js';
import { Subscribers } from './subscribers.js';

/** A connection to a tenant, shared by every call of one process. */
export interface Connection {
  readonly client: AutotaskClient;
  /** The client in people's words. */
  readonly semantic: Semantic;
  /** Writes in people's words: planned, approved, read back and recorded. */
  readonly writer: Writer;
}

/** What outlives a single MCP connection: settings, and the connection to the tenant, made when it is first needed. */
export interface Services {
  readonly config: ServerConfig;
  readonly access: AccessControl;
  readonly calls: CallMeter;
  readonly running: RunningCalls;
  /**
   * The connection to the tenant. Loads client and demo tenant on first use, so that a server starts without them.
   *
   * @throws {ConfigurationError} while credentials are missing.
   */
  connect(): Promise<Connection>;
  /** Calls back when the tenant's metadata, read again, is not what it was. @returns Ends that. */
  onMetadataChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface ServicesOptions {
  /** Clock that "today" is read from; default the system's, or the demo tenant's. */
  readonly now?: () => Date;
  /** What the semantic layer reads through; default the client itself. */
  readonly reader?: (client: AutotaskClient) => ApiReader;
}

/** Services for one process, to be closed at its end. */
export function createServices(config: ServerConfig, options: ServicesOptions = {}): Services {
  let opened: Promise<OpenConnection> | undefined;
  const metadataSubscribers = new Subscribers();
  const onEvent = ({ type }: ClientEvent): void => {
    if (type === 'metadata-changed') metadataSubscribers.tell();
  };
  return {
    config,
    access: new AccessControl(config.access, config.accessFile),
    calls: new CallMeter(),
    running: new RunningCalls(),
    connect: async () => {
      opened ??= open(config, options, onEvent);
      try {
        return await opened;
      } catch (error) {
        opened = undefined;
        throw error;
      }
    },
    onMetadataChange: (listener) => metadataSubscribers.add(listener),
    close: async () => {
      const connection = await opened?.catch(() => undefined);
      await connection?.close();
    },
  };
}

interface OpenConnection extends Connection {
  close(): Promise<void>;
}

async function open(
  config: ServerConfig,
  { now, reader = (client) => client }: ServicesOptions,
  onEvent: EventListener,
): Promise<OpenConnection> {
  if (config.demo) return openDemo(config, onEvent);
  const credentials = config.credentials();
  const client = await newClient(credentials, onEvent);
  const semantic = await newSemantic(reader(client), config, now);
  return { client, semantic, writer: await newWriter(client, semantic, config, now), close: () => client.close() };
}

async function openDemo(config: ServerConfig, onEvent: EventListener): Promise<OpenConnection> {
  const { startTenant } = await import('./demo/tenant.js');
  const tenant = await startTenant({ clock: 'live' });
  const { username, secret } = tenant.users.full;
  const credentials = { username, secret, integrationCode: tenant.integrationCode, apiUrl: tenant.apiUrl };
  const client = await newClient(credentials, onEvent);
  const now = (): Date => tenant.now();
  const semantic = await newSemantic(client, config, now);
  return {
    client,
    semantic,
    writer: await newWriter(client, semantic, config, now),
    close: async () => {
      await client.close();
      await tenant.close();
    },
  };
}

async function newClient(credentials: AutotaskConfig, onEvent: EventListener): Promise<AutotaskClient> {
  const { AutotaskClient } = await import('./autotask/client.js');
  return new AutotaskClient(credentials, { onEvent });
}

async function newSemantic(client: ApiReader, { timeZone, me, writes }: ServerConfig, now?: () => Date): Promise<Semantic> {
  const { createSemantic } = await import('./semantic/semantic.js');
  return createSemantic(client, { timeZone, me, now, entities: writes.entities, cursorKey: await cursorKey(writes.sealKey) });
}

/** A key of its own, so that no cursor can ever pass as an approval; the same on every replica that has the same seal key. */
async function cursorKey(sealKey: string | undefined): Promise<Uint8Array | undefined> {
  if (sealKey === undefined) return undefined;
  const { createHmac } = await import('node:crypto');
  return createHmac('sha256', sealKey).update('cursor').digest();
}

async function newWriter(
  client: AutotaskClient,
  { tenant }: Semantic,
  { writes }: ServerConfig,
  now?: () => Date,
): Promise<Writer> {
  const { Writer } = await import('./semantic/write/writer.js');
  const { confirm, caps, writeAs, auditFile } = writes;
  return new Writer(client, tenant, {
    confirm,
    caps,
    writeAs,
    ...(now === undefined ? {} : { now }),
    ...(auditFile === undefined ? {} : { log: await openAuditFile(auditFile) }),
  });
}

async function openAuditFile(path: string): Promise<WriteLog> {
  const { AuditFile } = await import('./audit/audit-file.js');
  return new AuditFile(path);
}
