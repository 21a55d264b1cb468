import type { Command, Option } from 'commander';
import { ENTITIES } from '../../autotask/catalogue.js';
import type { FieldInfo } from '../../autotask/types.js';
import { displayName, isFieldCalled } from '../../semantic/entities/field-kind.js';
import { GROUPS, type EntityGroup } from '../groups.js';
import { findPosition, namesOf, optionsOf, type Position } from './command-line.js';

/** A word that could stand at the cursor, with a hint for shells that show one. */
export interface Candidate {
  readonly word: string;
  readonly hint?: string | undefined;
}

/** Fields of an entity, from wherever they are known; empty where they are not. */
export type KnownFields = (entity: string) => Promise<readonly FieldInfo[]>;

/** What could be typed next. The last word is the one being typed; all of them stand without their quotes. */
export async function candidatesFor(program: Command, words: readonly string[], fields: KnownFields): Promise<Candidate[]> {
  const position = findPosition(program, words);
  const found = await possible(position, fields);
  const typed = position.current.toLowerCase();
  return found.filter(({ word }) => word.toLowerCase().startsWith(typed));
}

async function possible(position: Position, fields: KnownFields): Promise<Candidate[]> {
  const { option, current } = position;
  if (option !== undefined) return optionValues(position, option, fields);
  const inline = /^(--[\w-]+)=/.exec(current)?.[1];
  if (inline !== undefined) {
    const named = optionsOf(position.command).find((candidate) => namesOf(candidate).includes(inline));
    return named === undefined ? [] : prefixed(`${inline}=`, await optionValues(position, named, fields));
  }
  if (current.startsWith('-')) return optionNames(position.command);
  if (position.given.length === 0 && position.command.commands.length > 0) return subcommands(position.command);
  return argumentValues(position, fields);
}

function optionNames(command: Command): Candidate[] {
  return optionsOf(command).flatMap((option) => namesOf(option).map((word) => ({ word, hint: option.description })));
}

function subcommands(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ word: each.name(), hint: each.description() }));
}

async function optionValues(position: Position, option: Option, fields: KnownFields): Promise<Candidate[]> {
  if (option.argChoices !== undefined) return option.argChoices.map((word) => ({ word }));
  const entity = entityOf(position);
  if (entity === undefined) return [];
  const known = await fields(entity);
  switch (option.long) {
    case '--fields':
    case '--order':
    case '--by':
    case '--stamp':
      return listOfNames(position.current, known);
    default:
      return labels(fieldOfOption(groupOf(position), option, known));
  }
}

async function argumentValues(position: Position, fields: KnownFields): Promise<Candidate[]> {
  const { argument, current } = position;
  if (argument?.argChoices !== undefined) return argument.argChoices.map((word) => ({ word }));
  switch (argument?.name()) {
    case 'entity':
      return ENTITIES.map(({ name, description }) => ({ word: name, hint: description }));
    case 'field':
      return fieldNames(await knownFields(position, fields), '');
    case 'filters':
    case 'assignments':
      return assignments(current, await knownFields(position, fields));
    default:
      return [];
  }
}

/** `field=` while the name is typed, `field=Label` behind the sign. */
function assignments(current: string, known: readonly FieldInfo[]): Candidate[] {
  const [, name, operator = ''] = /^([^=]+?)(__\w+)?=/.exec(current) ?? [];
  if (name === undefined) return fieldNames(known, '=');
  return prefixed(`${name}${operator}=`, labels(known.find((field) => isFieldCalled(field.name, name))));
}

function fieldNames(known: readonly FieldInfo[], suffix: string): Candidate[] {
  return known.map((field) => ({ word: field.name + suffix, hint: field.isUserDefined ? 'user-defined' : field.dataType }));
}

/** The next of several names between commas. */
function listOfNames(current: string, known: readonly FieldInfo[]): Candidate[] {
  return prefixed(current.slice(0, current.lastIndexOf(',') + 1), fieldNames(known, ''));
}

function labels(field: FieldInfo | undefined): Candidate[] {
  if (field === undefined) return [];
  if (field.dataType === 'boolean') return [{ word: 'true' }, { word: 'false' }];
  const active = field.picklistValues.filter((value) => value.isActive);
  return active
    .toSorted((one, other) => one.sortOrder - other.sortOrder)
    .map((value) => ({ word: value.label, hint: `${displayName(field)} ${String(value.value)}` }));
}

function prefixed(prefix: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.map(({ word, hint }) => ({ word: prefix + word, hint }));
}

function fieldOfOption(group: EntityGroup | undefined, option: Option, known: readonly FieldInfo[]): FieldInfo | undefined {
  const fieldOption = [...(group?.filters ?? []), ...(group?.setters ?? [])].find(({ flags }) => flags === option.flags);
  const wanted =
    fieldOption?.field ?? (option.long === '--status' ? 'status' : option.long === '--publish' ? 'publish' : undefined);
  return known.find((field) => field.name === wanted);
}

function groupOf(position: Position): EntityGroup | undefined {
  return GROUPS.find(({ name }) => name === position.command.parent?.name());
}

async function knownFields(position: Position, fields: KnownFields): Promise<readonly FieldInfo[]> {
  const entity = entityOf(position);
  return entity === undefined ? [] : fields(entity);
}

/** The entity a command line is about: its group's, or the one it names. `note` and `log-time` are mostly about tickets. */
function entityOf(position: Position): string | undefined {
  const group = groupOf(position);
  if (group !== undefined) return group.entity;
  if (position.command.registeredArguments[0]?.name() === 'entity') return position.given[0];
  return position.command.registeredArguments[0]?.name() === 'record' ? 'Tickets' : undefined;
}
