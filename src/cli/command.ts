import { Command, type ErrorOptions, type Help } from 'commander';
import { optionHint } from './option-hints.js';

const UNKNOWN_OPTION = /^(error: unknown option '(.+)')\n?(.*)$/s;

/** A command with examples, which stand in its help and in the reference. */
export class CliCommand extends Command {
  readonly examples: string[] = [];

  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  /** Adds command lines to the help; they are tried by the tests. */
  withExamples(...examples: readonly string[]): this {
    if (this.examples.length === 0)
      this.addHelpText('after', () => `\nExamples:\n${this.examples.map((line) => `  ${line}\n`).join('')}`);
    this.examples.push(...examples);
    return this;
  }

  override createHelp(): Help {
    const help = super.createHelp();
    help.showGlobalOptions = true;
    return help;
  }

  /** Commander suggests what is spelt alike; what people know from elsewhere is spelt quite differently. */
  override error(message: string, options?: ErrorOptions): never {
    const [, problem, flag, suggestion] = UNKNOWN_OPTION.exec(message) ?? [];
    if (problem === undefined || flag === undefined) super.error(message, options);
    const hint = optionHint(this, flag, suggestion ?? '');
    super.error(hint === '' ? problem : `${problem}\n${hint}`, options);
  }
}
