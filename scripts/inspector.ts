// Lists and calls everything with the command line of the MCP Inspector, over stdio and HTTP. Fails where the Inspector does, or where
// a tool or prompt has no call here.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { BIN, startDemoServer } from './demo-server.js';

const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0';

/** Fetched once: starting npx for every call would take most of the time. */
const inspector = execFileSync('npx', ['-y', '-p', INSPECTOR, '-c', 'command -v mcp-inspector'], { encoding: 'utf8' }).trim();

type Call = readonly [name: string, args: Readonly<Record<string, unknown>>];

const listed = z.looseObject({ name: z.string() });
const answer = z.looseObject({ structuredContent: z.looseObject({ rows: z.array(z.array(z.unknown())) }) });

/** A way to reach the server, as the Inspector's options. */
interface Way {
  readonly name: string;
  readonly target: readonly string[];
}

async function inspect({ target }: Way, method: string, options: readonly string[] = []): Promise<Record<string, unknown>> {
  const child = spawn(inspector, ['--cli', ...target, '--method', method, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, problems] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (problems += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`${method} ${options.join(' ')} ended with ${String(code)}:\n${output.slice(-800)}${problems.slice(-800)}`);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(output));
}

async function callTool(way: Way, [name, args]: Call): Promise<Record<string, unknown>> {
  return inspect(way, 'tools/call', ['--tool-name', name, '--tool-args-json', JSON.stringify(args)]);
}

async function firstCell(way: Way, call: Call): Promise<unknown> {
  return answer.parse(await callTool(way, call)).structuredContent.rows[0]?.[0];
}

/** A call of every tool, on what the demo tenant holds today. */
async function toolCalls(way: Way): Promise<readonly Call[]> {
  const ticket = await firstCell(way, [
    'autotask_query',
    { entity: 'Tickets', filter: { open: true }, fields: ['ticketNumber'], limit: 1 },
  ]);
  const file = await firstCell(way, ['autotask_query', { entity: 'TicketAttachments', fields: ['id'], limit: 1 }]);
  return [
    ['autotask_query', { entity: 'Companies', limit: 2 }],
    ['autotask_get', { entity: 'Tickets', ids: [ticket] }],
    ['autotask_aggregate', { entity: 'Tickets', filter: { open: true }, group_by: ['status'] }],
    ['autotask_ticket_timeline', { ticket }],
    ['autotask_get_attachment', { entity: 'TicketAttachments', id: file }],
    ['autotask_entity_info', { entity: 'Tickets' }],
    ['autotask_list_fields', { entity: 'Tickets' }],
    ['autotask_whoami', {}],
    ['autotask_create', { entity: 'Tickets', fields: { company: 0, title: 'Tried by the Inspector', queue: 'Level 1 Support' } }],
    ['autotask_update', { entity: 'Tickets', ids: [ticket], fields: { title: 'Tried by the Inspector' } }],
    ['autotask_add_note', { id: ticket, text: 'Tried by the Inspector', visibility: 'internal' }],
    ['autotask_log_time', { ticket, summary: 'Tried by the Inspector', hours: 0.25 }],
    ['autotask_add_attachment', { id: ticket, file_name: 'tried.txt', text: 'by the Inspector', visibility: 'internal' }],
  ];
}

const PROMPT_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  my_day: [],
  catch_me_up: ['ticket=T20260309.0012'],
  end_of_day_time: [],
  triage_queue: ['queue=Level 1 Support'],
  sla_risk: [],
  stale_tickets: [],
  hand_over: ['from=Maya Okafor', 'to=Ines Duarte'],
  client_brief: ['company=Contoso'],
};

const ADDRESSES = [
  'autotask://entities',
  'autotask://entities/Tickets',
  'autotask://entities/Tickets/fields',
  'autotask://entities/Tickets/picklists/status',
  'autotask://Companies/0',
];

/** Over stdio every call starts a server, which has written nothing yet that could be taken back. */
const UNDO: Call = ['autotask_undo', {}];

async function tryEverything(way: Way, keepsState: boolean): Promise<number> {
  const tools = z.array(listed).parse((await inspect(way, 'tools/list', ['--strict']))['tools']);
  const calls = await toolCalls(way);
  const called = new Set([...calls, UNDO].map(([name]) => name));
  const forgotten = tools.map(({ name }) => name).filter((name) => !called.has(name));
  if (forgotten.length > 0) throw new Error(`Not called: ${forgotten.join(', ')}`);
  for (const call of calls) await callTool(way, call);
  if (keepsState) await callTool(way, ['autotask_update', { entity: 'Companies', ids: [0], fields: { city: 'Albany' } }]);
  if (keepsState) await callTool(way, UNDO);

  const prompts = z.array(listed).parse((await inspect(way, 'prompts/list'))['prompts']);
  for (const { name } of prompts) {
    const args = PROMPT_ARGUMENTS[name];
    if (args === undefined) throw new Error(`Not asked for: the prompt ${name}`);
    await inspect(way, 'prompts/get', ['--prompt-name', name, ...args.flatMap((arg) => ['--prompt-args', arg])]);
  }

  await inspect(way, 'resources/list');
  await inspect(way, 'resources/templates/list');
  for (const uri of ADDRESSES) await inspect(way, 'resources/read', ['--uri', uri]);
  return called.size + prompts.length + ADDRESSES.length;
}

const server = await startDemoServer();
const ways = [
  { name: 'stdio', target: ['node', BIN, '--demo'], keepsState: false },
  { name: 'HTTP, 2025 protocol', target: [server.url, '--transport', 'http'], keepsState: true },
  { name: 'HTTP, 2026 protocol', target: [server.url, '--transport', 'http', '--protocol-era', 'modern'], keepsState: true },
];
try {
  for (const { keepsState, ...way } of ways) {
    console.log(
      `${way.name}: ${String(await tryEverything(way, keepsState))} tools, prompts and MCP resources answer the Inspector`,
    );
  }
} finally {
  await server.close();
}
