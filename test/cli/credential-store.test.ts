import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/autotask/errors.js';
import { withStoredCredentials } from '../../src/cli/config.js';
import { credentialFile, readCredentials, removeCredentials, storeCredentials } from '../../src/cli/credential-store.js';

const CREDENTIALS = { username: 'api@brightwater.example', secret: '$ecret#1', integrationCode: 'CODE', resourceId: 501 };

let folder: string;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autotask-credentials-'));
  environment = { XDG_CONFIG_HOME: folder };
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('stored credentials', () => {
  test('come back as they were, from a file that only its owner can read', async () => {
    const file = credentialFile(environment);
    await storeCredentials(file, CREDENTIALS);

    expect(await readCredentials(file)).toEqual(CREDENTIALS);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'autotask'))).mode & 0o777).toBe(0o700);
  });

  test('replace earlier ones whole', async () => {
    const file = credentialFile(environment);
    await storeCredentials(file, CREDENTIALS);
    await storeCredentials(file, { username: 'other', secret: 's', integrationCode: 'c' });

    expect(await readCredentials(file)).toEqual({ username: 'other', secret: 's', integrationCode: 'c' });
  });

  test.each(['644', '640', '604'])('are refused when others can read them (mode %s)', async (mode) => {
    const file = credentialFile(environment);
    await storeCredentials(file, CREDENTIALS);
    await chmod(file, Number.parseInt(mode, 8));

    await expect(readCredentials(file)).rejects.toThrow(/chmod 600/);
  });

  test('are refused when damaged, without quoting what stands there', async () => {
    const file = credentialFile(environment);
    await storeCredentials(file, CREDENTIALS);
    await writeFile(file, (await readFile(file, 'utf8')).replace('"secret"', '"secrt"'), { mode: 0o600 });

    const failure = await readCredentials(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigurationError);
    expect(String(failure)).not.toContain('$ecret');
  });

  test('are gone once removed, and removing none is told', async () => {
    const file = credentialFile(environment);
    await storeCredentials(file, CREDENTIALS);

    expect(await removeCredentials(file)).toBe(true);
    expect(await readCredentials(file)).toBeUndefined();
    expect(await removeCredentials(file)).toBe(false);
  });
});

describe('the environment', () => {
  test('is completed with stored credentials where it has none', async () => {
    await storeCredentials(credentialFile(environment), CREDENTIALS);

    expect(await withStoredCredentials({ ...environment, AUTOTASK_RESOURCE_ID: '7' })).toMatchObject({
      AUTOTASK_USERNAME: CREDENTIALS.username,
      AUTOTASK_SECRET: CREDENTIALS.secret,
      AUTOTASK_INTEGRATION_CODE: CREDENTIALS.integrationCode,
      AUTOTASK_RESOURCE_ID: '7',
    });
  });

  test('is never mixed with stored credentials', async () => {
    await storeCredentials(credentialFile(environment), CREDENTIALS);
    const own = { ...environment, AUTOTASK_USERNAME: 'mine' };

    expect(await withStoredCredentials(own)).toEqual(own);
  });
});
