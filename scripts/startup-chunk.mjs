import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const STATIC_IMPORT = /^import (?!type )[^;]* from '(\.[^']+)\.js'/gm;
const DYNAMIC_IMPORT = /\bimport\('(\.[^']+)\.js'\)/g;

/**
 * An esbuild plugin that puts all that a start loads into one chunk. esbuild makes a chunk of the modules that are reached from the same entry
 * points, and each module that is loaded on demand is an entry point: what a start loads would lie in fifteen files, by who else needs it,
 * and take a tenth longer. So whatever is loaded on demand is made to reach all of it.
 *
 * @param main The program's entry point.
 * @param usual What of the modules that it loads on demand it mostly loads at its start.
 */
export function startupChunk(main, usual) {
  const startup = [...importsOf(main, STATIC_IMPORT), resolve(usual)];
  const onDemand = new Set(
    readdirSync('src', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .flatMap((entry) => importsOf(resolve(entry.parentPath, entry.name), DYNAMIC_IMPORT)),
  );
  return {
    name: 'startup-chunk',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^startup:all$/ }, ({ path }) => ({ path, namespace: 'startup' }));
      onLoad({ filter: /.*/, namespace: 'startup' }, () => ({
        contents: startup.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
        resolveDir: dirname(resolve(main)),
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) =>
        onDemand.has(path) && !startup.includes(path)
          ? { contents: `${readFileSync(path, 'utf8')}\nimport 'startup:all';`, loader: 'ts' }
          : undefined,
      );
    },
  };
}

function importsOf(file, pattern) {
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => resolve(dirname(resolve(file)), `${name}.ts`));
}
