import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  ResourceTemplate,
  type McpServer,
  type ReadResourceResult,
  type Variables,
} from '@modelcontextprotocol/server';
import { abortable } from '../autotask/abort.js';
import { InvalidRequestError, NotFoundError } from '../autotask/errors.js';
import type { CallOptions } from '../autotask/types.js';
import { suggestionsOf } from '../completion.js';
import { errorWords } from '../error-words.js';
import type { Connection, Services } from '../services.js';
import type { Typed } from './completions.js';
import type { AddressVariables, Contents } from './contents.js';
import { TEMPLATES, type Template } from './templates.js';

const JSON_TYPE = 'application/json';
/** The catalogue ships with the program: the same for everybody who uses this server, for as long as it runs. */
const CATALOGUE_CACHE = { ttlMs: 86_400_000, cacheScope: 'public' } as const;
/** Bytes of `autotask://entities` where no entity is closed, said beforehand without loading it; held by a test. */
const CATALOGUE_BYTES = 29_958;

/** Key of a content's `_meta` that holds when Autotask last saw it changed. */
const LAST_MODIFIED_META_KEY = 'autotask-mcp/lastModified';

/** Puts the tenant's metadata and records on a server as MCP resources. */
export function registerResources(server: McpServer, services: Services): void {
  const { entities } = services.config.writes;
  const isWhole = entities.allow === undefined && entities.deny === undefined;
  server.registerResource(
    'entities',
    'autotask://entities',
    {
      title: 'Entities',
      description: "Every entity of Autotask's API with its family and purpose.",
      mimeType: JSON_TYPE,
      ...(isWhole ? { size: CATALOGUE_BYTES } : {}),
      cacheHint: CATALOGUE_CACHE,
    },
    async (uri) => asJson(uri, (await import('./contents.js')).entityList(entities)),
  );
  for (const template of TEMPLATES) registerTemplate(server, services, template);
}

function registerTemplate(server: McpServer, services: Services, { name, uri, reader, ...metadata }: Template): void {
  server.registerResource(
    name,
    new ResourceTemplate(uri, { list: undefined, complete: completions(services) }),
    { ...metadata, mimeType: JSON_TYPE },
    (address, variables, context) =>
      services.running.run({ cancelled: context.mcpReq.signal, deadlineMs: services.config.deadlineMs }, ({ signal }) =>
        readAddress(address, decoded(variables), reader, services, signal),
      ),
  );
}

async function readAddress(
  address: URL,
  variables: AddressVariables,
  reader: Template['reader'],
  services: Services,
  signal: AbortSignal,
): Promise<ReadResourceResult> {
  try {
    signal.throwIfAborted();
    // On demand, since the catalogue is large and most sessions read no MCP resource.
    const [contents, connection] = await Promise.all([import('./contents.js'), services.connect()]);
    return asJson(address, await abortable(Promise.resolve(reader(contents)(connection, variables, { signal })), signal));
  } catch (error) {
    throw protocolError(address, signal.aborted ? signal.reason : error);
  }
}

type Complete = (typed: string, context?: { arguments?: Record<string, string> }) => Promise<string[]>;

/** Completion of every variable that an address may have. */
function completions(services: Services): Record<keyof AddressVariables, Complete> {
  const fromTenant = (suggest: (connection: Connection, typed: Typed, call: CallOptions) => Promise<string[]>): Complete => {
    return (typed, context) =>
      suggestionsOf(services, (connection, call) => suggest(connection, { typed, entity: context?.arguments?.['entity'] }, call));
  };
  const complete = {
    entity: async (typed: string) => (await import('./completions.js')).completeEntity(typed, services.config.writes.entities),
    field: fromTenant(async (...question) => (await import('./completions.js')).completeField(...question)),
    id: fromTenant(async (...question) => (await import('./completions.js')).completeId(...question)),
  } satisfies Record<keyof AddressVariables, Complete>;
  // The SDK looks variables up by the name that a client gives: "__proto__" has to be as unknown as any other.
  Object.setPrototypeOf(complete, null);
  return complete;
}

function decoded(variables: Variables): AddressVariables {
  const { entity = '', field = '', id = '' } = variables;
  return { entity: decode(String(entity)), field: decode(String(field)), id: decode(String(id)) };
}

/** Text with broken percent signs names nothing, and is told so by its own spelling. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function asJson(uri: URL, { value, lastModified }: Contents): ReadResourceResult {
  const content = { uri: uri.href, mimeType: JSON_TYPE, text: JSON.stringify(value) };
  return {
    contents: [lastModified === undefined ? content : { ...content, _meta: { [LAST_MODIFIED_META_KEY]: lastModified } }],
  };
}

function protocolError(uri: URL, error: unknown): ProtocolError {
  const words = errorWords(error, 'read');
  if (error instanceof InvalidRequestError || error instanceof NotFoundError) return new ResourceNotFoundError(uri.href, words);
  return new ProtocolError(ProtocolErrorCode.InternalError, words);
}
