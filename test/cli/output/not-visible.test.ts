import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsedLines, startTenantBench, type TenantBench } from '../support/cli.js';

let bench: TenantBench;

beforeAll(async () => {
  bench = await startTenantBench({ user: 'restricted' });
});
afterAll(() => bench.close());

const HIDDEN = '(not visible)';
const fields = ['--fields', 'id,project.status'];
const question = ['query', 'Phases', ...fields];

/** Phases of projects that the restricted user does not see, in order of id. */
function hiddenPhases(): number[] {
  const { store, users } = bench.tenant;
  return store
    .rows('Phases')
    .filter((row) => {
      const project = store.row('Projects', Number(row['projectID']));
      return project !== undefined && users.restricted.hides?.('Projects', project) === true;
    })
    .map(({ id }) => id);
}

test.each([[['--all']], [['--limit', '500', '--order', 'id']]])(
  'every format tells what is not visible from what is empty, and stderr how many there are (%s)',
  async (extent) => {
    const ids = hiddenPhases();
    const run = (format: string) => bench.run([...question, ...extent, '--format', format]);

    for (const format of ['csv', 'table', 'md', 'json', 'ndjson']) {
      const { code, stdout, stderr } = await run(format);
      expect(code).toBe(0);
      expect(stdout.split(HIDDEN)).toHaveLength(ids.length + 1);
      expect(stderr).toContain(
        `${String(ids.length)} of ${String(bench.tenant.store.rows('Phases').length)} rows refer to Projects that this API user does not see`,
      );
    }
    const lines = parsedLines<{ id: number; 'project.status'?: string }>((await run('ndjson')).stdout);
    expect(lines.filter((line) => line['project.status'] === HIDDEN).map(({ id }) => id)).toEqual(ids);
  },
);

test('groups and single records tell it as well', async () => {
  const ids = hiddenPhases();
  const groups = await bench.run(['aggregate', 'Phases', '--by', 'project.status', '--format', 'csv']);
  const one = await bench.run(['get', 'Phases', String(ids[0]), ...fields, '--format', 'csv']);

  expect(groups.stdout).toContain(`${HIDDEN},${String(ids.length)}\r\n`);
  expect(one.stdout).toContain(`${String(ids[0])},${HIDDEN}`);
  expect(one.stderr).toContain('1 of 1 row refers to Projects that this API user does not see');
});
