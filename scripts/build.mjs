// Bundles the entry points; code that a first answer does not need (demo tenant, HTTP) goes into chunks loaded on demand.
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { startupChunk } from './startup-chunk.mjs';

/** zod carries its messages in 50 languages; parsing them costs every start, and none but English is used. */
const englishZodOnly = {
  name: 'english-zod-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: dirname(path),
    }));
  },
};

/**
 * What the SDK takes from its platform, cheaper. The server checks what people fill into forms with zod (src/server.ts), so that every start
 * is spared the default, ajv; and importing node:process would touch all its getters, which makes streams that nobody uses.
 */
const lightPlatform = {
  name: 'light-platform',
  setup({ onLoad }) {
    onLoad({ filter: /@modelcontextprotocol[\\/]server[\\/]dist[\\/]shimsNode\.mjs$/ }, () => ({
      contents: `
        export const process = globalThis.process;
        export class DefaultJsonSchemaValidator {
          constructor() { throw new Error('Pass jsonSchemaValidator: this bundle carries no default one.'); }
        }`,
    }));
  },
};

/**
 * undici comes with a browser's fetch, WebSockets, caches and mocks, 230 kB that every command would have to parse. Of it only the agent and
 * its request are used.
 */
const agentOfUndiciOnly = {
  name: 'agent-of-undici-only',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'agent-only' }));
    onLoad({ filter: /^undici$/, namespace: 'agent-only' }, () => ({
      contents: `
        Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
        exports.Agent = require('./lib/dispatcher/agent');
        exports.request = (address, options) => {
          const { origin, pathname, search } = new URL(address);
          return options.dispatcher.request({ ...options, origin, path: pathname + search });
        };`,
      resolveDir: fileURLToPath(new URL('../node_modules/undici', import.meta.url)),
    }));
  },
};

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const COMMON = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Its main entry loads its parts in a way that no bundler follows.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  plugins: [englishZodOnly, lightPlatform, agentOfUndiciOnly],
  // Some dependencies are CommonJS and call require() for Node's own modules; most chunks never do.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';let __require0;const require=(id)=>(__require0??=__createRequire(import.meta.url))(id);",
  },
};

/** The tools' schemas as `tools/list` shows them, from the sources, so that no start has to convert them. */
async function toolSchemas() {
  const folder = await mkdtemp(join(tmpdir(), 'autotask-mcp-build-'));
  try {
    const outfile = join(folder, 'schemas.mjs');
    const contents = `
      import { convertSchemas } from './src/tools/advertised-schema.js';
      import { TOOLS } from './src/tools/catalogue.js';
      export const schemas = convertSchemas(TOOLS);`;
    await build({ ...COMMON, stdin: { contents, resolveDir: '.', loader: 'ts' }, outfile });
    return (await import(pathToFileURL(outfile).href)).schemas;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Chunks are what entry points share. The two programs share none with the others, so that a start reads few files. The library stays
 * readable: Node prints the line of an error that nobody catches, and a minified one is the whole file.
 */
const GROUPS = [
  { minify: true, entryPoints: { main: 'src/main.ts' }, plugins: [startupChunk('src/main.ts', 'src/transports/stdio.ts')] },
  { minify: true, entryPoints: { cli: 'src/cli/main.ts' } },
  {
    minify: false,
    entryPoints: { server: 'src/server.ts', index: 'src/autotask/index.ts', models: 'src/autotask/models/index.ts' },
  },
];

const define = { __VERSION__: JSON.stringify(version), __TOOL_SCHEMAS__: JSON.stringify(await toolSchemas()) };
const builds = GROUPS.map(({ minify, entryPoints, plugins = [] }) =>
  build({
    ...COMMON,
    plugins: [...COMMON.plugins, ...plugins],
    metafile: true,
    entryPoints,
    outdir: 'dist',
    splitting: true,
    minify,
    chunkNames: 'chunks/[name]-[hash]',
    legalComments: 'none',
    define,
  }),
);

// What earlier builds left goes last, so that a build that fails leaves the last good one, and a running server keeps its chunks until then.
const built = new Set(
  (await Promise.all(builds)).flatMap(({ metafile }) => Object.keys(metafile.outputs).map((file) => resolve(file))),
);
const types = resolve('dist/types'); // `npm run types` keeps these
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const file = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !built.has(file) && !file.startsWith(types)) await rm(file);
}
