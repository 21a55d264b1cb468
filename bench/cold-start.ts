// Cold start: from spawning the built bin to the answered tools/list, as a host waits for it, against a bare Node process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const BIN = resolve(import.meta.dirname, '../dist/main.js');
const ROUNDS = 15;
const BOUND = 2.5;
const BOUND_MEMORY_MB = 80;

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

async function serverStart(): Promise<Start> {
  const start = performance.now();
  const child = spawn(process.execPath, [BIN, '--demo'], { stdio: ['pipe', 'pipe', 'inherit'] });
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
const starts: Start[] = [];
// Alternating, so that whatever else the computer does weighs on both.
for (let round = 0; round < ROUNDS; round += 1) {
  bare.push(await bareNodeMs());
  starts.push(await serverStart());
}
const ratio = median(starts.map(({ ms }) => ms)) / median(bare);
const memory = median(starts.flatMap(({ memoryMb }) => memoryMb ?? []));
console.log(
  `cold start to tools/list: ${median(starts.map(({ ms }) => ms)).toFixed(0)} ms, bare node ${median(bare).toFixed(0)} ms: ${ratio.toFixed(2)} × (bound ${String(BOUND)}), median of ${String(ROUNDS)}`,
);
if (!Number.isNaN(memory)) console.log(`memory after start: ${memory.toFixed(0)} MB (bound ${String(BOUND_MEMORY_MB)})`);
if (ratio > BOUND || memory > BOUND_MEMORY_MB) process.exitCode = 1;
