import type { ActionMaker } from '../action.js';
import type { CliCommand } from '../command.js';
import { positiveInteger, positiveNumber } from '../global-options.js';
import { addWriteOptions } from './shared-options.js';

/** Commands that write. Each shows its plan with --dry-run, and asks before it writes unless --yes is given. */
export function addWriteCommands(program: CliCommand, action: ActionMaker): void {
  addRecordCommands(program, action);
  addWorkCommands(program, action);
  addUndo(program, action);
}

function addWorkCommands(program: CliCommand, action: ActionMaker): void {
  addWriteOptions(
    program
      .command('note')
      .description('Write a note; internal people only unless --customer is given')
      .argument('<record>', 'ticket number or id, or Entity:id, e.g. Projects:91061')
      .argument('<text>', 'text of the note; - reads it from stdin')
      .option('--title <text>', 'title; the beginning of the text where absent')
      .option('--customer', 'visible to the customer')
      .option('--status <label>', 'set the status in the same step'),
  )
    .withExamples('autotask note 108215 "Rebooted the firewall, watching it till noon" --status "In Progress"')
    .action(action(async () => (await import('../commands/note.js')).note));

  addWriteOptions(
    program
      .command('log-time')
      .description('Log time on a ticket or task, or internal time')
      .argument('<record>', 'ticket number, Tasks:id, or the name of an internal work type')
      .argument('<summary>', 'what was done')
      .option('--hours <number>', 'hours worked, e.g. 0.5', positiveNumber)
      .option('--start <time>', 'start, in your time zone: 9:00, 2026-03-09 09:00')
      .option('--end <time>', 'end, in your time zone')
      .option('--date <day>', 'day worked; today where absent')
      .option('--work-type <name>', 'work type')
      .option('--role <name>', 'role; the usual one of the person and queue where absent')
      .option('--person <person>', 'who worked; "me" where absent')
      .option('--internal-notes <text>', 'notes that the customer does not see')
      .option('--status <label>', "set the ticket's status in the same step"),
  )
    .withExamples('autotask log-time 108215 "Replaced the switch" --start 9:00 --end 10:30')
    .action(action(async () => (await import('../commands/log-time.js')).logTime));

  addWriteOptions(
    program
      .command('attach')
      .description('Attach a file; internal people only unless --customer is given')
      .argument('<record>', 'ticket number or id, or Entity:id')
      .argument('<file>', 'file to attach')
      .option('--title <text>', 'title; the file name where absent')
      .option('--customer', 'visible to the customer'),
  )
    .withExamples('autotask attach 108215 router.log')
    .action(action(async () => (await import('../commands/attach.js')).attach));
}

function addUndo(program: CliCommand, action: ActionMaker): void {
  addWriteOptions(
    program
      .command('undo')
      .description('Take back a write of this command line, while nothing else has changed the record')
      .argument('[change]', 'change to take back; the last one where absent'),
  )
    .option('--list', 'list the writes that can be taken back')
    .withExamples('autotask undo --list')
    .action(action(async () => (await import('../commands/undo.js')).undo));
}

function addRecordCommands(program: CliCommand, action: ActionMaker): void {
  addWriteOptions(
    program
      .command('create')
      .description('Create a record of any entity')
      .argument('<entity>', 'entity')
      .argument('[assignments...]', 'fields: field=value')
      .option('--fields <json>', 'fields as a JSON object')
      .option('--parent-id <id>', 'parent of the record', positiveInteger),
  )
    .withExamples('autotask create Tickets title="Printer down" company=Contoso priority=High queue="Level 1 Support" --dry-run')
    .action(action(async () => (await import('../commands/create.js')).create));

  addWriteOptions(
    program
      .command('update')
      .description('Change fields of one record or several; fields left out keep their values')
      .argument('<entity>', 'entity')
      .argument('<ids>', 'id or ticket number; several separated by commas')
      .argument('[assignments...]', 'fields: field=value')
      .option('--fields <json>', 'fields as a JSON object')
      .option('--parent-id <id>', 'parent that the records have to belong to', positiveInteger),
  )
    .withExamples('autotask update Tickets 108215 status="In Progress" priority=High --dry-run')
    .action(action(async () => (await import('../commands/update.js')).update));

  addWriteOptions(
    program
      .command('delete')
      .description('Delete a record of any entity')
      .argument('<entity>', 'entity')
      .argument('<id>', 'id')
      .option('--parent-id <id>', 'parent that the record has to belong to', positiveInteger),
  )
    .withExamples('autotask delete TimeEntries 526272 --dry-run')
    .action(action(async () => (await import('../commands/delete.js')).remove));
}
