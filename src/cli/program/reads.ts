import type { ActionMaker } from '../action.js';
import type { CliCommand } from '../command.js';
import { splitList } from '../filters.js';
import { collectList, positiveInteger } from '../global-options.js';
import { addListOptions, WHOLE_FILTER } from './shared-options.js';

const FILTERS = 'filters: field=value or field__operator=value';

/** Commands that read any entity. */
export function addReadCommands(program: CliCommand, action: ActionMaker): void {
  addRowCommands(program, action);
  addFigureCommands(program, action);
  addTimeline(program, action);
  addMetadataCommands(program, action);
}

function addRowCommands(program: CliCommand, action: ActionMaker): void {
  addListOptions(
    program
      .command('query')
      .description('List records of any entity')
      .argument('<entity>', 'entity')
      .argument('[filters...]', FILTERS),
  )
    .option('--parent-id <id>', 'records below this parent only', positiveInteger)
    .withExamples(
      'autotask query ConfigurationItems isActive=true --limit 20',
      'autotask query Tickets status!=Complete company=Contoso createDate__gte=-7d --fields ticketNumber,title,status',
      'autotask query TimeEntries dateWorked="last month" --all --format csv > last-month.csv',
    )
    .action(action(async () => (await import('../commands/list.js')).query));

  program
    .command('get')
    .description('Show one or more records of any entity')
    .argument('<entity>', 'entity')
    .argument('<ids...>', 'ids, or ticket numbers')
    .option('--fields <names>', 'fields to show, separated by commas', splitList)
    .option('--raw', "the API's own record: ids instead of labels and names, times in UTC")
    .option('--parent-id <id>', 'parent it has to belong to', positiveInteger)
    .withExamples('autotask get Tickets 107993', 'autotask get Contracts 80001 80002 --table')
    .action(action(async () => (await import('../commands/get.js')).get));
}

function addFigureCommands(program: CliCommand, action: ActionMaker): void {
  program
    .command('count')
    .description('Count records without reading them')
    .argument('<entity>', 'entity')
    .argument('[filters...]', FILTERS)
    .option('--filter <json>', WHOLE_FILTER)
    .withExamples('autotask count Tickets open=true', 'autotask count Tickets completedDate="last week"')
    .action(action(async () => (await import('../commands/count.js')).count));

  program
    .command('aggregate')
    .description('Count, sum or average records in groups')
    .argument('<entity>', 'entity')
    .argument('[filters...]', FILTERS)
    .option('--filter <json>', WHOLE_FILTER)
    .option(
      '--measure <measure>',
      'count, sum:field, avg:field, min:field or max:field; several separated by commas',
      collectList,
    )
    .option(
      '--by <field>',
      'group by a field, or by field:day, field:week, field:month; at most two, separated by a comma',
      collectList,
    )
    .withExamples(
      'autotask aggregate Tickets open=true --by queue,priority --table',
      'autotask aggregate TimeEntries dateWorked="last month" --measure sum:hoursWorked --by resource',
    )
    .action(action(async () => (await import('../commands/aggregate.js')).aggregate));
}

function addTimeline(program: CliCommand, action: ActionMaker): void {
  program
    .command('timeline')
    .description('A ticket with its notes, time entries and attachments in order')
    .argument('<ticket>', 'ticket number or id')
    .option('--full', 'texts uncut')
    .withExamples('autotask timeline 107993 --table')
    .action(action(async () => (await import('../commands/timeline.js')).timeline));
}

function addMetadataCommands(program: CliCommand, action: ActionMaker): void {
  program
    .command('entities')
    .description('Entities of the API and what can be done with them; needs no account')
    .argument('[search]', 'words in name or description')
    .withExamples('autotask entities note --table')
    .action(action(async () => (await import('../commands/entities.js')).entities));

  program
    .command('info')
    .description("An entity's capabilities, and the rights of the API user on it")
    .argument('<entity>', 'entity')
    .withExamples('autotask info Tickets')
    .action(action(async () => (await import('../commands/info.js')).info));

  program
    .command('fields')
    .description("An entity's fields, user-defined ones included")
    .argument('<entity>', 'entity')
    .argument('[search]', 'words in the name')
    .withExamples('autotask fields Tickets', 'autotask fields Tickets date --table')
    .action(action(async () => (await import('../commands/fields.js')).fields));

  program
    .command('picklist')
    .description("A field's values with their labels")
    .argument('<entity>', 'entity')
    .argument('<field>', 'field')
    .option('--inactive', 'inactive values too')
    .withExamples('autotask picklist Tickets status --table')
    .action(action(async () => (await import('../commands/picklist.js')).picklist));

  program
    .command('whoami')
    .description('The API user, the zone, the person called "me" and the time zone')
    .action(action(async () => (await import('../commands/whoami.js')).whoami));

  program
    .command('budget')
    .description("What is left of the tenant's requests of this hour")
    .action(action(async () => (await import('../commands/budget.js')).budget));
}
