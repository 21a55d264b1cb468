import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cliReference } from '../../scripts/cli-reference.js';
import { CliCommand } from '../../src/cli/command.js';
import { createProgram } from '../../src/cli/program.js';

/** Thrown where a command would begin to work. */
class Reached extends Error {}

function program(): CliCommand {
  return createProgram(() => {
    throw new Reached();
  });
}

function examplesOf(command: CliCommand): string[] {
  return [...command.examples, ...command.commands.flatMap((child) => (child instanceof CliCommand ? examplesOf(child) : []))];
}

/** Words of the autotask command in a line of shell; what stands around it is left out. */
function wordsOf(line: string): string[] {
  const command = /(?:^|[|(] ?)autotask (.*?)(?: [>|] |\)|$)/.exec(line)?.[1] ?? '';
  return [...command.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
}

describe('docs/cli.md', () => {
  test('is what the command definitions say', () => {
    expect(readFileSync('docs/cli.md', 'utf8'), 'run npx tsx scripts/cli-reference.ts').toBe(cliReference());
  });
});

describe('the examples', () => {
  test.each([...new Set(examplesOf(program()))])('%s is a command line that the program understands', async (line) => {
    await expect(program().parseAsync(wordsOf(line), { from: 'user' })).rejects.toBeInstanceOf(Reached);
  });
});
