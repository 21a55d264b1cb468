import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { factsFor } from '../../src/demo/data/facts.js';
import { startTenantBench, type TenantBench } from './support/cli.js';

let bench: TenantBench;

beforeAll(async () => {
  bench = await startTenantBench({ environment: { AUTOTASK_WRITE_AS: 'me' } });
});
beforeEach(() => {
  bench.tenant.requests.clear();
});
afterAll(() => bench.close());

const firewall = (): string => factsFor(bench.tenant.now()).tickets.firewall;

test('a command writes in the name of its person where the settings say so, and tells the proof', async () => {
  const { code, stderr } = await bench.run(['note', firewall(), 'In my own name', '--yes']);

  expect(stderr).toContain('Autotask has recorded Maya Okafor as the writer');
  expect(code).toBe(EXIT.ok);
  const posts = bench.tenant.requests.all().filter(({ entity, kind }) => entity === 'TicketNotes' && kind === 'child-collection');
  expect(posts.map(({ impersonationResourceId }) => impersonationResourceId)).toEqual(['501']);
});

test('a command without the right to it is refused with what to set up, and writes nothing', async () => {
  const mark = bench.tenant.changes.mark();

  const { code, stderr } = await bench.run([
    'log-time',
    firewall(),
    'Not in my name',
    '--start',
    'today 9:00',
    '--hours',
    '0.5',
    '--yes',
  ]);

  expect(stderr).toContain('the right to impersonate for Add on TimeEntries');
  expect(code).toBe(EXIT.refused);
  expect(bench.tenant.changes.since(mark)).toEqual([]);
});
