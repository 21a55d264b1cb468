// Packs the project and examines it as people who install it would: the manifest, the types under each resolution, a program that uses it, and the
// reference of its API. Run with tsx: scripts/package-check.ts
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { quickStart } from './quick-start.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);
const Manifest = z.object({ name: z.string(), dependencies: z.record(z.string(), z.string()) });

const manifest = Manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const folder = mkdtempSync(join(tmpdir(), 'autotask-package-'));
try {
  const tarball = pack();
  run('publint', ['run', tarball, '--strict']);
  // The package is ESM only: Node 20.19 and later can require() it, and no other CommonJS is promised.
  run('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii']);
  const consumer = install(tarball);
  checkLinks(join(consumer, 'node_modules', manifest.name));
  for (const resolution of ['node16', 'bundler']) compile(consumer, resolution);
  checkReference();
} finally {
  rmSync(folder, { recursive: true });
}
console.log('The package holds what it promises.');

function run(name: string, options: readonly string[], cwd = ROOT): void {
  execFileSync(bin(name), options, { cwd, stdio: 'inherit' });
}

/** `npm pack` makes the types and the bundles first. */
function pack(): string {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const [tarball] = readdirSync(folder);
  if (tarball === undefined) throw new Error('npm pack made no tarball.');
  return join(folder, tarball);
}

/** A project that has the package, and of the rest of npm only what the package says it needs, Node's types and no more. */
function install(tarball: string): string {
  const modules = join(folder, 'consumer', 'node_modules');
  const installed = join(modules, manifest.name);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  for (const dependency of [...Object.keys(manifest.dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, dependency)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', dependency), join(modules, dependency));
  }
  const consumer = dirname(modules);
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(consumer, 'quick-start.ts'), quickStart());
  writeFileSync(
    join(consumer, 'subpaths.ts'),
    `import { createServer, createServices, parseCommandLine, readConfig } from '${manifest.name}/server';
     import { ticketModel, type Ticket } from '${manifest.name}/models';
     export const server = createServer(createServices(readConfig(parseCommandLine(['--demo']))));
     export const ticket: Ticket = ticketModel.parse({ id: 1, title: 'Printer' });`,
  );
  return consumer;
}

/** What the package's documents refer to is in the package. */
function checkLinks(installed: string): void {
  for (const document of readdirSync(installed).filter((file) => file.endsWith('.md'))) {
    const text = readFileSync(join(installed, document), 'utf8');
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      if (!existsSync(join(installed, link))) throw new Error(`${document} refers to ${link}, which is not in the package.`);
    }
  }
}

/** The declarations themselves are checked too: what they need and no dependency brings comes out here. */
function compile(consumer: string, resolution: string): void {
  const module = resolution === 'node16' ? 'node16' : 'esnext';
  const options = ['--module', module, '--moduleResolution', resolution, '--target', 'es2022', '--types', 'node'];
  run('tsc', ['--noEmit', '--strict', '--skipLibCheck', 'false', ...options, 'quick-start.ts', 'subpaths.ts'], consumer);
}

/** The checked-in reference is what the docstrings say today. */
function checkReference(): void {
  const fresh = join(folder, 'api');
  run('typedoc', ['--out', fresh, '--logLevel', 'Warn', '--treatWarningsAsErrors']);
  const shipped = join(ROOT, 'docs', 'api');
  for (const file of new Set([...readdirSync(fresh), ...readdirSync(shipped)])) {
    if (textOf(join(fresh, file)) === textOf(join(shipped, file))) continue;
    throw new Error(`docs/api/${file} is out of date: run npm run docs:api.`);
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
