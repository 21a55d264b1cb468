import { expect, test } from 'vitest';
import { CommandLineError } from '../../../src/cli/errors.js';
import { idOrText, parseRecordName } from '../../../src/cli/writing/record-name.js';

test.each([
  ['7012', { entity: 'Tickets', id: 7012 }],
  ['T20260309.0012', { entity: 'Tickets', id: 'T20260309.0012' }],
  ['Projects:91061', { entity: 'Projects', id: 91061 }],
  ['company:0', { entity: 'Companies', id: 0 }],
  ['Invoices:00042', { entity: 'Invoices', id: '00042' }],
])('the record that %s names', (text, record) => {
  expect(parseRecordName(text)).toEqual(record);
});

test('digits that begin with 0 are a printed number, not an id', () => {
  expect(['42', '-1', '0', '0042', 'Contoso'].map(idOrText)).toEqual([42, -1, 0, '0042', 'Contoso']);
});

test('a text that names no record is refused', () => {
  expect(() => parseRecordName('Contoso')).toThrow(CommandLineError);
});
