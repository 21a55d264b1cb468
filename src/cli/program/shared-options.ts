import { Option } from 'commander';
import type { CliCommand } from '../command.js';
import { splitList } from '../filters.js';
import { collect, positiveInteger } from '../global-options.js';
import type { FieldOption } from '../groups.js';

export const WHOLE_FILTER = "a whole filter as JSON: in words, or the API's own array of conditions";

/** Options of every command that lists records. */
export interface ListOptions {
  readonly limit: number;
  readonly all?: true;
  readonly fields?: readonly string[];
  readonly order?: string;
  readonly filter?: string;
  readonly raw?: true;
}

const DEFAULT_LIMIT = 50;

export function addListOptions(command: CliCommand): CliCommand {
  return command
    .option('--limit <count>', 'most rows to show', positiveInteger, DEFAULT_LIMIT)
    .option('--all', 'every row, streamed in order of id; the memory needed does not grow with their number')
    .option('--fields <names>', 'columns to show, separated by commas', splitList)
    .option('--order <field>', 'field to sort by; "-field" or "field desc" for descending')
    .option('--filter <json>', WHOLE_FILTER)
    .option('--raw', "the API's own records: ids instead of labels and names, times in UTC");
}

/** Options of every command that writes. */
export interface WriteOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly allowDuplicate?: true;
}

export function addWriteOptions(command: CliCommand): CliCommand {
  return command
    .option('--dry-run', 'show what would be changed and change nothing')
    .option('-y, --yes', 'make the change without asking; for scripts')
    .option('--allow-duplicate', 'write it although something like it exists already');
}

/** Adds options for fields; a filter may be given several times and then means any of the values. */
export function addFieldOptions(command: CliCommand, options: readonly FieldOption[], use: 'filter' | 'set'): CliCommand {
  for (const { flags, description } of options) {
    if (use === 'filter') command.option(flags, `${description}; repeat for any of several`, collect);
    else command.option(flags, description);
  }
  return command;
}

/** Values given to the field options, by field. */
export function fieldValues(options: readonly FieldOption[], values: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const given = new Map<string, unknown>();
  for (const { flags, field } of options) {
    const value = values[new Option(flags).attributeName()];
    if (value !== undefined) given.set(field, value);
  }
  return given;
}
