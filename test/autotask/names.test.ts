import { expect, test } from 'vitest';
import { closestNames } from '../../src/autotask/names.js';

test.each([
  ['Tik', ['Tickets'], [], 'three letters that are no part of the name'],
  ['Tic', ['Tickets'], ['Tickets'], 'three letters that are'],
  ['Tk', ['Tck'], ['Tck'], 'two errors at most in a short name'],
  ['abcd', ['abxy'], ['abxy'], 'two errors of four letters'],
  ['abcd', ['axyz'], [], 'three errors of four letters'],
  ['abcdefghi', ['abcdefxyz'], ['abcdefxyz'], 'a third of nine letters'],
  ['abcdefghi', ['abcdewxyz'], [], 'four of nine letters'],
  ['unpaid', ['id'], [], 'two letters that are in the words'],
  ['TicketsOfMine', ['Tickets'], ['Tickets'], 'a name within the words, however long these are'],
])('of %j and %j close are %j: %s', (wanted, known, expected) => {
  expect(closestNames(wanted, known)).toEqual(expected);
});

test('the nearest names come first, three of them', () => {
  expect(closestNames('Tikets', ['Ticks', 'Takes', 'Tickets', 'Tiers', 'Tikkets'])).toEqual(['Tickets', 'Tikkets', 'Takes']);
});
