import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeCacheFile } from './cache-file.js';
import type { ZoneInformation } from './types.js';

const entrySchema = z.object({
  zoneName: z.string(),
  url: z.string(),
  webUrl: z.string(),
  ci: z.number(),
});
const FILE = 'zone.json';
const fileSchema = z.record(z.string(), z.unknown());

/**
 * Zones found earlier, per API user, in `zone.json` of a folder. Only a shortcut: every failure to read or write it is the same as having none.
 * A stale zone corrects itself, since Autotask answers it with 401 and the client then discovers anew.
 */
export class ZoneCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(username: string): Promise<ZoneInformation | undefined> {
    const entry = entrySchema.safeParse((await this.#entries())[keyOf(username)]);
    return entry.success ? entry.data : undefined;
  }

  async write(username: string, zone: ZoneInformation): Promise<void> {
    const entries = { ...(await this.#entries()), [keyOf(username)]: zone };
    await writeCacheFile(this.#folder, FILE, JSON.stringify(entries, null, 2));
  }

  async #entries(): Promise<Record<string, unknown>> {
    try {
      const parsed = fileSchema.safeParse(JSON.parse(await readFile(join(this.#folder, FILE), 'utf8')));
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
