import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenantBench, type TenantBench } from '../support/cli.js';
import { hasShell, withCommandOnPath } from '../support/shells.js';

// Tab completes, and the shell ends with the line as it then stands.
const SETTINGS = `
  PROMPT='READY '
  fpath=(~/functions $fpath)
  autoload -Uz compinit && compinit -u
  [[ $LOADING == sourced ]] && source <(autotask completion zsh)
  complete-and-end() { zle complete-word; print -r -- "<<$BUFFER>>"; exit }
  zle -N complete-and-end
  bindkey '^I' complete-and-end
`;

describe.skipIf(!hasShell('zsh') || !hasShell('script'))('completion in zsh', () => {
  let bench: TenantBench;
  let environment: Record<string, string>;

  beforeAll(async () => {
    bench = await startTenantBench();
    environment = await withCommandOnPath(bench);
    const functions = join(bench.folder, 'functions');
    await mkdir(functions);
    await writeFile(join(functions, '_autotask'), (await bench.run(['completion', 'zsh'])).stdout);
    await writeFile(join(bench.folder, '.zshrc'), SETTINGS);
  });

  afterAll(async () => {
    await bench.close();
  });

  /** The line after Tab in an interactive shell. */
  async function complete(line: string, loading: 'sourced' | 'autoloaded' = 'sourced'): Promise<string | undefined> {
    const child = spawn('script', ['--quiet', '--flush', '--command', 'zsh -i', '/dev/null'], {
      env: { ...environment, ZDOTDIR: bench.folder, TERM: 'dumb', SHELL: '/bin/sh', LOADING: loading },
      cwd: bench.folder,
      stdio: 'pipe',
    });
    let screen = '';
    let isTyped = false;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      screen += chunk;
      if (isTyped || !screen.includes('READY')) return;
      isTyped = true;
      child.stdin.write(`${line}\t`);
    });
    await new Promise((resolve) => {
      child.once('close', resolve);
    });
    return /<<(.*)>>/.exec(screen)?.[1]?.trimEnd();
  }

  test.each([
    ['autotask whoa', 'autotask whoami'],
    ['autotask query companyn', 'autotask query CompanyNote'],
    ['autotask query Tickets ticketN', 'autotask query Tickets ticketNumber='],
    ['autotask query "time entries" summ', 'autotask query "time entries" summaryNotes='],
    ['autotask tickets list --status waiting\\ customer\\ a', 'autotask tickets list --status Waiting\\ Customer\\ Approval'],
    ['autotask query Tickets queue=Mon', 'autotask query Tickets queue=Monitoring'],
    ['autotask query Tickets queue="Mon', 'autotask query Tickets queue=Monitoring'],
    ["autotask query Tickets 'queue=Mon", "autotask query Tickets 'queue=Monitoring'"],
  ])('makes of %s the line %s', async (typed, completed) => {
    expect(await complete(typed)).toBe(completed);
  });

  test('works from a folder of functions, too', async () => {
    expect(await complete('autotask whoa', 'autoloaded')).toBe('autotask whoami');
  });

  test('offers files where the command takes one', async () => {
    await writeFile(join(bench.folder, 'router.log'), 'up\n');

    expect(await complete('autotask attach 7012 rou')).toBe('autotask attach 7012 router.log');
  });
});
