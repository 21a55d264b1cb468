import { open } from 'node:fs/promises';
import { WriteCapError } from '../../semantic/write/caps.js';

const HOUR_MS = 3_600_000;
/** The end of the audit file that is looked at: several thousand writes, far more than any sensible cap. */
const TAIL_BYTES = 2_000_000;

/**
 * Holds the hourly cap over all commands: each is a process of its own and remembers nothing, but the audit file does.
 *
 * @throws {WriteCapError} where so many more records would pass the cap.
 */
export async function requireHourlyCap(auditFile: string, records: number, perHour: number, now: Date): Promise<void> {
  const written = (await tailOf(auditFile)).split('\n').filter((line) => isWriteSince(line, now.getTime() - HOUR_MS)).length;
  if (written + records <= perHour) return;
  throw new WriteCapError(
    `At most ${String(perHour)} records are written in an hour (AUTOTASK_MAX_WRITES_PER_HOUR), and the audit file counts ${String(written)} in the last one. Nothing was written.`,
  );
}

async function tailOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
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
