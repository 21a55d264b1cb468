import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AccessControl } from '../../src/access-control.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autotask-access-'));
  file = join(folder, 'access');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the access mode in force', () => {
  test.each([
    ['full', 'full', 'full'],
    ['full', ' Write\n', 'write'],
    ['full', 'read', 'read'],
    ['write', 'full', 'write'],
    ['read', 'full', 'read'],
  ] as const)('is, with %s in the settings and %j in the file, %s', async (configured, said, mode) => {
    await writeFile(file, said);

    expect(new AccessControl(configured, file)).toMatchObject({ mode, problem: undefined });
  });

  test('is that of the settings without a file', () => {
    expect(new AccessControl('full')).toMatchObject({ mode: 'full', problem: undefined });
  });

  test.each(['', 'none', 'write read'])('is read where the file holds %j, and says so', async (said) => {
    await writeFile(file, said);

    expect(new AccessControl('full', file)).toMatchObject({ mode: 'read', problem: expect.stringContaining('holds none of') });
  });

  test('is read where there is no file, and says so', () => {
    expect(new AccessControl('full', file)).toMatchObject({ mode: 'read', problem: expect.stringContaining('ENOENT') });
  });
});

describe('a change of the file', () => {
  test('holds at once, and is told to whoever listens', async () => {
    await writeFile(file, 'full');
    const access = new AccessControl('full', file);
    const listener = vi.fn<() => void>();
    const end = access.onChange(listener);
    await writeFile(file, 'read');

    expect(access.mode).toBe('read');
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1), 10_000);
    end();
  });

  test('is seen where the file is replaced by another one, removed and made anew', async () => {
    await writeFile(file, 'full');
    const access = new AccessControl('full', file);
    const modes: string[] = [];
    const end = access.onChange(() => modes.push(access.mode));
    await writeFile(`${file}.new`, 'write');
    await rename(`${file}.new`, file);
    await vi.waitFor(() => expect(modes).toEqual(['write']), 10_000);
    await rm(file);
    await vi.waitFor(() => expect(modes).toEqual(['write', 'read']), 10_000);
    await writeFile(file, 'full');
    await vi.waitFor(() => expect(modes).toEqual(['write', 'read', 'full']), 10_000);
    end();
  });

  test('is told to each as long as that one listens', async () => {
    await writeFile(file, 'full');
    const access = new AccessControl('full', file);
    const [gone, stays] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const end = access.onChange(gone);
    const endStaying = access.onChange(stays);
    end();
    await writeFile(file, 'write');
    await vi.waitFor(() => expect(stays).toHaveBeenCalledTimes(1), 10_000);
    endStaying();

    expect(gone).not.toHaveBeenCalled();
  });
});
