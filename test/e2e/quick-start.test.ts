import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { quickStart } from '../../scripts/quick-start.js';
import { startTenant, type DemoTenant } from '../../src/demo/tenant.js';
import { cleanEnvironment } from '../support/bin.js';

/** Runs a program in the project's folder, where the package's own name leads to the build. */
async function run(program: string, tenant: DemoTenant): Promise<string> {
  const { username, secret } = tenant.users.full;
  const child = spawn(process.execPath, ['--input-type=module'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: cleanEnvironment({
      AUTOTASK_API_URL: tenant.apiUrl,
      AUTOTASK_USERNAME: username,
      AUTOTASK_SECRET: secret,
      AUTOTASK_INTEGRATION_CODE: tenant.integrationCode,
    }),
  });
  child.stdin.end(program);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  expect(errors).toBe('');
  expect(child.exitCode).toBe(0);
  return output;
}

test("the README's quick start for the library does what it says", async () => {
  const tenant = await startTenant();
  try {
    const waiting = tenant.store
      .rows('Tickets')
      .filter((row) => row['status'] !== 5 && String(row['createDate']) >= '2026-01-01')
      .filter((row) => row['priority'] === 1 || typeof row['assignedResourceID'] !== 'number')
      .map((row) => `${String(row['ticketNumber'])} ${String(row['title'])}`);
    const companies = tenant.store.rows('Companies').filter((row) => row['isActive'] === true || row['isActive'] === 1);

    const output = await run(quickStart(), tenant);

    expect(waiting.length).toBeGreaterThan(10);
    expect(output.split(`${companies.length} active companies`)).toEqual([
      waiting.map((line) => `${line}\n`).join(''),
      expect.stringContaining('threshold: 10000'),
    ]);
    const written = tenant.changes.all().filter(({ by }) => by.kind === 'user');
    expect(written.map(({ kind, entity, after }) => [kind, entity, after?.['title']])).toEqual([
      ['create', 'Tickets', 'Printer'],
      ['create', 'TicketNotes', 'Called'],
      ['update', 'Tickets', 'Printer'],
    ]);
    expect(written.at(-1)?.after).toMatchObject({ companyID: 0, status: 8, queueID: 301 });
  } finally {
    await tenant.close();
  }
});
