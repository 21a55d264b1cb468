#!/usr/bin/env node
import { processStreams } from './process-streams.js';
import { runCommandLine } from './run.js';

// Pooled sockets must not keep a process alive that has nothing left to do.
process.exit(await runCommandLine(process.argv.slice(2), processStreams()));
