import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import type { SeedRow } from '../../src/demo/types.js';
import { outcomeOf, parsedLines, startTenantBench, type TenantBench } from './support/cli.js';

let bench: TenantBench;
let state: string;
let out: string;

beforeEach(async () => {
  bench = await startTenantBench();
  state = join(bench.folder, 'state.json');
  out = join(bench.folder, 'tickets.ndjson');
});

afterEach(async () => {
  await bench.close();
});

interface Copied {
  readonly id: number;
  readonly lastActivityDate: string;
}

async function lines(): Promise<Copied[]> {
  return parsedLines<Copied>(await readFile(out, 'utf8'));
}

/** The copy that somebody keeps who stores each line under its id. */
async function copy(): Promise<Map<number, string>> {
  return new Map((await lines()).map(({ id, lastActivityDate }) => [id, new Date(lastActivityDate).toISOString()]));
}

/** The last few thousand tickets, so that a test does not take longer than it has to. */
function watched(): readonly SeedRow[] {
  return bench.tenant.store.rows('Tickets').slice(-3_000);
}

function stored(): Map<number, string> {
  return new Map(watched().map((row) => [row.id, new Date(String(row['lastActivityDate'] ?? row['createDate'])).toISOString()]));
}

const onlyWatched = (): string => `id__gte=${String(watched()[0]?.id)}`;
const command = (): string[] => ['sync', 'Tickets', onlyWatched(), '--since-file', state, '--out', out];

function touch(tickets: readonly SeedRow[], at: Date): void {
  for (const row of tickets) row['lastActivityDate'] = at.toISOString();
}

describe('sync', () => {
  test('copies everything at first, then only what has changed, each once', async () => {
    expect((await bench.run(command())).code).toBe(EXIT.ok);
    expect(await copy()).toEqual(stored());
    const before = (await lines()).length;

    const changed = watched().slice(100, 103);
    touch(changed, bench.tenant.now());
    await bench.run(command());

    expect((await lines()).slice(before).map(({ id }) => id)).toEqual(changed.map(({ id }) => id));
    expect(await copy()).toEqual(stored());
  });

  test('begins where words say', async () => {
    const { stderr, code } = await bench.run([...command(), '--since', 'last week']);
    const wrong = await bench.run([...command(), '--since', 'once']);

    expect(code).toBe(EXIT.ok);
    expect(stderr).toMatch(/^\d+ new or changed Tickets/);
    expect(wrong).toMatchObject({ code: EXIT.usage, stderr: expect.stringContaining('is no date') });
  });

  test('takes two requests at most when nothing has happened', async () => {
    await bench.run([...command(), '--since', bench.tenant.now().toISOString()]);
    touch(watched().slice(0, 5), bench.tenant.now());
    await bench.run(command());
    bench.tenant.requests.clear();
    const { stderr } = await bench.run(command());

    expect(stderr).toMatch(/^0 new or changed Tickets/);
    expect(bench.tenant.requests.count()).toBeLessThanOrEqual(2);
  });

  test('loses and doubles nothing of 700 tickets that changed in the same second', async () => {
    await bench.run([...command(), '--since', bench.tenant.now().toISOString()]);
    const together = watched().slice(0, 700);
    touch(together, new Date(Math.ceil(bench.tenant.now().getTime() / 1000) * 1000));
    await bench.run(command());
    await bench.run(command());

    expect((await lines()).map(({ id }) => id)).toEqual(together.map(({ id }) => id));
  });

  test('goes on where it was killed, without a row lost or doubled', async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = bench.tenant.faults.add({
      fault: { kind: 'hold', until },
      entity: 'Tickets',
      route: 'query',
      when: ({ body }) => JSON.stringify(body).includes('"gt"'),
    });
    const child = bench.start(command());
    const ended = outcomeOf(child);
    // The second page is being waited for: the first one has been written and accounted for.
    while (held.hits === 0) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await ended;
    release();
    const halfway = (await lines()).length;
    // A run that died between writing and accounting leaves lines that nobody knows of.
    await writeFile(out, `${await readFile(out, 'utf8')}{"id":1,"half`, 'utf8');
    const { code, stderr } = await bench.run(command());

    expect(halfway).toBe(500);
    expect(code).toBe(EXIT.ok);
    expect(stderr).toContain('An earlier run had not finished; it was continued.');
    const ids = (await lines()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await copy()).toEqual(stored());
  });

  test('writes to stdout without --out', async () => {
    const args = ['sync', 'Companies', '--since-file', state, '--stamp', 'lastActivityDate'];
    const { stdout } = await bench.run(args);
    const again = await bench.run(args);

    const ids = parsedLines<{ id: number }>(stdout).map(({ id }) => id);
    expect(ids).toEqual(bench.tenant.store.rows('Companies').map(({ id }) => id));
    expect(again.stdout).toBe('');
  });

  test('keeps to a filter in words', async () => {
    await bench.run([...command(), 'open=true', 'queue=Monitoring']);

    const expected = watched().filter((row) => row['status'] !== 5 && row['queueID'] === 303);
    expect((await lines()).map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  test('refuses a state file of another question, and one that is none', async () => {
    await bench.run([...command(), 'open=true']);
    const other = await bench.run([...command(), 'open=false']);
    await writeFile(state, '{"hello":1}');
    const none = await bench.run(command());

    expect(other).toMatchObject({ code: EXIT.usage, stderr: expect.stringContaining('belongs to another') as unknown });
    expect(none).toMatchObject({ code: EXIT.usage, stderr: expect.stringContaining('holds no sync state') as unknown });
  });

  test('refuses to run twice at the same time, and forgets the lock of a run that died', async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = bench.tenant.faults.add({ fault: { kind: 'hold', until }, entity: 'Tickets', route: 'query' });
    const child = bench.start(command());
    const ended = outcomeOf(child);
    while (held.hits === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = await bench.run(command());
    child.kill('SIGKILL');
    await ended;
    release();

    expect(second).toMatchObject({ code: EXIT.refused, stderr: expect.stringContaining('Another run') as unknown });
    expect((await bench.run([...command(), '--quiet'])).code).toBe(EXIT.ok);
    await rm(state);
  });

  test('stops at Ctrl-C and can go on', async () => {
    const child = bench.start(['sync', 'Tickets', onlyWatched(), '--since-file', state]);
    const ended = outcomeOf(child);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const first = await ended;
    const rest = await bench.run(['sync', 'Tickets', onlyWatched(), '--since-file', state]);

    const ids = (text: string): number[] => parsedLines<{ id: number }>(text).map(({ id }) => id);
    expect(first.code).toBe(EXIT.interrupted);
    expect(new Set([...ids(first.stdout), ...ids(rest.stdout)])).toEqual(new Set(watched().map(({ id }) => id)));
  });
});
