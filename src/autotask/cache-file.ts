import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a file that only its owner can read, whole or not at all, so that a reader never sees half of it. A cache is a shortcut: where it
 * cannot be written there is none.
 */
export async function writeCacheFile(folder: string, name: string, content: string): Promise<void> {
  const draft = join(folder, `${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, join(folder, name));
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}
