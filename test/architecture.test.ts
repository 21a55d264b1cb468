import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '../src');

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of the source tree, dynamic and type-only ones included; paths relative to src, packages by name. */
const IMPORTS: readonly Import[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => importsOf(file));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const targets = [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)'([^']+)'/g)].map(([, target = '']) => target);
  return targets.map((target) => ({
    from: file,
    to: target.startsWith('.') ? relative(SOURCE, resolve(SOURCE, dirname(file), target)) : target,
  }));
}

function layerOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.[jt]s$/, '');
}

/** What each folder of src, and each module beside them, may import from the others. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  autotask: [],
  demo: ['autotask'],
  semantic: ['autotask'],
  cli: ['semantic', 'autotask', 'audit', 'demo', 'version', 'options', 'config', 'error-words', 'services'],
  audit: ['autotask', 'semantic'],
  version: ['autotask'],
  options: [],
  subscribers: [],
  icon: [],
  'invalid-params': [],
  'access-control': ['autotask', 'options', 'subscribers'],
  'call-meter': ['autotask'],
  'running-calls': ['semantic', 'error-words'],
  'http-config': ['autotask', 'options'],
  'write-config': ['options', 'semantic'],
  config: ['autotask', 'options', 'http-config', 'write-config'],
  'error-words': ['autotask', 'semantic'],
  services: ['autotask', 'semantic', 'demo', 'audit', 'config', 'call-meter', 'running-calls', 'access-control', 'subscribers'],
  completion: ['autotask', 'error-words', 'services'],
  tools: [
    'autotask',
    'semantic',
    'access-control',
    'icon',
    'config',
    'write-config',
    'options',
    'services',
    'call-meter',
    'running-calls',
    'error-words',
  ],
  resources: ['completion', 'autotask', 'semantic', 'services', 'error-words'],
  prompts: ['completion', 'autotask', 'semantic', 'services', 'error-words'],
  server: ['icon', 'invalid-params', 'tools', 'resources', 'prompts', 'services', 'config', 'options', 'version'],
  transports: ['server', 'services', 'config', 'http-config'],
};

/** Of the simulator only what a simulator needs of the product: its data, so that it can't take the client's errors for the API's. */
const CATALOGUE_DATA = /^autotask\/(catalogue|field-data|types)\.js$|^autotask\/data\//;

const SDK_USERS = /^(main|server)\.ts$|^transports\/|^tools\/(run-tool|approval)\.ts$|^resources\/|^prompts\//;

describe('the source tree', () => {
  test('imports only downwards', () => {
    const wrong = IMPORTS.filter(({ from, to }) => {
      const allowed = ALLOWED[layerOf(from)];
      const isInside = to.endsWith('.js') || to.endsWith('.json');
      return allowed !== undefined && isInside && layerOf(to) !== layerOf(from) && !allowed.includes(layerOf(to));
    });

    expect(wrong).toEqual([]);
  });

  test('has no layer that these rules forget, but for main, which may import anything', () => {
    const layers = new Set(readdirSync(SOURCE).map(layerOf));
    layers.delete('main');

    expect([...layers].filter((layer) => !(layer in ALLOWED))).toEqual([]);
  });

  test("keeps the simulator apart from the client it tests: of autotask it uses the catalogue's data only", () => {
    const wrong = IMPORTS.filter(
      ({ from, to }) => from.startsWith('demo/') && to.startsWith('autotask/') && !CATALOGUE_DATA.test(to),
    );

    expect(wrong).toEqual([]);
  });

  test('imports the MCP SDK only where MCP is spoken', () => {
    const wrong = IMPORTS.filter(({ from, to }) => to.startsWith('@modelcontextprotocol/') && !SDK_USERS.test(from));

    expect(wrong).toEqual([]);
  });

  test('reads the environment in its configuration modules only', () => {
    const readers = new Set(
      IMPORTS.map(({ from }) => from).filter((file) => readFileSync(join(SOURCE, file), 'utf8').includes('process.env')),
    );

    expect([...readers].filter((file) => !/(^|\/)config\.ts$/.test(file))).toEqual([]);
  });
});
