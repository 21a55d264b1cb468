import { InvalidArgumentError, Option } from 'commander';
import type { CliCommand } from './command.js';
import { splitList } from './filters.js';
import { FORMATS, type Format } from './output/row-writer.js';

/** Options that every command takes. */
export interface GlobalOptions {
  /** Work on the built-in demo tenant. */
  readonly demo: boolean;
  readonly format: Format;
  /** False where the format is the default. */
  readonly formatWasChosen: boolean;
  readonly quiet: boolean;
  /** IANA zone in which dates are read and times are shown; the configured one where absent. */
  readonly timeZone?: string | undefined;
}

export function addGlobalOptions(program: CliCommand): void {
  program
    .option('--demo', 'work on the built-in demo tenant; no Autotask account needed')
    .addOption(new Option('--format <format>', 'format of the data on stdout').choices(FORMATS).default('json'))
    .addOption(new Option('--table', 'aligned columns for people; short for --format table').implies({ format: 'table' }))
    .addOption(new Option('--json', 'short for --format json').implies({ format: 'json' }))
    .option('--timezone <zone>', 'IANA time zone of the dates typed and shown, e.g. America/New_York', timeZone)
    .option('-q, --quiet', 'nothing on stderr but errors and questions');
}

/** What {@link addGlobalOptions} has parsed. */
export function globalOptions(command: CliCommand): GlobalOptions {
  // The parsers above have made these the declared types.
  const values = command.optsWithGlobals<{ demo?: true; format: Format; quiet?: true; timezone?: string }>();
  return {
    demo: values.demo === true,
    format: values.format,
    formatWasChosen: command.getOptionValueSourceWithGlobals('format') !== 'default',
    quiet: values.quiet === true,
    timeZone: values.timezone,
  };
}

function timeZone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('It must be an IANA time zone such as America/New_York.');
  }
}

/** @throws {InvalidArgumentError} for anything but a whole number from 1. */
export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

/** @throws {InvalidArgumentError} for anything but a number above 0. */
export function positiveNumber(text: string): number {
  const number = /^\d*\.?\d+$/.test(text) ? Number(text) : 0;
  if (number <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

/** For options that may be given several times, or once with commas between. */
export function collectList(text: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), ...splitList(text)];
}

/** For options that may be given several times. */
export function collect(text: string, earlier: readonly string[] | undefined): string[] {
  return [...(earlier ?? []), text];
}
