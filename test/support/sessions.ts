import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as V1HttpClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { BIN } from './bin.js';

/** What a tool answered, whatever the client's own types call it. */
const toolAnswer = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().default(false),
});
export type ToolAnswer = z.infer<typeof toolAnswer>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly progress: number; readonly total?: number | undefined }) => void;
}

export type Reference =
  { readonly type: 'ref/prompt'; readonly name: string } | { readonly type: 'ref/resource'; readonly uri: string };

export interface CompletionQuestion {
  readonly ref: Reference;
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments: Record<string, string> };
}

/** What the tests need of an MCP client, whatever its make. */
export interface Session {
  listTools(): Promise<string[]>;
  callTool(name: string, args: Record<string, unknown>, options?: CallOptions): Promise<ToolAnswer>;
  readResource(uri: string): Promise<unknown>;
  complete(question: CompletionQuestion): Promise<readonly string[]>;
  getPrompt(name: string, args: Record<string, string>): Promise<string>;
  close(): Promise<void>;
}

/** How a session reaches the server: a spawned bin's environment, or an address. */
export type Target = { readonly environment: Record<string, string> } | { readonly url: string };

/** Says yes or no to a form; absent where the client cannot show one. */
export type Person = ((question: string) => boolean) | undefined;

export const CLIENTS = ['v1', 'v2 legacy', 'v2 modern'] as const;
export type ClientMake = (typeof CLIENTS)[number];

export function openSession(make: ClientMake, target: Target, person: Person): Promise<Session> {
  return make === 'v1' ? openV1(target, person) : openV2(make === 'v2 modern' ? 'auto' : 'legacy', target, person);
}

const INFO = { name: 'matrix', version: '1.0.0' };

function answerOf(person: (question: string) => boolean, question: string) {
  return person(question) ? { action: 'accept' as const, content: { approve: true } } : { action: 'decline' as const };
}

async function openV2(mode: 'auto' | 'legacy', target: Target, person: Person): Promise<Session> {
  const capabilities = person === undefined ? {} : { elicitation: { form: {} } };
  const client = new Client(INFO, { versionNegotiation: { mode }, capabilities });
  if (person !== undefined)
    client.setRequestHandler('elicitation/create', async ({ params }) => answerOf(person, params.message));
  await client.connect(
    'url' in target
      ? new StreamableHTTPClientTransport(new URL(target.url))
      : new StdioClientTransport({ command: process.execPath, args: [BIN], env: target.environment, stderr: 'inherit' }),
  );
  return {
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    callTool: async (name, args, { signal, onProgress } = {}) =>
      toolAnswer.parse(
        await client.callTool(
          { name, arguments: args },
          { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onprogress: onProgress }) },
        ),
      ),
    readResource: async (uri) => jsonOf((await client.readResource({ uri })).contents),
    complete: async (question) => (await client.complete(question)).completion.values,
    getPrompt: async (name, args) => textOf((await client.getPrompt({ name, arguments: args })).messages),
    close: () => client.close(),
  };
}

async function openV1(target: Target, person: Person): Promise<Session> {
  const client = new V1Client(INFO, { capabilities: person === undefined ? {} : { elicitation: {} } });
  if (person !== undefined) client.setRequestHandler(ElicitRequestSchema, async ({ params }) => answerOf(person, params.message));
  const transport =
    'url' in target
      ? new V1HttpClientTransport(new URL(target.url))
      : new V1StdioClientTransport({ command: process.execPath, args: [BIN], env: target.environment, stderr: 'inherit' });
  await client.connect(transport);
  return {
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    callTool: async (name, args, { signal, onProgress } = {}) =>
      toolAnswer.parse(
        await client.callTool({ name, arguments: args }, CallToolResultSchema, {
          ...(signal === undefined ? {} : { signal }),
          ...(onProgress === undefined ? {} : { onprogress: onProgress }),
        }),
      ),
    readResource: async (uri) => jsonOf((await client.readResource({ uri })).contents),
    complete: async (question) => (await client.complete(question)).completion.values,
    getPrompt: async (name, args) => textOf((await client.getPrompt({ name, arguments: args })).messages),
    close: () => client.close(),
  };
}

function jsonOf(contents: unknown): unknown {
  const [{ text }] = z.tuple([z.looseObject({ text: z.string() })]).parse(contents);
  return JSON.parse(text);
}

function textOf(messages: unknown): string {
  const [{ content }] = z.tuple([z.looseObject({ content: z.looseObject({ text: z.string() }) })]).parse(messages);
  return content.text;
}
