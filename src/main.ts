#!/usr/bin/env node
import { config as configureZod } from 'zod';
import { fileURLToPath } from 'node:url';
import { processEnvironment, serverEnvironment } from './cli/config.js';
import { readConfig, type ServerConfig } from './config.js';
import { HELP, parseCommandLine, UsageError, type CommandLine } from './options.js';
import { createServices, type Services } from './services.js';
import { VERSION } from './version.js';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;
/** For what is still on its way to Autotask: reads that several calls waited for, which are not cut with the calls. */
const CLOSE_MS = 50;

async function serve(config: ServerConfig): Promise<void> {
  // stdout carries the protocol; a stray log line from a dependency would end the session.
  Object.assign(console, { log: console.error, info: console.error, debug: console.error });
  // Whoever read the log may be gone; the host that asks is not.
  process.stderr.on('error', () => undefined);
  // zod would write a parser of its own for each schema at its first use. A server checks few messages with each, and the writing takes
  // longer than it saves. To be said before the first schema is made; the SDK's are when the transport is loaded.
  configureZod({ jitless: true });
  const services = createServices(config);
  reportAccess(services);
  await serveOver(services, config);
  await Promise.race([services.close(), new Promise((resolve) => setTimeout(resolve, CLOSE_MS))]);
  // Timers and pooled sockets must not keep a server alive that nobody can reach any more.
  process.exit(0);
}

/** Whoever runs the server sees what its access file means, now and whenever that changes. */
function reportAccess({ access }: Services): void {
  if (access.problem !== undefined) console.error(`autotask-mcp: ${access.problem}`);
  access.onChange(() => {
    console.error(`autotask-mcp: ${access.problem ?? `the access mode is now "${access.mode}"`}`);
  });
}

/** Loads only the transport that is used: a host waits for the other one's code at every start. */
async function serveOver(services: Services, { http }: ServerConfig): Promise<void> {
  if (http === undefined) {
    const { serveOverStdio } = await import('./transports/stdio.js');
    await serveOverStdio(services);
    return;
  }
  const { serveOverHttp } = await import('./transports/http/serve.js');
  await serveOverHttp(services, http);
}

async function run(options: CommandLine): Promise<void> {
  if (options.help) process.stdout.write(HELP);
  else if (options.version) process.stdout.write(`${VERSION}\n`);
  // Stored credentials belong to a tenant, and the person they name is none of the demo tenant's.
  else await serve(readConfig(options, options.demo ? processEnvironment : await serverEnvironment()));
}

/** `autotask-mcp install …` is a program of its own, which a server never needs. */
async function install(args: readonly string[]): Promise<number> {
  const { runInstall } = await import('./cli/install.js');
  return runInstall(args, fileURLToPath(import.meta.url));
}

try {
  const args = process.argv.slice(2);
  if (args[0] === 'install') process.exitCode = await install(args.slice(1));
  else await run(parseCommandLine(args));
} catch (error) {
  if (error instanceof UsageError) end(EXIT_USAGE, error.message);
  else if (isListenFailure(error)) end(EXIT_FAILURE, `cannot listen: ${error.message}${listenAdvice(error)}`);
  else throw error;
}

function end(exitCode: number, message: string): void {
  console.error(`autotask-mcp: ${message}`);
  process.exitCode = exitCode;
}

/** Which option may help; empty where that is not known. */
function listenAdvice({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE' || code === 'EACCES') return '. Choose another port with --port';
  return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? '. Check the address given with --host' : '';
}

function isListenFailure(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo');
}
