// What the tool list costs a model: o200k tokens of name, description and input schema, as a host puts them into its context.
// In default mode. Fails above the budget.
import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { readConfig } from '../src/config.js';
import { createServer } from '../src/server.js';
import { createServices } from '../src/services.js';

const BUDGET = { total: 3_500, tool: 450 };

const services = createServices(readConfig({ help: false, version: false, demo: false, access: 'write' }, {}));
const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
const server = serveStdio(() => createServer(services), { transport: serverSide });
const client = new Client({ name: 'tokens', version: '1.0.0' });
await client.connect(clientSide);
const { tools } = await client.listTools();
const instructions = client.getInstructions() ?? '';
await client.close();
await server.close();

const costs = tools.map(({ name, description, inputSchema }) => ({
  name,
  tokens: encode(JSON.stringify({ name, description, inputSchema })).length,
}));
const total = costs.reduce((sum, { tokens }) => sum + tokens, 0);

for (const { name, tokens } of costs) console.log(`${String(tokens).padStart(6)}  ${name}`);
console.log(
  `${String(total).padStart(6)}  all ${String(costs.length)} tools (budget ${String(BUDGET.total)}, ${String(BUDGET.tool)} each)`,
);
console.log(`${String(encode(instructions).length).padStart(6)}  server instructions, beside them`);

if (total > BUDGET.total || costs.some(({ tokens }) => tokens > BUDGET.tool)) {
  console.error('The tool list is above its budget.');
  process.exitCode = 1;
}
