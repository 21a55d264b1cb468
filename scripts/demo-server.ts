// The built server on its demo tenant over HTTP, for scripts that try it from outside.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

export const BIN = resolve(import.meta.dirname, '../dist/main.js');

export interface DemoServer {
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts the server on a free port; fails where it ends instead of listening. */
export async function startDemoServer(): Promise<DemoServer> {
  const child = spawn(process.execPath, [BIN, '--demo', '--http', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  const url = await new Promise<string>((found, failed) => {
    createInterface(child.stderr).on('line', (line) => {
      const address = /listening on (\S+\/mcp)/.exec(line)?.[1];
      if (address !== undefined) found(address);
    });
    child.once('exit', (code) => failed(new Error(`The server ended with ${String(code)}; is dist built?`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    close: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
