#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { processStreams } from './process-streams.js';
import { runCommandLine } from './run.js';

const args = process.argv.slice(2);
// Rows of an export live for a moment only. Left to itself V8 takes 30 MB more for their sheer number, for which nobody waits less.
// The flag counts only before the heap has grown.
if (args.includes('--all') || args.includes('sync')) setFlagsFromString('--optimize-for-size');

// Pooled sockets must not keep a process alive that has nothing left to do.
process.exit(await runCommandLine(args, processStreams()));
