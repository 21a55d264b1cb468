import type { Command } from 'commander';

/** Options of other command lines, and what does the same here. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['sort', '--order'],
  ['sort-by', '--order'],
  ['order-by', '--order'],
  ['from', '--start'],
  ['to', '--end'],
  ['until', '--end'],
  ['count', '--measure count'],
  ['sum', '--measure sum:field'],
  ['avg', '--measure avg:field'],
  ['average', '--measure avg:field'],
  ['min', '--measure min:field'],
  ['max', '--measure max:field'],
  ['group', '--by'],
  ['group-by', '--by'],
  ['columns', '--fields'],
  ['select', '--fields'],
  ['include', '--fields'],
  ['top', '--limit'],
  ['n', '--limit'],
  ['page-size', '--limit'],
  ['max-records', '--limit'],
  ['o', '--format'],
  ['output', '--format'],
  ['csv', '--format csv'],
  ['ndjson', '--format ndjson'],
  ['f', '--yes'],
  ['force', '--yes'],
  ['confirm', '--yes'],
  ['public', '--customer'],
  ['technician', '--person'],
  ['resource', '--person'],
]);

/** Arguments that take what other command lines have options for. */
const IN_WORDS: Readonly<Record<string, (field: string) => string>> = {
  filters: (field) => `Filters are written without dashes: ${field}=value.`,
  assignments: (field) => `Fields are set without dashes: ${field}=value.`,
};

/**
 * What somebody probably meant by an option that a command lacks: the option of it that does the same, or the way its filters and
 * fields are written.
 *
 * @param suggestion What commander makes of the spelling; empty where nothing is near.
 */
export function optionHint(command: Command, flag: string, suggestion: string): string {
  const name = flag.replace(/^-+/, '').replace(/=.*$/s, '');
  const meant = ELSEWHERE.get(name.toLowerCase());
  const [option = ''] = meant?.split(' ') ?? [];
  if (meant !== undefined && hasOption(command, option)) return `(Did you mean ${meant}?)`;
  if (suggestion !== '' && meant === undefined) return suggestion;
  const inWords = command.registeredArguments.flatMap((argument) => IN_WORDS[argument.name()] ?? [])[0];
  return flag.startsWith('--') && inWords !== undefined ? `(${inWords(name)})` : '';
}

function hasOption(command: Command | null, long: string): boolean {
  if (command === null) return false;
  return command.options.some((option) => option.long === long) || hasOption(command.parent, long);
}
