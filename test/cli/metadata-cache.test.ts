import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FieldInfo } from '../../src/autotask/types.js';
import { MetadataCache } from '../../src/cli/metadata-cache.js';
import { startTenantBench, type TenantBench } from './support/cli.js';

const STATUS: FieldInfo = {
  name: 'status',
  label: 'status',
  dataType: 'integer',
  length: 0,
  isRequired: true,
  isReadOnly: false,
  isQueryable: true,
  isReference: false,
  referenceEntityType: '',
  isPickList: true,
  picklistValues: [
    { value: 1, label: 'New', isActive: true, isDefaultValue: true, isSystem: true, sortOrder: 1, parentValue: null },
  ],
  picklistParentValueField: '',
  isUserDefined: false,
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autotask-metadata-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function counting(): { source: () => Promise<readonly FieldInfo[]>; calls: () => number } {
  let calls = 0;
  const source = async (): Promise<readonly FieldInfo[]> => {
    calls += 1;
    return Promise.resolve([STATUS]);
  };
  return { source, calls: () => calls };
}

describe('remembered metadata', () => {
  test('is read once for several processes', async () => {
    const { source, calls } = counting();

    expect(await new MetadataCache(folder, 'api@a').cached('fields', source)('Tickets')).toEqual([STATUS]);
    expect(await new MetadataCache(folder, 'api@a').cached('fields', source)('ticket')).toEqual([STATUS]);
    expect(calls()).toBe(1);
  });

  test('is not shared between accounts, and no file name tells the account', async () => {
    const { source, calls } = counting();
    await new MetadataCache(folder, 'api@a').cached('fields', source)('Tickets');
    await new MetadataCache(folder, 'api@b').cached('fields', source)('Tickets');

    expect(calls()).toBe(2);
    expect((await readdir(folder, { recursive: true })).join()).not.toContain('api@');
  });

  test('is read anew after a quarter of an hour, and when it is damaged', async () => {
    const { source, calls } = counting();
    let now = 0;
    const cache = new MetadataCache(folder, 'api@a', () => now);
    await cache.cached('fields', source)('Tickets');
    now = 15 * 60_000;
    await cache.cached('fields', source)('Tickets');
    expect(calls()).toBe(2);

    const [file = ''] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'));
    await writeFile(join(folder, file), (await readFile(join(folder, file), 'utf8')).slice(0, -5));
    expect(await cache.cached('fields', source)('Tickets')).toEqual([STATUS]);
    expect(calls()).toBe(3);
  });
});

describe('a label that an administrator has just added', () => {
  let bench: TenantBench;

  beforeAll(async () => {
    bench = await startTenantBench();
  });

  afterAll(async () => {
    await bench.close();
  });

  test('is understood at once, although the lists were remembered without it', async () => {
    await bench.run(['tickets', 'list', '--status', 'New', '--limit', '1']);
    const folderOfCache = join(bench.folder, 'cache', 'autotask', 'metadata');
    const [file = ''] = (await readdir(folderOfCache, { recursive: true })).filter((name) =>
      name.endsWith('Tickets.fields.json'),
    );
    const remembered = await readFile(join(folderOfCache, file), 'utf8');
    await writeFile(join(folderOfCache, file), remembered.replaceAll('"Waiting Vendor"', '"Waiting Nobody"'));

    expect((await bench.run(['tickets', 'list', '--status', 'Waiting Vendor', '--limit', '1'])).code).toBe(0);
  });
});
