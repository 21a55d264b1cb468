import type { CallToolResult, InputRequiredResult, McpServer, RegisteredTool, ServerContext } from '@modelcontextprotocol/server';
import { abortable } from '../autotask/abort.js';
import type { RunningCall } from '../call-meter.js';
import { personNamed } from '../config.js';
import { errorWords, isKnown } from '../error-words.js';
import { NotAllowedError, UnknownNameError } from '../semantic/errors.js';
import { PartialWriteError } from '../semantic/write/errors.js';
import type { CallTime } from '../running-calls.js';
import type { Connection, Services } from '../services.js';
import { advertisedSchemas } from './advertised-schema.js';
import { annotationsOf } from './annotations.js';
import { approvalsOf, hostOf, QuestionForPerson } from './approval.js';
import { fitToCeiling } from './ceiling.js';
import type { Tool, ToolContext } from './define-tool.js';
import { iconsOf } from './icons.js';
import { renderText } from './present.js';
import type { Answer, Picture } from './reply.js';
import { allows } from './visibility.js';

/** Key of a result's `_meta` that holds the API requests the call cost; absent where calls overlapped and it cannot be told. */
export const REQUESTS_META_KEY = 'autotask-mcp/apiRequests';

/** An unknown label may be one that an administrator has just added; metadata is read again then, but not for each typing error. */
const YOUNG_METADATA_MS = 60_000;

/** Puts a tool on a server, behind the one wrapper that every call goes through. */
export function registerTool(server: McpServer, tool: Tool, services: Services): RegisteredTool {
  const { input: inputSchema, output: outputSchema } = advertisedSchemas(tool);
  return server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema,
      outputSchema,
      annotations: annotationsOf(tool.effect),
      icons: iconsOf(tool.effect),
    },
    (args, context) =>
      services.running.run({ cancelled: context.mcpReq.signal, deadlineMs: services.config.deadlineMs }, (time) =>
        runTool(tool, args, time, { services, server, context }),
      ),
  );
}

interface Surroundings {
  readonly services: Services;
  readonly server: McpServer;
  readonly context: ServerContext;
}

async function runTool(
  tool: Tool,
  args: unknown,
  time: CallTime,
  surroundings: Surroundings,
): Promise<CallToolResult | InputRequiredResult> {
  const { services, context } = surroundings;
  const { signal } = time;
  let call: RunningCall | undefined;
  let connection: Connection | undefined;
  try {
    signal.throwIfAborted();
    requireAllowed(tool, services);
    connection = await services.connect();
    call = services.calls.begin(connection.client.meter);
    const work = tool.call(args, {
      ...connection,
      config: services.config,
      access: services.access,
      signal,
      time,
      reportProgress: progressReporter(context),
      write: writeFor(tool, connection, signal, surroundings),
    });
    // A read ends with its time even while it waits for what other calls wait for, too, and what is therefore not cut. A write has to tell
    // what it has done.
    const { answer, pictures } = await (tool.effect === 'read' ? abortable(work, signal) : work);
    return { ...contentOf(fitToCeiling(answer), pictures), ...requestsMeta(call) };
  } catch (error) {
    if (error instanceof QuestionForPerson) return error.question;
    if (error instanceof UnknownNameError) connection?.client.refreshMetadata(undefined, YOUNG_METADATA_MS);
    // What a write has done by then is worth more than the reason why it stopped.
    const failure: unknown = signal.aborted && !(error instanceof PartialWriteError) ? signal.reason : error;
    if (!isKnown(failure) && !context.mcpReq.signal.aborted) logDefect(tool, failure);
    return { isError: true, content: [{ type: 'text', text: errorWords(failure, tool.effect) }], ...requestsMeta(call) };
  } finally {
    call?.end();
  }
}

/** Writes for this call: by its person, from its host, with a person's word where that is needed. */
function writeFor(
  tool: Tool,
  { writer }: Connection,
  signal: AbortSignal,
  { services, server, context }: Surroundings,
): ToolContext['write'] {
  return async (makePlan, { allowDuplicate, approval }) => {
    const call = { tool: tool.name, token: approval, now: writer.now() };
    const origin = { tool: tool.name, person: personOf(services, context), host: hostOf(server, context) };
    const approver = await approvalsOf(services).approver(call, server, context);
    const requirePermission = (): void => {
      requireAllowed(tool, services);
    };
    const onWritten = progressReporter(context);
    return writer.run({ origin, approver, allowDuplicate, signal, requirePermission, onWritten }, makePlan);
  };
}

/** The owner may have narrowed the access mode since the tool was listed, or since the person was asked. */
function requireAllowed({ name, effect }: Tool, { access }: Services): void {
  const { mode } = access;
  if (allows(mode, effect)) return;
  throw new NotAllowedError(access.problem ?? `${name} is switched off: the owner of this server has set it to "${mode}".`);
}

/** Whom the call is made for: the signed-in one, else the one in the settings. */
function personOf({ config: { me } }: Services, { http }: ServerContext): string {
  return http?.authInfo?.clientId ?? personNamed(me);
}

function contentOf(answer: Answer, pictures: readonly Picture[]): Pick<CallToolResult, 'content' | 'structuredContent'> {
  const images = pictures.map(({ mimeType, base64 }) => ({ type: 'image' as const, mimeType, data: base64 }));
  return { content: [{ type: 'text', text: renderText(answer) }, ...images], structuredContent: answer };
}

/** Leaves the place of a defect on stderr, without the error's message, which might hold a customer's text. */
function logDefect(tool: Tool, error: unknown): void {
  const [, ...frames] = error instanceof Error ? (error.stack ?? '').split('\n    at ') : [];
  console.error(
    `autotask-mcp: ${tool.name} failed: ${error instanceof Error ? error.name : typeof error} at ${frames.slice(0, 5).join(' < ')}`,
  );
}

function progressReporter(context: ServerContext): (done: number, total?: number) => void {
  const { _meta: meta } = context.mcpReq;
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  return (progress, total) => {
    const params = { progressToken, progress, ...(total === undefined ? {} : { total }) };
    // A caller that has gone away no longer wants to know; its call is being aborted anyway.
    context.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}

function requestsMeta(call: RunningCall | undefined): { _meta?: Record<string, unknown> } {
  const requests = call?.requests();
  return requests === undefined ? {} : { _meta: { [REQUESTS_META_KEY]: requests } };
}
