import { open, type FileHandle } from 'node:fs/promises';
import { errorCode } from '../../autotask/error-code.js';
import { WriteCapError } from '../../semantic/write/caps.js';
import { AuditError } from '../../semantic/write/errors.js';

const HOUR_MS = 3_600_000;
/** The end of the audit file that is looked at: several thousand writes, far more than any sensible cap. */
const TAIL_BYTES = 2_000_000;

/**
 * Holds the hourly cap over all commands: each is a process of its own and remembers nothing, but the audit file does.
 *
 * @throws {WriteCapError} where so many more records would pass the cap.
 * @throws {AuditError} where the file is there but cannot be read, so that nobody knows.
 */
export async function requireHourlyCap(auditFile: string, records: number, perHour: number, now: Date): Promise<void> {
  const written = (await tailOf(auditFile)).split('\n').filter((line) => isWriteSince(line, now.getTime() - HOUR_MS)).length;
  if (written + records <= perHour) return;
  throw new WriteCapError(
    `At most ${String(perHour)} records are written in an hour (AUTOTASK_MAX_WRITES_PER_HOUR), and the audit file counts ${String(written)} in the last one. Nothing was written.`,
  );
}

/** Empty where there is no file yet. */
async function tailOf(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.toString('utf8', 0, bytesRead);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return '';
    throw new AuditError(
      `The audit file ${path} cannot be read (${code ?? 'unknown error'}), so nobody knows how many records were written in the last hour. Nothing was written.`,
    );
  } finally {
    await file?.close();
  }
}

function isWriteSince(line: string, sinceMs: number): boolean {
  try {
    const event: unknown = JSON.parse(line);
    return (
      typeof event === 'object' &&
      event !== null &&
      'event' in event &&
      event.event === 'intent' &&
      'time' in event &&
      Date.parse(String(event.time)) > sinceMs
    );
  } catch {
    // The first line of the tail may be cut off.
    return false;
  }
}
