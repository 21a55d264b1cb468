import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { requireHourlyCap } from '../../../src/cli/writing/hourly-cap.js';
import { WriteCapError } from '../../../src/semantic/write/caps.js';
import { AuditError } from '../../../src/semantic/write/errors.js';

const NOW = new Date('2026-03-10T02:30:00Z');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourly-cap-'));
  return () => rm(folder, { recursive: true });
});

const intentAt = (time: string): string => `${JSON.stringify({ event: 'intent', time })}\n`;

test('counts what earlier commands wrote in the last hour', async () => {
  const file = join(folder, 'audit.jsonl');
  await writeFile(file, intentAt('2026-03-10T01:00:00Z') + intentAt('2026-03-10T01:45:00Z') + intentAt('2026-03-10T02:15:00Z'));

  await expect(requireHourlyCap(file, 1, 3, NOW)).resolves.toBeUndefined();
  await expect(requireHourlyCap(file, 2, 3, NOW)).rejects.toBeInstanceOf(WriteCapError);
});

test('begins at nothing where no command has written yet', async () => {
  await expect(requireHourlyCap(join(folder, 'audit.jsonl'), 3, 3, NOW)).resolves.toBeUndefined();
});

test('refuses to write where the audit file cannot be read, and names it', async () => {
  const refusal = requireHourlyCap(folder, 1, 200, NOW);

  await expect(refusal).rejects.toBeInstanceOf(AuditError);
  await expect(refusal).rejects.toThrow(`${folder} cannot be read (EISDIR)`);
});
