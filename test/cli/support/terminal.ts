import { spawn } from 'node:child_process';
import { CLI, type Bench } from './cli.js';

/** What stood on the screen, and how the command ended. */
export interface Screen {
  readonly code: number | null;
  readonly text: string;
}

export interface TerminalOptions {
  /** What is typed, each text when the screen shows its question for the first time. */
  readonly answers?: readonly (readonly [question: string, answer: string])[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Shell text behind the command, e.g. a redirection of stdout. */
  readonly suffix?: string;
}

/** Runs the command in a pseudo-terminal (`script` of util-linux), as a person would see it. */
export async function runInTerminal(bench: Bench, args: readonly string[], options: TerminalOptions = {}): Promise<Screen> {
  const command = `stty cols 160; ${[process.execPath, CLI, ...args].map(quoted).join(' ')} ${options.suffix ?? ''}`;
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
    env: { ...bench.environment, TERM: 'xterm', COLUMNS: '120', SHELL: '/bin/sh', ...options.environment },
    cwd: bench.folder,
    stdio: 'pipe',
  });
  const waiting = [...(options.answers ?? [])];
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const [next] = waiting;
    if (next === undefined || !text.includes(next[0])) return;
    waiting.shift();
    child.stdin.write(next[1]);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', (ended) => resolve(ended));
  });
  return { code, text };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
