// Cold start: from spawning the built bin to the answered tools/list, as a host waits for it, against a bare Node process, and beside the
// smallest server on the same SDK, which shows what of it is the SDK's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const BIN = resolve(import.meta.dirname, '../dist/main.js');
const ROUNDS = 15;
const BOUND = 2.5;
const BOUND_MEMORY_MB = 80;

const SMALLEST_SERVER = `
  import { McpServer } from '@modelcontextprotocol/server';
  import { serveStdio } from '@modelcontextprotocol/server/stdio';
  import { z } from 'zod';
  serveStdio(() => {
    const server = new McpServer({ name: 'smallest', version: '1.0.0' });
    server.registerTool('hello', { inputSchema: z.object({ name: z.string() }) }, () => ({ content: [] }));
    return server;
  });`;

const OPENING = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list' },
]
  .map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  .join('');

async function bareNodeMs(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

interface Start {
  readonly ms: number;
  /** Resident memory once the list is answered, in MB; undefined where the system does not tell. */
  readonly memoryMb: number | undefined;
}

async function serverStart(...args: string[]): Promise<Start> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(OPENING);
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    output += String(chunk);
    if (output.includes('"id":2')) break;
  }
  const ms = performance.now() - start;
  const memoryMb = residentMb(child.pid);
  child.kill('SIGKILL');
  return { ms, memoryMb };
}

async function bundleSmallestServer(folder: string): Promise<string> {
  const outfile = join(folder, 'smallest.mjs');
  await build({
    stdin: { contents: SMALLEST_SERVER, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outfile,
  });
  return outfile;
}

function residentMb(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const bare: number[] = [];
const smallest: Start[] = [];
const starts: Start[] = [];
const folder = await mkdtemp(join(tmpdir(), 'autotask-mcp-bench-'));
try {
  const smallestBin = await bundleSmallestServer(folder);
  // Alternating, so that whatever else the computer does weighs on all.
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await bareNodeMs());
    smallest.push(await serverStart(smallestBin));
    starts.push(await serverStart(BIN, '--demo'));
  }
} finally {
  await rm(folder, { recursive: true });
}

const bareMs = median(bare);
const msOf = (all: readonly Start[]): number => median(all.map(({ ms }) => ms));
const against = (ms: number): string => `${ms.toFixed(0)} ms, ${(ms / bareMs).toFixed(2)} × bare node`;
const memory = median(starts.flatMap(({ memoryMb }) => memoryMb ?? []));
console.log(`bare node: ${bareMs.toFixed(0)} ms, median of ${String(ROUNDS)}`);
console.log(`a server of one tool on the same SDK, to tools/list: ${against(msOf(smallest))}`);
console.log(`this server, to tools/list: ${against(msOf(starts))} (bound ${String(BOUND)})`);
if (!Number.isNaN(memory)) console.log(`memory after start: ${memory.toFixed(0)} MB (bound ${String(BOUND_MEMORY_MB)})`);
if (msOf(starts) > BOUND * bareMs || memory > BOUND_MEMORY_MB) process.exitCode = 1;
