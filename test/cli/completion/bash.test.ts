import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI, startTenantBench, type TenantBench } from '../support/cli.js';
import { withCommandOnPath } from '../support/shells.js';

const run = promisify(execFile);

let bench: TenantBench;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  bench = await startTenantBench();
  environment = await withCommandOnPath(bench);
});

afterAll(async () => {
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
    expect(await complete('query', 'Tickets', 'queue', '=', '"Mon')).toEqual(['Monitoring']);
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
