import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI, startTenantBench, type TenantBench } from '../support/cli.js';

const run = promisify(execFile);

let bench: TenantBench;
let bin: string;

beforeAll(async () => {
  bench = await startTenantBench();
  bin = await mkdtemp(join(bench.folder, 'bin-'));
  await symlink(CLI, join(bin, 'autotask'));
  await run('chmod', ['+x', CLI]);
});

afterAll(async () => {
  await rm(bin, { recursive: true });
  await bench.close();
});

/** What bash would offer for the words, the last of which is being typed. */
async function complete(...words: string[]): Promise<string[]> {
  const script = `
    source <(autotask completion bash)
    COMP_WORDS=("$@")
    COMP_CWORD=$(( $# - 1 ))
    compopt() { :; }
    _autotask
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const environment = { ...bench.environment, PATH: `${bin}:${bench.environment['PATH'] ?? ''}` };
  const { stdout } = await run('bash', ['-c', script, 'bash', 'autotask', ...words], { env: environment });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  test('offers commands and entities', async () => {
    expect(await complete('time')).toEqual(['time-entries', 'timeline']);
    expect(await complete('query', 'CompanyT')).toEqual(['CompanyTeams', 'CompanyToDos']);
  });

  test("offers the tenant's labels, with blanks escaped", async () => {
    expect(await complete('tickets', 'list', '--status', 'Waiting\\ C')).toEqual([
      'Waiting\\ Customer',
      'Waiting\\ Customer\\ Approval',
    ]);
    expect(await complete('query', 'Tickets', 'queue', '=', 'Mon')).toEqual(['Monitoring']);
  });

  test('offers the fields of an entity where the tenant cannot be asked', async () => {
    const { stdout } = await run(process.execPath, [CLI, 'complete', 'fish', '--', 'query', 'Tickets', 'ticketN'], {
      env: { PATH: process.env['PATH'], HOME: bench.folder },
    });

    expect(stdout).toBe('ticketNumber=\tstring\n');
  });
});

describe('the completion scripts', () => {
  test.each(['bash', 'zsh', 'fish'])('of %s name the program', async (shell) => {
    const { stdout } = await bench.run(['completion', shell]);

    expect(stdout).toContain(`autotask complete ${shell} --`);
  });
});
