import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { errorCode } from '../../autotask/error-code.js';
import type { Sink } from './row-writer.js';

const CHUNK_CHARACTERS = 64 * 1024;

/** Text to a stream in large chunks, at the pace of its reader. */
export class StreamSink implements Sink {
  #pending: string[] = [];
  #characters = 0;

  constructor(private readonly stream: Writable) {}

  async write(text: string): Promise<void> {
    this.#pending.push(text);
    this.#characters += text.length;
    if (this.#characters >= CHUNK_CHARACTERS) await this.flush();
  }

  /**
   * Hands everything to the stream.
   *
   * @throws {ClosedPipeError} when the reader has gone.
   */
  async flush(): Promise<void> {
    if (this.#characters === 0) return;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#characters = 0;
    if (this.stream.destroyed || this.stream.errored) throw new ClosedPipeError();
    try {
      if (!this.stream.write(text)) await once(this.stream, 'drain');
    } catch (error) {
      throw isClosedPipe(error) ? new ClosedPipeError() : error;
    }
  }
}

/** The reader of stdout has gone, as with `| head`: no failure, there is just nobody left to write for. */
export class ClosedPipeError extends Error {
  override readonly name = 'ClosedPipeError';
}

export function isClosedPipe(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
