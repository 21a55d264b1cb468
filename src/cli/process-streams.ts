import { processEnvironment } from './config.js';
import type { Streams } from './terminal.js';

/** The streams and environment of this process. */
export function processStreams(): Streams {
  const { stdin, stdout, stderr } = process;
  return { stdin, stdout, stderr, environment: processEnvironment };
}
