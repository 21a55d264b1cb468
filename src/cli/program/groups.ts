import type { ActionMaker } from '../action.js';
import type { CliCommand } from '../command.js';
import { splitList } from '../filters.js';
import { GROUPS, type EntityGroup } from '../groups.js';
import { addFieldOptions, addListOptions, addWriteOptions } from './shared-options.js';

/** `autotask tickets list|get|create|update|delete`, and the like for the other everyday entities. */
export function addGroupCommands(program: CliCommand, action: ActionMaker): void {
  for (const group of GROUPS) {
    const command = program
      .command(group.name)
      .description(
        `${capitalize(group.plural)}: list, read${group.setters === undefined ? '' : ', write'} (entity ${group.entity})`,
      )
      .withExamples(...group.examples);
    addList(command, group, action);
    addGet(command, group, action);
    if (group.setters !== undefined) {
      addCreate(command, group, action);
      addUpdate(command, group, action);
      addDelete(command, group, action);
    }
  }
}

function addList(parent: CliCommand, group: EntityGroup, action: ActionMaker): void {
  const command = parent.command('list').description(`List ${group.plural}`);
  if (group.parent !== undefined) command.argument(`<${group.parent.argument}>`, `${group.parent.argument} whose notes to list`);
  command.argument('[filters...]', 'more filters: field=value, field__operator=value');
  addFieldOptions(command, group.filters, 'filter');
  if (group.search !== undefined) command.option('--search <words>', group.search.description);
  if (group.activeOnly) command.option('--inactive', 'inactive ones too; by default only active ones are listed');
  addListOptions(command)
    .withExamples(...group.examples.filter((line) => line.includes(' list')))
    .action(action(async () => (await import('../commands/list.js')).listGroup(group)));
}

function addGet(parent: CliCommand, group: EntityGroup, action: ActionMaker): void {
  const command = parent.command('get').description(`Show one or more ${group.plural}`);
  if (group.parent !== undefined) command.argument(`<${group.parent.argument}>`, `${group.parent.argument} it belongs to`);
  command
    .argument(`<${group.argument}...>`, group.entity === 'Tickets' ? 'ticket numbers or ids' : 'ids')
    .option('--fields <names>', 'fields to show, separated by commas', splitList)
    .option('--raw', "the API's own record: ids instead of labels and names, times in UTC")
    .withExamples(...group.examples.filter((line) => line.includes(' get ')))
    .action(action(async () => (await import('../commands/get.js')).getFromGroup(group)));
}

function addCreate(parent: CliCommand, group: EntityGroup, action: ActionMaker): void {
  const command = parent.command('create').description(`Create ${group.noun}`);
  if (group.parent !== undefined) command.argument(`<${group.parent.argument}>`, `${group.parent.argument} to write the note on`);
  command.argument('[assignments...]', 'more fields: field=value');
  addFieldOptions(command, group.setters ?? [], 'set');
  if (group.parent !== undefined) command.option('--publish <label>', 'who sees it; internal people only where absent');
  command.option('--fields <json>', 'fields as a JSON object');
  addWriteOptions(command)
    .withExamples(...group.examples.filter((line) => line.includes(' create ')))
    .action(action(async () => (await import('../commands/create.js')).createInGroup(group)));
}

function addUpdate(parent: CliCommand, group: EntityGroup, action: ActionMaker): void {
  const command = parent.command('update').description(`Change fields of ${group.noun}; fields left out keep their values`);
  command.argument(`<${group.argument}>`, group.entity === 'Tickets' ? 'ticket number or id' : 'id');
  command.argument('[assignments...]', 'more fields: field=value');
  addFieldOptions(command, group.setters ?? [], 'set');
  command.option('--fields <json>', 'fields as a JSON object');
  addWriteOptions(command)
    .withExamples(...group.examples.filter((line) => line.includes(' update ')))
    .action(action(async () => (await import('../commands/update.js')).updateInGroup(group)));
}

function addDelete(parent: CliCommand, group: EntityGroup, action: ActionMaker): void {
  if (!group.canDelete) return;
  addWriteOptions(parent.command('delete').description(`Delete ${group.noun}`).argument(`<${group.argument}>`, 'id')).action(
    action(async () => (await import('../commands/delete.js')).deleteFromGroup(group)),
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
