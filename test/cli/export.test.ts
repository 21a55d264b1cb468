import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportTickets } from '../../bench/cli-million.js';
import { factsFor } from '../../src/demo/data/facts.js';
import { parsedLines, startTenantBench, type TenantBench } from './support/cli.js';

let bench: TenantBench;

beforeAll(async () => {
  bench = await startTenantBench();
});

afterAll(async () => {
  await bench.close();
});

describe('--all', () => {
  test('gives every row once, in order of id', async () => {
    const { stdout } = await bench.run(['query', 'Companies', '--all', '--format', 'ndjson', '--fields', 'id']);

    const ids = parsedLines<{ id: number }>(stdout).map(({ id }) => id);
    expect(ids).toEqual(bench.tenant.store.rows('Companies').map(({ id }) => id));
  });

  test('keeps to the filter', async () => {
    const rows = await bench.json<{ id: number }[]>([
      'query',
      'Tickets',
      'open=true',
      'queue=Monitoring',
      '--all',
      '--fields',
      'id',
    ]);
    const stored = bench.tenant.store.rows('Tickets').filter((row) => row['status'] !== 5 && row['queueID'] === 303);

    expect(rows.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
  });

  test('asks once for the names of a page, not once for a row', async () => {
    bench.tenant.requests.clear();
    await bench.run(['query', 'Tickets', 'open=true', '--all', '--format', 'csv', '--fields', 'id,company,assignedResource']);

    // Three pages, each with its companies; the people are read once.
    expect(bench.tenant.requests.count(({ kind }) => kind === 'query')).toBeLessThanOrEqual(3 + 3 + 1);
  });

  test('says what an empty answer means', async () => {
    const { code, stdout, stderr } = await bench.run([
      'query',
      'Tickets',
      'title=no such title',
      '--all',
      '--format',
      'csv',
      '--fields',
      'id',
    ]);

    expect([code, stdout]).toEqual([0, 'id\r\n']);
    expect(stderr).toContain('No Tickets match this filter');
  });
});

describe("February's time entries as CSV for payroll", () => {
  test('are all there, add up, and hold no formula', async () => {
    const facts = factsFor(bench.tenant.now());
    const month = february(facts.date(0));
    bench.tenant.requests.clear();
    const { code, stdout } = await bench.run([
      'time-entries',
      'list',
      '--date',
      month,
      '--all',
      '--format',
      'csv',
      '--fields',
      'id,resource,dateWorked,startDateTime,endDateTime,hoursWorked,ticket,summaryNotes',
    ]);

    expect(code).toBe(0);
    const [head, ...records] = readCsv(stdout);
    const stored = bench.tenant.store.rows('TimeEntries').filter((row) => String(row['dateWorked']).startsWith(month));
    expect(head).toEqual([
      'id',
      'resource',
      'dateWorked',
      'startDateTime',
      'endDateTime',
      'hoursWorked',
      'ticket',
      'summaryNotes',
    ]);
    expect(records).toHaveLength(stored.length);
    expect(stored.length).toBeGreaterThan(1_000);
    expect(sum(records.map((record) => Number(record[5])))).toBeCloseTo(sum(stored.map((row) => Number(row['hoursWorked']))), 4);
    for (const cell of records.flat()) expect(cell).not.toMatch(/^\s*[=+@]|^-(?!\d)/);
    for (const start of records.map((record) => record[3]))
      expect(start).toMatch(/^$|^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?-0[45]:00$/);
    expect(bench.tenant.requests.count()).toBeLessThanOrEqual(30);
  });
});

/** The month that holds the busiest time of the seed: the one before this one. */
function february(today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return month === 1 ? `${String(year - 1)}-12` : `${String(year)}-${String(month - 1).padStart(2, '0')}`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Records of well-formed RFC 4180 text. */
function readCsv(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

describe('an export of many rows', () => {
  test('is equal to the store and stays within its memory', async () => {
    const figures = await exportTickets(20_000);

    expect(figures).toMatchObject({ rows: 20_000, wrongLines: 0 });
    expect(figures.peakMegabytes).toBeLessThanOrEqual(150);
  });
});
