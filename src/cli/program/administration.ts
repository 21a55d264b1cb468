import { Argument } from 'commander';
import type { ActionMaker } from '../action.js';
import type { CliCommand } from '../command.js';
import { SHELLS } from '../completion/shells.js';
import { positiveInteger } from '../global-options.js';

/** Setting up, checking, copying. */
export function addAdministrationCommands(program: CliCommand, action: ActionMaker): void {
  addSettingUp(program, action);
  addSync(program, action);
  addCompletion(program, action);
}

function addSettingUp(program: CliCommand, action: ActionMaker): void {
  program
    .command('login')
    .description('Ask for credentials, try them and store them in a file that only you can read')
    .option('--username <name>', "the API user's key; asked for where absent")
    .option('--integration-code <code>', 'tracking identifier; asked for where absent')
    .option('--secret-stdin', 'read the secret from stdin instead of asking')
    .option('--resource-id <id>', 'resource id of the person called "me"', positiveInteger)
    .option('--api-url <url>', "the zone's API address; discovered where absent")
    .withExamples(
      'autotask login',
      'pass show autotask | autotask login --username api@example.com --integration-code ABC123 --secret-stdin',
    )
    .action(action(async () => (await import('../commands/login.js')).login));

  program
    .command('logout')
    .description('Remove the stored credentials')
    .action(action(async () => (await import('../commands/login.js')).logout));

  program
    .command('config')
    .description('The settings in use and where they come from; no secrets')
    .action(action(async () => (await import('../commands/config.js')).config));

  program
    .command('doctor')
    .description('Check clock, network, zone, credentials, rights and budget, with the remedy for each fault')
    .option('--entity <entities>', 'entities whose rights to check, separated by commas')
    .withExamples('autotask doctor --table')
    .action(action(async () => (await import('../commands/doctor.js')).doctor));
}

function addSync(program: CliCommand, action: ActionMaker): void {
  program
    .command('sync')
    .description('Records that are new or changed since the last run, as ndjson; for a copy kept elsewhere')
    .argument('<entity>', 'entity')
    .argument('[filters...]', 'only these records: field=value, field__operator=value')
    .requiredOption('--since-file <file>', 'where the position is kept from run to run')
    .option('--out <file>', 'append to this file instead of stdout; a run that was killed leaves no row twice in it')
    .option('--since <date>', 'first run: only records changed since then; all of them where absent')
    .option('--stamp <field>', "date field that moves when a record changes; the entity's usual one where absent")
    .option('--overlap <minutes>', 'minutes that are read again, for changes that became visible late', positiveInteger, 10)
    .withExamples('autotask sync Tickets --since-file tickets.state.json --out tickets.ndjson')
    .action(action(async () => (await import('../commands/sync.js')).sync));
}

function addCompletion(program: CliCommand, action: ActionMaker): void {
  program
    .command('completion')
    .description('Print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'shell that is to load it').choices(SHELLS))
    .withExamples('source <(autotask completion bash)', 'source <(autotask completion zsh)', 'autotask completion fish | source')
    .action(action(async () => (await import('../commands/completion.js')).completion));

  program
    .command('complete', { hidden: true })
    .description('Candidates for the word being typed; called by the completion scripts')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .argument('[words...]')
    .action(action(async () => (await import('../commands/complete.js')).complete));
}
