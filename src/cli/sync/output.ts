import { open, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../../autotask/error-code.js';
import { CommandLineError } from '../errors.js';
import type { StreamSink } from '../output/sink.js';

/** Where the records of a sync go. */
export interface SyncOutput {
  write(text: string): Promise<void>;
  /** Resolves when everything written is safe; with the file's length, or null for a stream. */
  settle(): Promise<number | null>;
  close(): Promise<void>;
}

/** To stdout: a reader gets every record at least once, a page again when the run was killed right after it. */
export function streamOutput(sink: StreamSink): SyncOutput {
  return {
    write: (text) => sink.write(text),
    settle: async () => {
      await sink.flush();
      return null;
    },
    close: () => sink.flush(),
  };
}

/**
 * Appends to a file. What stands behind the accounted length was written by a run that was killed before it could say so; it is cut off
 * and written again, so that every record stands there once.
 *
 * @param accounted Length that the state knows of; null for a file that no run has written yet.
 */
export async function fileOutput(path: string, accounted: number | null): Promise<SyncOutput> {
  const handle = await openFile(path);
  const { size } = await handle.stat();
  if (accounted !== null && size > accounted) await handle.truncate(accounted);
  return new FileOutput(handle, accounted === null ? size : Math.min(size, accounted));
}

class FileOutput implements SyncOutput {
  #pending: string[] = [];

  constructor(
    private readonly handle: FileHandle,
    private length: number,
  ) {}

  async write(text: string): Promise<void> {
    this.#pending.push(text);
    return Promise.resolve();
  }

  async settle(): Promise<number> {
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    let written = 0;
    while (written < bytes.length) {
      const part = await this.handle.write(bytes, written, bytes.length - written, this.length + written);
      written += part.bytesWritten;
    }
    if (bytes.length > 0) await this.handle.sync();
    this.length += bytes.length;
    return this.length;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw new CommandLineError(`${path} cannot be written.`);
  }
  return open(path, 'w+', 0o600);
}
