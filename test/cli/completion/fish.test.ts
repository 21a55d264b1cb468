import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTenantBench, type TenantBench } from '../support/cli.js';
import { hasShell, withCommandOnPath } from '../support/shells.js';

const run = promisify(execFile);

describe.skipIf(!hasShell('fish'))('completion in fish', () => {
  let bench: TenantBench;
  let environment: Record<string, string>;

  beforeAll(async () => {
    bench = await startTenantBench();
    environment = await withCommandOnPath(bench);
    await writeFile(join(bench.folder, 'router.log'), 'up\n');
  });

  afterAll(async () => {
    await bench.close();
  });

  /** What fish offers for the line, with the hints behind tabs. */
  async function complete(line: string): Promise<string[]> {
    const script = 'autotask completion fish | source; complete --do-complete $argv[1]';
    const { stdout } = await run('fish', ['--no-config', '-c', script, line], { env: environment, cwd: bench.folder });
    return stdout.split('\n').filter((each) => each !== '');
  }

  test.each([
    ['autotask whoa', ['whoami\tThe API user, the zone, the person called "me" and the time zone']],
    ['autotask query Tickets ticketN', ['ticketNumber=\tstring']],
    ['autotask query "time entries" summ', ['summaryNotes=\tstring']],
    ['autotask query Tickets queue=Mon', ['queue=Monitoring\tqueue 303']],
    ['autotask query Tickets queue="Mon', ['queue=Monitoring\tqueue 303']],
    ['autotask completion f', ['fish']],
    ['autotask attach 7012 rou', ['router.log']],
  ])('offers for %s %j', async (typed, offered) => {
    expect(await complete(typed)).toEqual(offered);
  });
});
