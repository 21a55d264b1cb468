import type { Argument, Command, Option } from 'commander';

/** Where the cursor stands on a command line that is being typed. */
export interface Position {
  readonly command: Command;
  /** Arguments that are already complete, without those that named the command. */
  readonly given: readonly string[];
  readonly current: string;
  /** Option whose value is being typed; undefined where an option or argument is expected. */
  readonly option: Option | undefined;
  readonly argument: Argument | undefined;
}

/** Follows the complete words through the tree of commands. The last word is the one being typed; it may be empty. */
export function findPosition(program: Command, words: readonly string[]): Position {
  let command = program;
  let option: Option | undefined;
  let onlyArguments = false;
  const given: string[] = [];
  const current = words.at(-1) ?? '';
  for (const word of words.slice(0, -1)) {
    if (option !== undefined) {
      option = undefined;
    } else if (word === '--') {
      onlyArguments = true;
    } else if (!onlyArguments && word.startsWith('-')) {
      option = word.includes('=') ? undefined : valueOption(command, word);
    } else {
      const next = given.length === 0 ? command.commands.find((candidate) => candidate.name() === word) : undefined;
      if (next === undefined) given.push(word);
      else command = next;
    }
  }
  return { command, given, current, option, argument: argumentAt(command, given.length) };
}

/** Options of the command and the global ones above it. */
export function optionsOf(command: Command): Option[] {
  const all: Option[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) all.push(...at.options);
  return all.filter((option) => !option.hidden);
}

function valueOption(command: Command, word: string): Option | undefined {
  return optionsOf(command).find((option) => (option.required || option.optional) && namesOf(option).includes(word));
}

/** All ways to write an option: `-y`, `--company-id`, `--company`. */
export function namesOf(option: Option): string[] {
  return option.flags.split(/[ ,|]+/).filter((part) => part.startsWith('-'));
}

function argumentAt(command: Command, index: number): Argument | undefined {
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  return registeredArguments[index] ?? (last?.variadic === true ? last : undefined);
}
