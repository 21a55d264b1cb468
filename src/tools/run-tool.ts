import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import type { RunningCall } from '../call-meter.js';
import { DeadlineError, errorWords, isKnown } from '../error-words.js';
import type { Services } from '../services.js';
import { advertisedSchema } from './advertised-schema.js';
import { annotationsOf } from './annotations.js';
import { fitToCeiling } from './ceiling.js';
import type { Tool } from './define-tool.js';
import { renderText } from './present.js';

/** Key of a result's `_meta` that holds the API requests the call cost; absent where calls overlapped and it cannot be told. */
export const REQUESTS_META_KEY = 'autotask-mcp/apiRequests';

/** Puts a tool on a server, behind the one wrapper that every call goes through. */
export function registerTool(server: McpServer, tool: Tool, services: Services): void {
  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema: advertisedSchema(tool.input),
      outputSchema: advertisedSchema(tool.output),
      annotations: annotationsOf(tool.effect),
    },
    (args, context) => services.running.track(runTool(tool, args, services, context)),
  );
}

async function runTool(tool: Tool, args: unknown, services: Services, context: ServerContext): Promise<CallToolResult> {
  const deadline = AbortSignal.timeout(services.config.deadlineMs);
  let call: RunningCall | undefined;
  try {
    const connection = await services.connect();
    call = services.calls.begin(connection.client.meter);
    const answer = fitToCeiling(
      await tool.call(args, {
        ...connection,
        config: services.config,
        signal: AbortSignal.any([context.mcpReq.signal, deadline]),
        reportProgress: progressReporter(context),
      }),
    );
    return { content: [{ type: 'text', text: renderText(answer) }], structuredContent: answer, ...requestsMeta(call) };
  } catch (error) {
    const failure = deadline.aborted
      ? new DeadlineError(`${tool.name} took longer than ${String(services.config.deadlineMs / 1000)} s and was stopped`)
      : error;
    if (!isKnown(failure) && !context.mcpReq.signal.aborted) logDefect(tool, failure);
    return { isError: true, content: [{ type: 'text', text: errorWords(failure, tool.effect) }], ...requestsMeta(call) };
  } finally {
    call?.end();
  }
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
