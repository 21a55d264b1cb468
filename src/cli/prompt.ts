import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Terminal } from './terminal.js';

/** Asks on stderr and reads a line, so that stdout stays data. Empty where the input ended. */
export async function ask(terminal: Terminal, question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = terminal.streams;
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return (await answerOf(lines, question, signal)).trim();
  } finally {
    lines.close();
  }
}

/** Like {@link ask}, without showing what is typed. */
export async function askSecret(terminal: Terminal, question: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = terminal.streams;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Before the question is shown: the interface stops the terminal from echoing, and an answer may come the instant the question stands.
  const lines = createInterface({ input: stdin, output: silent, terminal: true });
  stderr.write(question);
  try {
    return (await answerOf(lines, '', signal)).replace(/[\r\n]+$/, '');
  } finally {
    lines.close();
    stderr.write('\n');
  }
}

/** Whether the person agreed in so many letters; anything else, an ended input too, is a no. */
export async function confirm(terminal: Terminal, question: string, signal: AbortSignal): Promise<boolean> {
  return /^(y|yes)$/i.test(await ask(terminal, `${question} [y/N] `, signal));
}

/** Everything on stdin, without the line break at its end. */
export async function readAll({ streams }: Terminal): Promise<string> {
  let text = '';
  for await (const chunk of streams.stdin) text += String(chunk);
  return text.replace(/[\r\n]+$/, '');
}

/** One answer. readline leaves a question open for ever when the input ends (Ctrl-D), and keeps Ctrl-C to itself. */
async function answerOf(lines: Interface, question: string, signal: AbortSignal): Promise<string> {
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<string>((resolve) => {
    lines.once('close', () => resolve(''));
  });
  return Promise.race([lines.question(question, { signal }), ended]);
}
