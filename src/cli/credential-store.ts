import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../autotask/errors.js';
import type { AutotaskConfig, Environment } from '../autotask/config.js';
import { configFolder } from './folders.js';
import { parseJsonIfAny, readTextIfAny } from './text-file.js';

/** What is stored: the API user's three credentials, and optionally address and person. */
const storedCredentials: z.ZodType<AutotaskConfig> = z.strictObject({
  username: z.string().min(1),
  secret: z.string().min(1),
  integrationCode: z.string().min(1),
  apiUrl: z.string().exactOptional(),
  resourceId: z.number().int().nonnegative().exactOptional(),
});

/** The file that `autotask login` writes: readable by its owner only. */
export function credentialFile(environment: Environment): string {
  return join(configFolder(environment), 'credentials.json');
}

/** Writes the credentials so that nobody else can read them, not even for a moment, and a crash leaves the old file. */
export async function storeCredentials(file: string, credentials: AutotaskConfig): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${String(process.pid)}.tmp`;
  await writeFile(unfinished, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(unfinished, 0o600);
  await rename(unfinished, file);
}

export async function removeCredentials(file: string): Promise<boolean> {
  const existed = await readCredentials(file).then(
    (stored) => stored !== undefined,
    () => true,
  );
  await rm(file, { force: true });
  return existed;
}

/**
 * The stored credentials; undefined where there are none.
 *
 * @throws {ConfigurationError} when the file is damaged, or readable by other users of this computer.
 */
export async function readCredentials(file: string): Promise<AutotaskConfig | undefined> {
  const text = await readTextIfAny(file).catch(() => {
    throw new ConfigurationError(`The stored credentials in ${file} cannot be read.`);
  });
  if (text === undefined) return undefined;
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0) {
    throw new ConfigurationError(
      `Other users can read the credentials in ${file}. Run: chmod 600 "${file}", and have the secret renewed.`,
    );
  }
  const parsed = storedCredentials.safeParse(parseJsonIfAny(text));
  if (!parsed.success) throw new ConfigurationError(`The stored credentials in ${file} are damaged. Run "autotask login" again.`);
  return parsed.data;
}
