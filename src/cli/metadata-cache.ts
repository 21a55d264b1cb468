import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeCacheFile } from '../autotask/cache-file.js';
import { resolveEntity } from '../autotask/routes.js';
import type { CallOptions, FieldInfo } from '../autotask/types.js';

// A label that an administrator has just added must work soon; commands that fail on an unknown name read anew at once.
const MAX_AGE_MS = 15 * 60 * 1000;

const picklistId = z.union([z.number(), z.string()]);

const fieldsSchema = z.array(
  z.object({
    name: z.string(),
    label: z.string(),
    dataType: z.string(),
    length: z.number(),
    isRequired: z.boolean(),
    isReadOnly: z.boolean(),
    isQueryable: z.boolean(),
    isReference: z.boolean(),
    referenceEntityType: z.string(),
    isPickList: z.boolean(),
    picklistValues: z.array(
      z.object({
        value: picklistId,
        label: z.string(),
        isActive: z.boolean(),
        isDefaultValue: z.boolean(),
        isSystem: z.boolean(),
        sortOrder: z.number(),
        parentValue: picklistId.nullable(),
      }),
    ),
    picklistParentValueField: z.string(),
    isUserDefined: z.boolean(),
  }),
);

const fileSchema = z.object({ readAt: z.number(), fields: fieldsSchema });

export type FieldSource = (entity: string, options?: CallOptions) => Promise<readonly FieldInfo[]>;
type Part = 'fields' | 'userDefinedFields';

/**
 * Field descriptions kept on disk between commands, since every command is a new process and the tenant's requests are shared. Only a
 * shortcut: a file that is missing, old or damaged is the same as none.
 */
export class MetadataCache {
  readonly #folder: string;
  #hits = 0;

  /** @param account What the cache belongs to: user name and address. Only a digest of it reaches the disk. */
  constructor(
    cacheFolder: string,
    account: string,
    private readonly now: () => number = Date.now,
  ) {
    const digest = createHash('sha256').update(account.toLowerCase()).digest('hex').slice(0, 32);
    this.#folder = join(cacheFolder, 'metadata', digest);
  }

  /** True once an answer has come from the disk and might therefore be out of date. */
  get wasUsed(): boolean {
    return this.#hits > 0;
  }

  /** The same fields, from the disk where they are known. */
  cached(part: Part, source: FieldSource): FieldSource {
    return async (name, options) => {
      const entity = resolveEntity(name).name;
      const known = await this.read(entity, part);
      if (known !== undefined) {
        this.#hits += 1;
        return known;
      }
      const fields = await source(entity, options);
      await this.#write(entity, part, fields);
      return fields;
    };
  }

  async read(entity: string, part: Part): Promise<readonly FieldInfo[] | undefined> {
    try {
      const parsed = fileSchema.safeParse(JSON.parse(await readFile(join(this.#folder, fileName(entity, part)), 'utf8')));
      const isFresh = parsed.success && Math.abs(this.now() - parsed.data.readAt) < MAX_AGE_MS;
      return isFresh ? parsed.data.fields : undefined;
    } catch {
      return undefined;
    }
  }

  /** Forgets everything of this account. */
  async clear(): Promise<void> {
    this.#hits = 0;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #write(entity: string, part: Part, fields: readonly FieldInfo[]): Promise<void> {
    await writeCacheFile(this.#folder, fileName(entity, part), JSON.stringify({ readAt: this.now(), fields }));
  }
}

function fileName(entity: string, part: Part): string {
  return `${entity}.${part}.json`;
}
