// Runs every bench, also after one that breaks a bound, and says at the end which did. What each measures stands at its top.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BENCHES: readonly (readonly [file: string, ...flags: string[]])[] = [
  ['cold-start.ts'],
  ['cli-start.ts'],
  ['tenant.ts'],
  ['parallel-read.ts'],
  ['shared-tenant.ts'],
  ['iterator-memory.ts', '--expose-gc'],
  ['cli-million.ts'],
  ['http-load.ts'],
];

const outcomes = BENCHES.map(([file, ...flags]) => {
  console.log(`\n${file}`);
  const { status } = spawnSync(process.execPath, [...flags, '--import', 'tsx', join(import.meta.dirname, file)], {
    stdio: 'inherit',
  });
  return { bench: file, 'bounds kept': status === 0 };
});
console.table(outcomes);
process.exit(outcomes.every((outcome) => outcome['bounds kept']) ? 0 : 1);
