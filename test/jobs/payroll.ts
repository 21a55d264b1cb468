import assert from 'node:assert/strict';
import { credentialsFor, startBench } from '../cli/support/cli.js';
import type { Job } from './support/job.js';
import { inNewYork, total } from './support/truth.js';

const FIELDS = ['id', 'resource', 'dateWorked', 'startDateTime', 'endDateTime', 'hoursWorked', 'ticket', 'summaryNotes'];

const payroll: Job = {
  id: 'J54',
  says: "Give me February's time entries as a CSV for payroll",
  entities: [],
  // Eight pages, the people, and 546 tickets.
  expert: 11,
  most: 30,
  play: async (scene) => {
    const { tenant, truth, variant } = scene;
    const bench = await startBench({ ...credentialsFor(tenant, variant.user), AUTOTASK_TIME_ZONE: 'America/New_York' });
    const mark = tenant.requests.mark();
    const query = ['query', 'TimeEntries', 'dateWorked=2026-02', '--all', '--format', 'csv', '--fields', FIELDS.join(',')];
    let outcome = await bench.run(query);
    if (scene.isReason(outcome.stderr)) outcome = await bench.run(query);
    await bench.close();
    scene.count(tenant.requests.since(mark));
    assert.equal(outcome.code, 0, outcome.stderr);

    const [header, ...rows] = cellsOf(outcome.stdout);
    const entries = truth
      .rows('TimeEntries')
      .filter((row) => String(row['dateWorked']) >= '2026-02-01' && String(row['dateWorked']) < '2026-03-01');
    assert.deepEqual(header, FIELDS);
    assert.deepEqual(
      rows.map(([id, resource, dateWorked, start, end]) => [id, resource, dateWorked, start, end]),
      entries.map((row) => [
        String(row.id),
        truth.person(row['resourceID']),
        String(row['dateWorked']).slice(0, 10),
        ...['startDateTime', 'endDateTime'].map((field) => (row[field] === undefined ? '' : inNewYork(row[field]))),
      ]),
    );
    const hundredths = rows.reduce((sum, row) => sum + Math.round(Number(row[5]) * 10_000), 0);
    assert.equal(hundredths / 10_000, total(entries, 'hoursWorked'));
    const active = rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)));
    assert.deepEqual(active, [], 'a spreadsheet would run these');
  },
};

/** The cells of a CSV text, by RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

export const PAYROLL: readonly Job[] = [payroll];
