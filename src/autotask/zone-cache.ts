import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ZoneInformation } from './types.js';

const entrySchema = z.object({
  zoneName: z.string(),
  url: z.string(),
  webUrl: z.string(),
  ci: z.number(),
});
const fileSchema = z.record(z.string(), z.unknown());

/**
 * Zones found earlier, per API user, in `zone.json` of a folder. Only a shortcut: every failure to read or write it is the same as having none.
 * A stale zone corrects itself, since Autotask answers it with 401 and the client then discovers anew.
 */
export class ZoneCache {
  readonly #file: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'zone.json');
  }

  async read(username: string): Promise<ZoneInformation | undefined> {
    const entry = entrySchema.safeParse((await this.#entries())[keyOf(username)]);
    return entry.success ? entry.data : undefined;
  }

  async write(username: string, zone: ZoneInformation): Promise<void> {
    // Written beside and renamed, so that a reader never sees half a file.
    const draft = join(this.#folder, `zone.${randomUUID()}.tmp`);
    try {
      const entries = { ...(await this.#entries()), [keyOf(username)]: zone };
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, JSON.stringify(entries, null, 2), { mode: 0o600 });
      await rename(draft, this.#file);
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  async #entries(): Promise<Record<string, unknown>> {
    try {
      const parsed = fileSchema.safeParse(JSON.parse(await readFile(this.#file, 'utf8')));
      return parsed.success ? parsed.data : {};
    } catch {
      return {};
    }
  }
}

/** A digest, so that the file does not list the tenant's API users. */
function keyOf(username: string): string {
  return createHash('sha256').update(username.toLowerCase()).digest('hex').slice(0, 32);
}
