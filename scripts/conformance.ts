// Runs the MCP conformance suite, current release and newest pre-release, against the built server over HTTP. A scenario that fails and is
// not in its baseline under test/conformance fails the run, and so does one in a baseline that passes.
// The suite needs Node 22 or newer and comes, with such a Node, through npx; the server runs on the Node that runs this script.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { startDemoServer } from './demo-server.js';

const ROOT = resolve(import.meta.dirname, '..');

interface Run {
  readonly version: string;
  readonly options: readonly string[];
  readonly baseline: string;
}

const RUNS: readonly Run[] = [
  { version: '0.1.16', options: [], baseline: '0.1.16.yml' },
  { version: '0.2.0-alpha.12', options: ['--requirements', '2025-11-25'], baseline: '0.2.0-2025-11-25.yml' },
  { version: '0.2.0-alpha.12', options: ['--requirements', '2026-07-28'], baseline: '0.2.0-2026-07-28.yml' },
];

/** The suite's exit code and what it printed. */
async function runSuite({ version, options, baseline }: Run, url: string): Promise<{ code: unknown; output: string }> {
  const suite = ['-y', '-p', 'node@24', '-p', `@modelcontextprotocol/conformance@${version}`, 'conformance', 'server'];
  const expected = ['--expected-failures', resolve(ROOT, 'test/conformance', baseline)];
  const child = spawn('npx', [...suite, '--url', url, ...options, ...expected], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

let failed = false;
for (const run of RUNS) {
  const server = await startDemoServer();
  const { code, output } = await runSuite(run, server.url);
  await server.close();
  const name = [run.version, ...run.options].join(' ');
  const total = /^Total: .*$/m.exec(output)?.[0] ?? 'no total';
  console.log(`${code === 0 ? 'as expected' : 'FAILED'}  conformance ${name}: ${total}`);
  if (code === 0) continue;
  failed = true;
  console.log(output.slice(output.indexOf('=== SUMMARY')));
}
if (failed) process.exitCode = 1;
