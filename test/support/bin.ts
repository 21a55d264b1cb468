import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The built bin; `npm run build` makes it. */
export const BIN = resolve(import.meta.dirname, '../../dist/main.js');

if (!existsSync(BIN)) throw new Error('dist/main.js is missing: run "npm run build" first.');

/** An environment without anybody's Autotask settings. */
export function cleanEnvironment(added: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...added };
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningBin {
  /** Sends a JSON-RPC message. */
  send(message: object): void;
  /** Resolves with the response to a request. */
  response(id: number): Promise<unknown>;
  /** Sends bytes as they are. */
  sendRaw(text: string): void;
  closeInput(): void;
  /** Resolves with what stderr has said once it matches. */
  saysOnStderr(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Exit>;
}

/** Starts the bin as a host would, but with its raw streams at hand. */
export function startBin(args: readonly string[] = [], environment: Record<string, string> = cleanEnvironment()): RunningBin {
  const child = spawn(process.execPath, [BIN, ...args], { env: environment, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  const waiting = new Map<number, (message: unknown) => void>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const unfinished = stdout.slice(stdout.lastIndexOf('\n') + 1);
    stdout += chunk;
    for (const line of (unfinished + chunk).split('\n').slice(0, -1)) announce(line, waiting);
  });
  // A process that ends before it has read everything is the test's business, told by its exit.
  child.stdin.on('error', () => undefined);
  const listeners = new Set<() => void>();
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    for (const listener of listeners) listener();
  });
  const exit = new Promise<Exit>((resolveExit) => {
    child.once('close', (code, signal) => {
      resolveExit({ code, signal, stdout, stderr });
    });
  });
  return {
    send: (message) => child.stdin.write(`${JSON.stringify(message)}\n`),
    response: (id) => new Promise((resolveResponse) => waiting.set(id, resolveResponse)),
    sendRaw: (text) => child.stdin.write(text),
    saysOnStderr: (pattern) =>
      new Promise((resolveText) => {
        const listener = (): void => {
          if (pattern.test(stderr)) resolveText(stderr);
        };
        listeners.add(listener);
        listener();
      }),
    closeInput: () => child.stdin.end(),
    kill: (signal) => child.kill(signal),
    exit,
  };
}

function announce(line: string, waiting: Map<number, (message: unknown) => void>): void {
  // Help and version are plain text; nobody waits for a response then.
  if (waiting.size === 0) return;
  const message: unknown = JSON.parse(line);
  if (typeof message !== 'object' || message === null || !('id' in message) || typeof message.id !== 'number') return;
  waiting.get(message.id)?.(message);
  waiting.delete(message.id);
}

/** Opens a session in a version of the 2025 protocol; resolves when the server has answered. */
export async function initialize(bin: RunningBin, protocolVersion = '2025-06-18'): Promise<void> {
  const answered = bin.response(1);
  const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'raw', version: '1.0.0' } };
  bin.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  await answered;
  bin.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
}
