#!/usr/bin/env node
import { readConfig, type ServerConfig } from './config.js';
import { HELP, parseCommandLine, UsageError, type CommandLine } from './options.js';
import { createServices } from './services.js';
import { serveOverStdio } from './transports/stdio.js';
import { VERSION } from './version.js';

const EXIT_USAGE = 2;

async function serve(config: ServerConfig): Promise<void> {
  // stdout carries the protocol; a stray log line from a dependency would end the session.
  Object.assign(console, { log: console.error, info: console.error, debug: console.error });
  const services = createServices(config);
  await serveOverStdio(services);
  await services.close();
  // Timers and pooled sockets must not keep a server alive that nobody can reach any more.
  process.exit(0);
}

async function run(options: CommandLine): Promise<void> {
  if (options.help) process.stdout.write(HELP);
  else if (options.version) process.stdout.write(`${VERSION}\n`);
  else await serve(readConfig(options));
}

try {
  await run(parseCommandLine(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`autotask-mcp: ${error.message}`);
  process.exitCode = EXIT_USAGE;
}
