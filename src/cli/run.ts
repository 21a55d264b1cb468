import { CommanderError } from 'commander';
import type { Context } from './context.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { failureText } from './failure.js';
import type { GlobalOptions } from './global-options.js';
import { ClosedPipeError, isClosedPipe } from './output/sink.js';
import { createProgram } from './program.js';
import type { Session } from './session.js';
import { Terminal, type Streams } from './terminal.js';

/** Why the signal of a command was aborted by Ctrl-C. */
class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Carries a command line out and gives the process's exit code. All output has been handed over when it resolves. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  const stop = new AbortController();
  const release = stopOnSignals(stop, streams);
  const contexts: CommandContext[] = [];
  const openContext = (global: GlobalOptions): Context => {
    const context = new CommandContext(global, streams, stop.signal);
    contexts.push(context);
    return context;
  };
  const program = createProgram(openContext, {
    writeOut: (text) => streams.stdout.write(text),
    writeErr: (text) => streams.stderr.write(text),
    outputError: (text, write) => write(text.replace(/^error: /, 'autotask: ')),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    for (const context of contexts) await context.terminal.out.flush();
    return contexts[0]?.exitCode ?? EXIT.ok;
  } catch (error) {
    return await report(isStopped(error, stop.signal) ? stop.signal.reason : error, streams, contexts);
  } finally {
    for (const context of contexts) await context.close();
    await drained(streams);
    release();
  }
}

class CommandContext implements Context {
  readonly terminal: Terminal;
  exitCode: number = EXIT.ok;
  #session: Promise<Session> | undefined;

  constructor(
    readonly global: GlobalOptions,
    streams: Streams,
    readonly signal: AbortSignal,
  ) {
    this.terminal = new Terminal(streams, global.quiet);
  }

  async connect({ demo }: { readonly demo: boolean } = this.global): Promise<Session> {
    this.#session ??= this.#open(demo);
    return this.#session;
  }

  exitWith(code: number): void {
    this.exitCode = code;
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.close();
  }

  async #open(demo: boolean): Promise<Session> {
    const { openSession } = await import('./session.js');
    return openSession({ ...this.global, demo }, this.terminal.streams.environment);
  }
}

/** Whether the error only says that the command was stopped; one that came all the same has its own words. */
function isStopped(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'));
}

async function report(failure: unknown, streams: Streams, contexts: readonly CommandContext[]): Promise<number> {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (failure instanceof ClosedPipeError || isClosedPipe(failure)) return EXIT.ok;
  for (const context of contexts) await context.terminal.out.flush().catch(() => undefined);
  if (failure instanceof InterruptedError) return EXIT.interrupted;
  const terminal = contexts[0]?.terminal ?? new Terminal(streams, false);
  terminal.tell(failureText(failure));
  if ((streams.environment['AUTOTASK_DEBUG'] ?? '') !== '' && failure instanceof Error) terminal.tell(failure.stack ?? '');
  return exitCodeOf(failure);
}

/** Ctrl-C stops the command at its next step, a second one at once; a reader of stdout that has gone stops it too. */
function stopOnSignals(stop: AbortController, streams: Streams): () => void {
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort(new InterruptedError());
  };
  const closed = (error: unknown): void => {
    if (isClosedPipe(error)) stop.abort(new ClosedPipeError());
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  streams.stdout.on('error', closed);
  streams.stderr.on('error', closed);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
}

async function drained(streams: Streams): Promise<void> {
  for (const stream of [streams.stdout, streams.stderr]) {
    if (stream.destroyed || stream.errored) continue;
    await new Promise<void>((resolve) => {
      stream.write('', () => resolve());
    });
  }
}
