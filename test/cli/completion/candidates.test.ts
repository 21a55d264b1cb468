import { describe, expect, test } from 'vitest';
import type { FieldInfo } from '../../../src/autotask/types.js';
import { candidatesFor } from '../../../src/cli/completion/candidates.js';
import { bashLines, hintedLines, joinBashWords, unquoted } from '../../../src/cli/completion/shell-words.js';
import { createProgram } from '../../../src/cli/program.js';

const program = createProgram(() => {
  throw new Error('completion runs no command');
});

function field(name: string, labels: readonly string[] = [], dataType = 'integer'): FieldInfo {
  return {
    name,
    label: name,
    dataType,
    length: 0,
    isRequired: false,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: labels.length > 0,
    picklistValues: labels.map((label, index) => ({
      value: index,
      label,
      isActive: label !== 'Escalated',
      isDefaultValue: false,
      isSystem: false,
      // The tenant's own order, here the reverse of the ids'.
      sortOrder: -index,
      parentValue: null,
    })),
    picklistParentValueField: '',
    isUserDefined: false,
  };
}

const TICKET_FIELDS = [
  field('status', ['New', 'Waiting Customer', 'Escalated']),
  field('title', [], 'string'),
  field('isHot', [], 'boolean'),
];

async function complete(...words: string[]): Promise<string[]> {
  const found = await candidatesFor(program, words, (entity) => Promise.resolve(/^tickets$/i.test(entity) ? TICKET_FIELDS : []));
  return found.map(({ word }) => word);
}

describe('completion', () => {
  test('offers commands, and the commands of a group', async () => {
    expect(await complete('tic')).toEqual(['tickets', 'ticket-notes']);
    expect(await complete('tickets', '')).toEqual(expect.arrayContaining(['list', 'get', 'create', 'update', 'delete']));
  });

  test('offers entities in any case', async () => {
    expect(await complete('query', 'configurationitemn')).toEqual(['ConfigurationItemNoteAttachments', 'ConfigurationItemNotes']);
  });

  test('offers fields where a filter begins and labels where its value begins, inactive ones left out', async () => {
    expect(await complete('query', 'Tickets', 'st')).toEqual(['status=']);
    expect(await complete('query', 'Tickets', 'status=')).toEqual(['status=Waiting Customer', 'status=New']);
    expect(await complete('query', 'Tickets', 'status__in=Ne')).toEqual(['status__in=New']);
    expect(await complete('query', 'Tickets', 'open=true', 'isHot=')).toEqual(['isHot=true', 'isHot=false']);
  });

  test("offers the labels of an option's field", async () => {
    expect(await complete('tickets', 'list', '--status', 'wai')).toEqual(['Waiting Customer']);
    expect(await complete('tickets', 'list', '--status=Ne')).toEqual(['--status=New']);
    expect(await complete('note', 'T20260309.0012', 'text', '--status', '')).toEqual(['Waiting Customer', 'New']);
  });

  test('offers options, global ones too, and their choices', async () => {
    expect(await complete('tickets', 'list', '--assi')).toEqual(['--assigned-to']);
    expect(await complete('tickets', 'list', '--dem')).toEqual(['--demo']);
    expect(await complete('tickets', 'list', '--format', '')).toEqual(['json', 'ndjson', 'csv', 'table', 'md']);
    expect(await complete('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('offers the next of several field names', async () => {
    expect(await complete('tickets', 'list', '--fields', 'status,ti')).toEqual(['status,title']);
  });

  test('does not take the value of an option for an argument', async () => {
    expect(await complete('query', '--limit', '5', 'Tick')).toContain('Tickets');
    expect(await complete('--format', 'csv', 'query', 'Tickets', 'st')).toEqual(['status=']);
  });
});

describe('words of the shells', () => {
  test('bash breaks words at "=": they are put together, and the reply leaves out what stands before the break', () => {
    expect(joinBashWords(['query', 'Tickets', 'status', '=', 'Ne'])).toEqual({
      words: ['query', 'Tickets', 'status=Ne'],
      prefix: 'status=',
    });
    expect(joinBashWords(['query', 'Tickets', 'status', '='])).toEqual({
      words: ['query', 'Tickets', 'status='],
      prefix: 'status=',
    });
    expect(joinBashWords(['query', 'Tickets', 'st'])).toEqual({ words: ['query', 'Tickets', 'st'], prefix: '' });
  });

  test('bash gets special characters escaped, unless the word is quoted already', () => {
    expect(bashLines([{ word: 'status=Waiting Customer' }], 'status=', 'status=Wa')).toEqual(['Waiting\\ Customer']);
    expect(bashLines([{ word: '$(rm -rf ~)' }], '', '')).toEqual(['\\$\\(rm\\ -rf\\ ~\\)']);
    expect(bashLines([{ word: 'Waiting Customer' }], '', '"Wa')).toEqual(['Waiting Customer']);
  });

  test.each([
    ['queue="Level 1', 'queue=Level 1'],
    ["queue='Level 1' ", 'queue=Level 1 '],
    ['Waiting\\ Customer', 'Waiting Customer'],
    ['"O\'Brien \\"x\\" \\n', 'O\'Brien "x" \\n'],
    ["'a\\b\"'", 'a\\b"'],
  ])('%s is typed for %s', (typed, meant) => {
    expect(unquoted(typed)).toBe(meant);
  });

  test('a line break in a hint does not make a second candidate', () => {
    expect(hintedLines([{ word: 'a', hint: 'one\ntwo' }])).toEqual(['a\tone two']);
  });
});
