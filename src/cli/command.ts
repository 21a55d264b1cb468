import { Command, type Help } from 'commander';

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
}
