import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { cleanEnvironment } from '../support/bin.js';

const ROOT = resolve(import.meta.dirname, '../..');

test('the working day of npm run demo goes as expected and shows what each step cost', async () => {
  const script = ['--import', 'tsx', 'scripts/working-day.ts'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, script, { cwd: ROOT, env: cleanEnvironment() });

  expect(stderr).toBe('');
  expect(stdout).toContain('every step turned out as expected');
  expect(stdout.match(/\(\d+ ms, \d+ API requests?\)/g)).toHaveLength(8);
}, 60_000);
