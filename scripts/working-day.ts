// A short working day: starts the built server on the demo tenant as an MCP host would, does a technician's first tasks through a real
// MCP client, and prints it as a transcript. Fails loudly where a step does not turn out as expected.
import { Client, type CallToolResult } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { REQUESTS_META_KEY } from '../src/tools/run-tool.js';

const BIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const SHOWN_LINES = 20;

const Rows = z.looseObject({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });

class UnexpectedAnswer extends Error {}

/** Runs one step and prints it; returns the structured answer. */
async function step(
  client: Client,
  title: string,
  tool: string,
  args: Record<string, unknown>,
  expected: 'success' | 'error' = 'success',
) {
  console.log(`\n── ${title}\n   ${tool} ${JSON.stringify(args)}`);
  const start = performance.now();
  const result = await client.callTool({ name: tool, arguments: args });
  const elapsed = Math.round(performance.now() - start);
  console.log(indented(textOf(result)));
  console.log(`   (${String(elapsed)} ms, ${requestsOf(result)})`);
  if ((result.isError === true) !== (expected === 'error'))
    throw new UnexpectedAnswer(`${tool} should have ended in ${expected}.`);
  return result.structuredContent;
}

function textOf(result: CallToolResult): string {
  return result.content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('\n');
}

function indented(text: string): string {
  const lines = text.split('\n');
  const more = lines.length - SHOWN_LINES;
  return [...lines.slice(0, SHOWN_LINES), ...(more > 0 ? [`… ${String(more)} more line${more === 1 ? '' : 's'}`] : [])]
    .map((line) => `   │ ${line}`)
    .join('\n');
}

function requestsOf(result: CallToolResult): string {
  const { _meta: meta } = result;
  const requests = z.int().parse(meta?.[REQUESTS_META_KEY]);
  return `${String(requests)} API request${requests === 1 ? '' : 's'}`;
}

/** One cell of an answer's table. */
function cell(answer: unknown, row: number, column: string): unknown {
  const { columns, rows } = Rows.parse(answer);
  const value = rows[row]?.[columns.indexOf(column)];
  if (value === undefined) throw new UnexpectedAnswer(`The answer has no ${column} in row ${String(row)}.`);
  return value;
}

function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected)
    throw new UnexpectedAnswer(`${what} is ${JSON.stringify(actual)}; expected ${JSON.stringify(expected)}.`);
}

async function openTicket(client: Client): Promise<{ ticketNumber: unknown }> {
  const title = 'Printer on the second floor prints blank pages';
  await step(client, 'Open a ticket for them', 'autotask_create', {
    entity: 'Tickets',
    fields: { company: 'Contoso', title, priority: 'Medium', queue: 'Level 1 Support', dueDateTime: 'tomorrow 17:00' },
  });
  const found = await step(client, 'Which number did it get?', 'autotask_query', {
    entity: 'Tickets',
    filter: { company: 'Contoso', title, createDate: 'today' },
  });
  return { ticketNumber: cell(found, 0, 'ticketNumber') };
}

async function workingDay(client: Client): Promise<void> {
  const { tools } = await client.listTools();
  console.log(`   ${String(tools.length)} tools: ${tools.map(({ name }) => name).join(', ')}`);

  await step(client, 'Where am I?', 'autotask_whoami', {});

  const open = await step(client, 'What is open for Contoso, newest first?', 'autotask_query', {
    entity: 'Tickets',
    filter: { company: 'Contoso', open: true },
    limit: 10,
  });

  await step(client, 'Catch me up on the newest one', 'autotask_ticket_timeline', { ticket: cell(open, 0, 'ticketNumber') });

  const { ticketNumber } = await openTicket(client);

  await step(client, 'I am on it', 'autotask_update', {
    entity: 'Tickets',
    ids: [ticketNumber],
    fields: { status: 'In Progress', assignedResource: 'me' },
  });

  const stored = await step(client, 'Did it stick?', 'autotask_get', {
    entity: 'Tickets',
    ids: [ticketNumber],
    fields: ['ticketNumber', 'title', 'status', 'assignedResource', 'lastActivityDate'],
  });
  expectEqual(cell(stored, 0, 'status'), 'In Progress', 'The status that was read back');

  await step(
    client,
    'A slip of the tongue',
    'autotask_query',
    { entity: 'Tickets', filter: { status: 'Wating Customer' } },
    'error',
  );
}

if (!existsSync(BIN)) throw new Error('dist/main.js is missing: run "npm run build" first.');
console.log('A short working day on the demo tenant: autotask-mcp --demo over stdio, driven by an MCP client.');
const start = performance.now();
const client = new Client({ name: 'working-day', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
await client.connect(new StdioClientTransport({ command: process.execPath, args: [BIN, '--demo'] }));
try {
  await workingDay(client);
  console.log(`\nDone in ${((performance.now() - start) / 1000).toFixed(1)} s; every step turned out as expected.`);
} catch (error) {
  if (!(error instanceof UnexpectedAnswer)) throw error;
  console.error(`\nFAILED: ${error.message}`);
  process.exitCode = 1;
} finally {
  await client.close();
}
