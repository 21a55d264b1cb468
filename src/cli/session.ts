import { join } from 'node:path';
import { AuditFile } from '../audit/audit-file.js';
import type { AutotaskClient } from '../autotask/client.js';
import { defaultCacheFolder, type Environment } from '../autotask/config.js';
import type { ServerConfig } from '../config.js';
import type { ApiReader } from '../semantic/api-reader.js';
import { UnknownNameError } from '../semantic/errors.js';
import type { Semantic } from '../semantic/semantic.js';
import { NO_LOG, type WriteLog } from '../semantic/write/log.js';
import type { Writer } from '../semantic/write/writer.js';
import { createServices } from '../services.js';
import { commandConfig } from './config.js';
import { stateFolder } from './folders.js';
import type { GlobalOptions } from './global-options.js';
import { MetadataCache, type FieldSource } from './metadata-cache.js';

/** Descriptions of fields, from the disk where an earlier command has asked for them. */
export interface FieldDescriptions {
  readonly fields: FieldSource;
  readonly userDefinedFields: FieldSource;
}

/** A connection to a tenant for the time of one command. */
export interface Session {
  readonly config: ServerConfig;
  readonly client: AutotaskClient;
  readonly semantic: Semantic;
  readonly writer: Writer;
  /** What was written before, by this and earlier commands. */
  readonly writeLog: WriteLog;
  readonly metadata: FieldDescriptions;
  /**
   * Carries out what understands names. A name that remembered metadata does not know may be new: it is looked up in the tenant's before it
   * is called unknown.
   */
  understand<T>(task: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @throws {ConfigurationError} while credentials are missing. */
export async function openSession(global: GlobalOptions, environment: Environment): Promise<Session> {
  const config = withAuditFile(await commandConfig(global, environment), environment);
  const cache = config.demo ? undefined : metadataCache(config, environment);
  const services = createServices(config, cache === undefined ? {} : { reader: (client) => rememberingReader(client, cache) });
  const { client, semantic, writer } = await services.connect();
  return {
    config,
    client,
    semantic,
    writer,
    writeLog: config.writes.auditFile === undefined ? NO_LOG : new AuditFile(config.writes.auditFile),
    metadata: descriptions(client, cache),
    understand: (task) => retryOnce(task, cache),
    close: () => services.close(),
  };
}

/** Every command is a new process, so the audit file is also what undo works from. Each demo tenant is new, and has no past. */
export function withAuditFile(config: ServerConfig, environment: Environment): ServerConfig {
  const auditFile = config.writes.auditFile ?? (config.demo ? undefined : join(stateFolder(environment), 'audit.jsonl'));
  // On a command line each write is asked about; `--yes` is the answer given beforehand.
  return { ...config, writes: { ...config.writes, confirm: 'always', ...(auditFile === undefined ? {} : { auditFile }) } };
}

function metadataCache(config: ServerConfig, environment: Environment): MetadataCache {
  const { username, apiUrl = '' } = config.credentials();
  return new MetadataCache(defaultCacheFolder(environment), `${username} ${apiUrl}`);
}

function descriptions(client: AutotaskClient, cache: MetadataCache | undefined): FieldDescriptions {
  const fields: FieldSource = (entity, options) => client.fields(entity, options);
  const userDefinedFields: FieldSource = (entity, options) => client.userDefinedFields(entity, options);
  if (cache === undefined) return { fields, userDefinedFields };
  return { fields: cache.cached('fields', fields), userDefinedFields: cache.cached('userDefinedFields', userDefinedFields) };
}

function rememberingReader(client: AutotaskClient, cache: MetadataCache): ApiReader {
  return {
    ...descriptions(client, cache),
    queryPage: (entity, filter, options) => client.queryPage(entity, filter, options),
    queryAll: (entity, filter, options) => client.queryAll(entity, filter, options),
    count: (entity, filter, options) => client.count(entity, filter, options),
    get: (entity, id, options) => client.get(entity, id, options),
    getMany: (entity, ids, options) => client.getMany(entity, ids, options),
    entityInfo: (entity, options) => client.entityInfo(entity, options),
    attachments: (entity) => client.attachments(entity),
  };
}

async function retryOnce<T>(task: () => Promise<T>, cache: MetadataCache | undefined): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof UnknownNameError) || cache?.wasUsed !== true) throw error;
    await cache.clear();
    return task();
  }
}
