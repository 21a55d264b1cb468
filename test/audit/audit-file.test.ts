import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { AuditFile } from '../../src/audit/audit-file.js';
import { AuditError } from '../../src/semantic/write/errors.js';
import type { WriteEvent } from '../../src/semantic/write/log.js';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-file-'));
  path = join(folder, 'audit.jsonl');
  return () => rm(folder, { recursive: true });
});

const time = '2026-03-10T02:30:00.000Z';
const origin = { person: 'resource 501', host: 'test-host 1.0.0', tool: 'autotask_update' };

function anIntent(write: string): WriteEvent {
  const ticket = { action: 'update', entity: 'Tickets', id: 1, record: 'T20260309.0012' } as const;
  return { event: 'intent', time, ...origin, write, ...ticket, before: {}, after: {}, approval: 'asked' };
}

const aResult = (write: string): WriteEvent => ({ event: 'result', time, write, outcome: 'done', id: 1, requests: 1 });

const aRefusal = (reason: string): WriteEvent => ({ event: 'not approved', time, ...origin, records: [], risks: [], reason });

/** A file in a folder that is not there: nothing can be written until the folder is made. */
async function brokenFile(events: readonly WriteEvent[]): Promise<{ log: AuditFile; mend: () => Promise<unknown> }> {
  path = join(folder, 'missing', 'audit.jsonl');
  const log = new AuditFile(path);
  for (const event of events) await expect(log.append(event)).rejects.toBeInstanceOf(AuditError);
  return { log, mend: () => mkdir(dirname(path)) };
}

test('begins a line of its own after one that a full disk or a crash has cut off', async () => {
  const log = new AuditFile(path);
  await log.append(anIntent('w1.1'));
  await appendFile(path, '{"event":"result","ti');

  await log.append(anIntent('w2.1'));
  await new AuditFile(path).append(aResult('w2.1'));

  expect(await log.events()).toEqual([anIntent('w1.1'), anIntent('w2.1'), aResult('w2.1')]);
});

test('leaves a file of whole lines as it is, and no blank ones between them', async () => {
  await writeFile(path, '');
  const log = new AuditFile(path);

  await log.append(anIntent('w1.1'));
  await log.append(aResult('w1.1'));

  expect((await readFile(path, 'utf8')).split('\n')).toEqual([expect.stringMatching(/^\{/), expect.stringMatching(/^\{/), '']);
});

test('tells what has happened once the file can be written again, but never a write that was given up for it', async () => {
  const { log, mend } = await brokenFile([aResult('w1.1'), anIntent('w2.1'), aRefusal('declined')]);

  await mend();
  await log.append(anIntent('w3.1'));

  expect(await log.events()).toEqual([aResult('w1.1'), aRefusal('declined'), anIntent('w3.1')]);
});

test('keeps the first two hundred refusals while the file cannot be written, and every result', async () => {
  const refusals = Array.from({ length: 250 }, (_, index) => aRefusal(`declined ${String(index)}`));
  const { log, mend } = await brokenFile([...refusals, aResult('w1.1')]);

  await mend();
  await log.append(anIntent('w2.1'));

  expect(await log.events()).toEqual([...refusals.slice(0, 200), aResult('w1.1'), anIntent('w2.1')]);
});
