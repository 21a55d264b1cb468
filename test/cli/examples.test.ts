import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CliCommand } from '../../src/cli/command.js';
import { createProgram } from '../../src/cli/program.js';
import { CLI, startBench, type Bench, type Outcome } from './support/cli.js';

/** These set up an account, or are for the shell that they name; both have tests of their own. */
const ELSEWHERE = /autotask (login|completion) /;

const program = createProgram(() => {
  throw new Error('Only the examples are read here.');
});

function examplesOf(command: CliCommand): string[] {
  return [...command.examples, ...command.commands.flatMap((child) => (child instanceof CliCommand ? examplesOf(child) : []))];
}

const HELP = [...new Set(examplesOf(program))].filter((line) => !ELSEWHERE.test(`${line} `));
const README = readFileSync('README.md', 'utf8')
  .split('\n')
  .filter((line) => /^node dist\/cli\.js .*--demo/.test(line))
  .map((line) => line.replace('node dist/cli.js', 'autotask'));

let bench: Bench;
let environment: Record<string, string>;

beforeAll(async () => {
  bench = await startBench();
  const bin = join(bench.folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'autotask'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' --demo "$@"\n`, { mode: 0o755 });
  await writeFile(join(bench.folder, 'router.log'), 'link down\n');
  environment = { ...bench.environment, PATH: `${bin}:${bench.environment['PATH'] ?? ''}` };
});

afterAll(async () => {
  await bench.close();
});

async function runLine(line: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', line], { env: environment, cwd: bench.folder }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, signal: child.signalCode, stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** Some read 42,000 rows, which takes a busy machine long. */
const MOST_MS = 180_000;

describe('on the demo tenant, at any time', () => {
  test.each([...HELP, ...README])('%s works as it is printed', { timeout: MOST_MS }, async (line) => {
    const first = await runLine(line);
    // What would ask a person on a terminal gets the answer here.
    const outcome = first.stderr.includes('there is nobody to ask') ? await runLine(`${line} --yes`) : first;

    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stderr).not.toMatch(/match this filter|visible with this filter/);
  });

  test('there are examples in the README, too', () => {
    expect(README).not.toEqual([]);
  });
});
