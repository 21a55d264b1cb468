// The library's quick start, as the README shows it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const README = fileURLToPath(new URL('../README.md', import.meta.url));

/** The program below the heading "Library". */
export function quickStart(): string {
  const [, library = ''] = readFileSync(README, 'utf8').split('\n## Library\n');
  const [, program] = /```ts\n(.*?)```/s.exec(library) ?? [];
  if (program === undefined) throw new Error('README.md shows no quick start below "## Library".');
  return program;
}
