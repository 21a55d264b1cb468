import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer } from '../server.js';
import type { Services } from '../services.js';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Serves MCP over this process's stdin and stdout, to hosts of the 2025 protocol and of 2026-07-28.
 *
 * @returns When the host has closed stdin or a signal asked for the end; calls still running have been aborted by then.
 */
export async function serveOverStdio(services: Services): Promise<void> {
  const handle = serveStdio(() => createServer(services), {
    onerror: (error) => {
      console.error(`autotask-mcp: ${error.message}`);
    },
  });
  await endOfInput();
  await handle.close();
}

function endOfInput(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.stdin.once('end', end);
    process.stdin.once('close', end);
    for (const signal of STOP_SIGNALS) process.once(signal, end);
  });
}
