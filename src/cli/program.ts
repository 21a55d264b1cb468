import type { OutputConfiguration } from 'commander';
import { CliCommand } from './command.js';
import { actionMaker, type ContextFactory } from './action.js';
import { addAdministrationCommands } from './program/administration.js';
import { addGroupCommands } from './program/groups.js';
import { addReadCommands } from './program/reads.js';
import { addWriteCommands } from './program/writes.js';
import { addGlobalOptions } from './global-options.js';
import { EXIT_MEANINGS } from './exit-codes.js';
import { VERSION } from '../version.js';

/** The whole command line as commander knows it; actions load their code when they run. */
export function createProgram(contextFor: ContextFactory, output: OutputConfiguration = {}): CliCommand {
  const action = actionMaker(contextFor);
  const program = new CliCommand('autotask');
  program
    .description('Autotask PSA from the command line: search and update every entity by names, labels and ticket numbers.')
    .version(VERSION, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showHelpAfterError('(add --help for the usage)')
    .configureOutput(output)
    .exitOverride();
  addGlobalOptions(program);
  addGroupCommands(program, action);
  addReadCommands(program, action);
  addWriteCommands(program, action);
  addAdministrationCommands(program, action);
  program
    .withExamples(
      'autotask tickets list --status New --company "Harbor Dental Group" --assigned-to me --table',
      'autotask timeline 107993',
      'autotask query ConfigurationItems isActive=true --limit 20',
      'autotask --demo tickets list --limit 5 --table',
    )
    .addHelpText(
      'after',
      () => `\nExit codes:\n${EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}\n`).join('')}`,
    );
  return program;
}
