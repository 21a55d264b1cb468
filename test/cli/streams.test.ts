import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { CLI, outcomeOf, startTenantBench, type TenantBench } from './support/cli.js';
import { runInTerminal } from './support/terminal.js';

let bench: TenantBench;

beforeAll(async () => {
  bench = await startTenantBench();
});

afterAll(async () => {
  await bench.close();
});

describe('output', () => {
  test('is data on stdout and everything else on stderr, which --quiet silences', async () => {
    const loud = await bench.run(['tickets', 'list', '--limit', '2']);
    const quiet = await bench.run(['tickets', 'list', '--limit', '2', '--quiet']);

    expect(loud.stderr).not.toBe('');
    expect(quiet.stderr).toBe('');
    expect(quiet.stdout).toBe(loud.stdout);
  });

  test('ends quietly with 0 when the reader has seen enough', async () => {
    const shell = spawn(
      'bash',
      ['-c', `set -o pipefail; "$0" "$1" query Tickets --all --format csv | head -n 3`, process.execPath, CLI],
      {
        env: { ...bench.environment },
        stdio: 'pipe',
      },
    );
    const { code, stdout, stderr } = await outcomeOf(shell);

    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(stderr).toBe('');
    expect(code).toBe(EXIT.ok);
  });

  test('ends with 130 on Ctrl-C and leaves whole lines behind', async () => {
    const child = bench.start(['query', 'Tickets', '--all', '--format', 'ndjson', '--fields', 'id']);
    const ended = outcomeOf(child);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const { code, stdout } = await ended;

    expect(code).toBe(EXIT.interrupted);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('id');
  });
});

describe('on a terminal', () => {
  test('a table has bold heads, unless NO_COLOR is set', async () => {
    const args = ['tickets', 'list', '--limit', '2', '--table', '--quiet'];
    const plain = await runInTerminal(bench, args, { environment: { NO_COLOR: '1' } });
    const bold = await runInTerminal(bench, args);

    expect(bold.text).toContain('\u001b[1mticketNumber');
    expect(plain.text).toContain('ticketNumber');
    expect(plain.text).not.toContain('\u001b[');
  });

  test('a long read shows how far it is, and clears that line at the end', async () => {
    const { code, text } = await runInTerminal(bench, ['query', 'Tickets', 'open=true', '--all', '--format', 'csv'], {
      suffix: '> rows.csv',
    });

    expect(code).toBe(0);
    expect(text).toMatch(/Tickets \[#+-*\] \d+ % \([\d,]+ of 1,240\)/);
    expect(text).toContain('\r\u001b[K1240 Tickets, by id.');
  });

  test('JSON stays free of color and progress', async () => {
    const { text } = await runInTerminal(bench, ['count', 'Tickets', '--quiet']);

    expect(JSON.parse(text)).toHaveProperty('entity', 'Tickets');
  });
});
