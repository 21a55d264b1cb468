import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { STDIO_DEFAULT_MAX_BUFFER_SIZE } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { createServer } from '../server.js';
import type { Services } from '../services.js';
import { hasBatches } from './batch.js';
import type { Refusal } from './malformed-requests.js';
import { readMessageLines } from './message-lines.js';
import { reportError } from './report.js';
import { DRAIN_MS, LAST_ANSWERS_MS, LAST_WORDS_MS, stopRequested } from './stop.js';

/**
 * Serves MCP over this process's stdin and stdout, to hosts of the 2025 protocol and of 2026-07-28.
 *
 * @returns When the host has closed stdin or a signal asked for the end, and the calls that ran then are answered; those that take
 * longer than {@link DRAIN_MS} have been stopped, and say so.
 */
export async function serveOverStdio(services: Services): Promise<void> {
  // The SDK's transport would abort running calls at the end of its input, so it gets one that outlasts stdin.
  const input = new PassThrough();
  // Each answer that a slow host has not read yet listens for its turn; Node would take eleven for a leak and say so on stderr.
  process.stdout.setMaxListeners(0);
  const transport = new ObservedTransport(input, process.stdout);
  const lines = readMessageLines({
    longest: STDIO_DEFAULT_MAX_BUFFER_SIZE,
    takesBatches: () => hasBatches(transport.protocolVersion),
    accept: (line) => input.write(line),
    refuse,
  });
  process.stdin.on('data', lines.take).on('end', lines.end);
  const ended = new AbortController();
  const handle = serveStdio(() => createServer(services, { lifetime: ended.signal }), {
    transport,
    onerror: reportError,
  });
  await Promise.race([endOf(process.stdin), stopRequested(), transport.closed]);
  const begun = performance.now();
  ended.abort();
  await services.running.end(DRAIN_MS, LAST_WORDS_MS);
  // An answer is written a few turns after its call has ended.
  await turns(2);
  // A host that has stopped reading must not keep the server alive.
  const left = DRAIN_MS + LAST_WORDS_MS + LAST_ANSWERS_MS - (performance.now() - begun);
  await Promise.race([handle.close().then(() => flush(process.stdout)), delay(left)]);
}

function refuse({ id, code, message }: Refusal): void {
  reportError(new Error(`refused a message: ${message}`));
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } })}\n`);
}

/** Tells the version that a 2025 host and the SDK agreed on, and when the SDK gives a connection up: when nothing can be written any more. */
class ObservedTransport extends StdioServerTransport {
  readonly closed: Promise<void>;
  protocolVersion: string | undefined;
  #isClosed: () => void = () => undefined;

  constructor(input: PassThrough, output: NodeJS.WriteStream) {
    super(input, output);
    this.closed = new Promise((resolve) => {
      this.#isClosed = resolve;
    });
  }

  setProtocolVersion(version: string): void {
    this.protocolVersion = version;
  }

  override async close(): Promise<void> {
    await super.close();
    this.#isClosed();
  }
}

async function endOf(stream: NodeJS.ReadStream): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return;
  await Promise.race([once(stream, 'end'), once(stream, 'close')]).catch((error: unknown) => {
    // What cannot be read any more has ended, too.
    reportError(error instanceof Error ? error : new Error('stdin cannot be read'));
  });
  // What was handed on last is read by the transport in the next turn.
  await turns(2);
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}
