import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { errorCode } from '../../autotask/error-code.js';
import { CommandLineError, RefusedError } from '../errors.js';
import { parseJsonIfAny, readTextIfAny } from '../text-file.js';

/** Digests of records by id: what was written of them last. */
export type Digests = Record<string, string>;

const digests = z.record(z.string(), z.string());

const passSchema = z.object({
  /** When the pass began: changes after this are the next pass's, whatever ids they have. */
  startedAt: z.string(),
  /** Lower bound of the dates of change that this pass reads; null = everything. */
  lower: z.string().nullable(),
  afterId: z.number().nullable(),
  newest: z.string().nullable(),
  recent: digests,
});

const stateSchema = z.object({
  version: z.literal(1),
  /** What the state belongs to: account, entity, filter and dates; another question must not continue it. */
  question: z.string(),
  /** Where the first run began: what changed before was never wanted; null = from the beginning. */
  since: z.string().nullable(),
  /** Everything that changed before this moment has been written; null before the first pass is through. */
  watermark: z.string().nullable(),
  recent: digests,
  /** Length of the output file that is accounted for; null with stdout. */
  bytes: z.number().nullable(),
  pass: passSchema.nullable(),
});

export type SyncPass = z.infer<typeof passSchema>;
export type SyncState = z.infer<typeof stateSchema>;

/** A short text that stands for a question. */
export function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/**
 * The state of earlier runs, or a fresh one.
 *
 * @param since Where a first run is to begin.
 * @throws {CommandLineError} when the file holds no state, or that of another question.
 */
export async function readState(file: string, question: string, since: string | null): Promise<SyncState> {
  const text = await readTextIfAny(file).catch(() => {
    throw new CommandLineError(`${file} cannot be read.`);
  });
  if (text === undefined) return { version: 1, question, since, watermark: null, recent: {}, bytes: null, pass: null };
  const parsed = stateSchema.safeParse(parseJsonIfAny(text));
  if (!parsed.success)
    throw new CommandLineError(`${file} holds no sync state. Name another file, or remove this one to begin anew.`);
  if (parsed.data.question !== question) {
    throw new CommandLineError(`${file} belongs to another account, entity, filter or date field. Use one state file for each.`);
  }
  return parsed.data;
}

/** Replaces the state in one step, on the disk before this resolves: a crash leaves the old state or the new one. */
export async function saveState(file: string, state: SyncState): Promise<void> {
  const draft = `${file}.tmp`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(state));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

/**
 * Keeps a second run off the same state, as when a scheduled run takes longer than its interval.
 *
 * @returns Releases the lock.
 * @throws {RefusedError} while another run is at work.
 */
export async function lockState(file: string): Promise<() => Promise<void>> {
  const lock = `${file}.lock`;
  for (;;) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(lock, { force: true });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw new CommandLineError(`${lock} cannot be written.`);
    }
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isAlive(owner)) throw new RefusedError(`Another run (process ${String(owner)}) is at work on ${file}; nothing was read.`);
    await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
