import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../autotask/config.js';
import { singleLine } from './output/text.js';
import { StreamSink } from './output/sink.js';

type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };
type InputStream = Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };

export interface Streams {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Environment;
}

/** The person or program at the other end: data goes to stdout, everything else to stderr. */
export class Terminal {
  readonly out: StreamSink;

  constructor(
    readonly streams: Streams,
    private readonly quiet: boolean,
  ) {
    this.out = new StreamSink(streams.stdout);
  }

  /** Whether questions can be asked: a person reads stderr and types on stdin. */
  get isInteractive(): boolean {
    return this.streams.stdin.isTTY === true && this.streams.stderr.isTTY === true;
  }

  get showsProgress(): boolean {
    return !this.quiet && this.streams.stderr.isTTY === true;
  }

  get isOutTerminal(): boolean {
    return this.streams.stdout.isTTY === true;
  }

  /** Width of the terminal that shows stdout; undefined where it is a file or pipe. */
  get width(): number | undefined {
    const { columns } = this.streams.stdout;
    // Some pseudo-terminals say 0.
    return this.isOutTerminal && columns !== 0 ? columns : undefined;
  }

  /** Color on stdout only for people who want it (https://no-color.org). */
  get color(): boolean {
    const { NO_COLOR, TERM } = this.streams.environment;
    return this.isOutTerminal && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
  }

  /** Tells a fact about the answer; silent with --quiet. */
  note(text: string): void {
    if (!this.quiet) this.tell(text);
  }

  /** Tells something that must be read even with --quiet. The text may quote a tenant's texts. */
  tell(text: string): void {
    this.streams.stderr.write(`${text.split('\n').map(singleLineKeepingIndent).join('\n')}\n`);
  }
}

function singleLineKeepingIndent(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + singleLine(line);
}
