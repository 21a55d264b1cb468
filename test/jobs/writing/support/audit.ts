import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Change } from '../../../../src/demo/change-log.js';

const Intent = z.object({
  event: z.literal('intent'),
  person: z.string().min(1),
  host: z.string().min(1),
  tool: z.string().startsWith('autotask_'),
  write: z.string(),
  action: z.enum(['create', 'update', 'delete']),
  entity: z.string(),
  id: z.number().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
const Result = z.object({
  event: z.literal('result'),
  write: z.string(),
  outcome: z.enum(['done', 'refused', 'unknown']),
  id: z.number().nullable(),
  requests: z.number().min(1),
});

/**
 * Fails unless the audit file accounts for every change: who, tool, entity, id, fields before → after, outcome; and claims no other.
 *
 * @param isOpen Whether a change may stand behind a write of which the file says that nobody knows.
 */
export async function assertAudited(path: string, changes: readonly Change[], person: string, isOpen: boolean): Promise<void> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  const events: unknown[] = lines.map((line): unknown => JSON.parse(line));
  const intents = events.flatMap((event) => Intent.safeParse(event).data ?? []);
  const results = events.flatMap((event) => Result.safeParse(event).data ?? []);
  const effective = changes.filter(
    ({ by, before, after }) => by.kind === 'user' && JSON.stringify(before) !== JSON.stringify(after),
  );
  const told = results.filter(({ outcome }) => outcome === 'done' || (isOpen && outcome === 'unknown'));
  for (const { kind, entity, id, before, after } of effective) {
    const intent = intents.find(
      (one) =>
        one.action === kind &&
        one.entity === entity &&
        told.some(({ write, id: written, outcome }) => write === one.write && (written === id || outcome === 'unknown')),
    );
    assert.ok(intent, `the audit file does not tell: ${kind} ${entity} ${String(id)}`);
    assert.equal(intent.person, person);
    for (const [name, value] of Object.entries(intent.before ?? {}))
      assert.deepEqual(value, before?.[name] ?? null, `before ${name}`);
    for (const [name, value] of Object.entries(intent.after ?? {})) {
      if (name !== 'userDefinedFields') assert.deepEqual(value, after?.[name] ?? null, `after ${name}`);
    }
  }
  const done = results.filter(({ outcome }) => outcome === 'done');
  for (const { id, write } of done) {
    const intent = intents.find((one) => one.write === write);
    assert.ok(
      effective.some((change) => change.entity === intent?.entity && change.id === id),
      `the audit file tells what has not happened: ${String(intent?.action)} ${String(intent?.entity)} ${String(id)}`,
    );
  }
}
