import { messagesOfBatch } from './batch.js';
import { refusalOf, type Refusal } from './malformed-requests.js';
import { OversizedMessage } from './oversized-message.js';

const LINE_END = 0x0a;

export interface LineHandlers {
  /** The most bytes that a line may have, its end included. */
  readonly longest: number;
  /** Whether a line may be a list of messages, as the version of the protocol that was agreed on has it. */
  readonly takesBatches: () => boolean;
  /** Takes a line, with its end: a message, or what asks for no answer. */
  readonly accept: (line: Buffer) => void;
  /** Called instead for each line that is no message, or too long for one. */
  readonly refuse: (refusal: Refusal) => void;
}

export interface LineReader {
  readonly take: (chunk: Buffer) => void;
  /** The input has ended. What stands there without an end of line is a line, too. */
  readonly end: () => void;
}

/**
 * Cuts the input into lines, and keeps back those which the SDK's transport would drop without an answer, and those at which it would give
 * the whole connection up because of their length. Of the latter no more than their two ends is kept.
 */
export function readMessageLines(handlers: LineHandlers): LineReader {
  const { longest, refuse } = handlers;
  const line = new GrowingLine();
  let oversized: OversizedMessage | undefined;
  const append = (part: Buffer): void => {
    if (oversized !== undefined) oversized.append(part);
    else if (line.length + part.length <= longest) line.append(part);
    else oversized = new OversizedMessage(Buffer.concat([line.take(), part]), longest, refuse);
  };
  const endLine = (): void => {
    if (oversized === undefined) pass(line.take(), handlers);
    else oversized.end();
    oversized = undefined;
  };
  return {
    take: (chunk) => {
      let start = 0;
      for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, start)) {
        append(chunk.subarray(start, end + 1));
        endLine();
        start = end + 1;
      }
      append(chunk.subarray(start));
    },
    end: () => {
      append(Buffer.of(LINE_END));
      endLine();
    },
  };
}

function pass(line: Buffer, { takesBatches, accept, refuse }: LineHandlers): void {
  const text = line.toString();
  const batch = takesBatches() ? messagesOfBatch(text) : undefined;
  const messages = batch?.map((message) => [message, Buffer.from(`${message}\n`)] as const) ?? [[text, line] as const];
  for (const [message, bytes] of messages) {
    const refusal = refusalOf(message);
    if (refusal === undefined) accept(bytes);
    else refuse(refusal);
  }
}

/** A line of which more may come. Twice the room whenever it is full, so that each byte is copied about twice, however it is cut. */
class GrowingLine {
  #bytes = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(part: Buffer): void {
    const length = this.#length + part.length;
    if (length > this.#bytes.length) {
      const bytes = Buffer.allocUnsafe(Math.max(length, 2 * this.#bytes.length));
      this.#bytes.copy(bytes, 0, 0, this.#length);
      this.#bytes = bytes;
    }
    part.copy(this.#bytes, this.#length);
    this.#length = length;
  }

  /** What has come, and nothing is left. */
  take(): Buffer {
    const line = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return line;
  }
}
