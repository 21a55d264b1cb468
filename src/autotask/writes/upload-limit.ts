import type { Clock } from '../clock.js';
import { InvalidRequestError, LimitError } from '../errors.js';
import { TrailingCounter } from '../governor/window.js';
import { LARGEST_FILE_BYTES } from '../limits.js';

/** Uploads that Autotask takes in five minutes (dossier §3). */
const UPLOAD_BYTES = 10_000_000;
const UPLOAD_WINDOW_MS = 5 * 60 * 1_000;

/** Remembers what was uploaded lately, for the limit that all attachments share. */
export class UploadLimit {
  readonly #uploads = new TrailingCounter();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Counts a file that is about to be sent.
   *
   * @throws {@link InvalidRequestError} when the file is larger than Autotask takes.
   * @throws {@link LimitError} when so many bytes would pass the limit of five minutes.
   */
  admit(fileName: string, bytes: number): void {
    if (bytes > LARGEST_FILE_BYTES) {
      throw new InvalidRequestError(`"${fileName}" has ${bytes} bytes; Autotask takes ${LARGEST_FILE_BYTES} at most.`);
    }
    const now = this.#clock.now();
    const excess = this.#uploads.count(now, UPLOAD_WINDOW_MS) + bytes - UPLOAD_BYTES;
    if (excess > 0) {
      const retryAfterMs = this.#uploads.msUntilFreed(now, UPLOAD_WINDOW_MS, excess) ?? UPLOAD_WINDOW_MS;
      throw new LimitError(
        `Not sent: Autotask takes ${UPLOAD_BYTES} bytes of attachments in five minutes. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
        { limit: 'upload', retryAfterMs },
      );
    }
    this.#uploads.add(now, bytes);
  }
}
