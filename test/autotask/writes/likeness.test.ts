import { expect, test } from 'vitest';
import { likeness } from '../../../src/autotask/writes/likeness.js';

const sent = {
  ticketID: 1,
  title: 'Call',
  description: 'one\r\ntwo ',
  publish: 2,
  startDateTime: '2026-03-09T13:00:00',
  data: 'aGVsbG8=',
};
const stored = {
  id: 9,
  ticketID: 1,
  title: 'Call',
  description: 'one\ntwo',
  publish: 2,
  startDateTime: '2026-03-09T13:00:00.537Z',
  data: null,
};

test('line ends, outer blanks, fractions of seconds and attachment data make no difference', () => {
  expect(likeness(sent, stored)).toBe('same');
});

test.each([
  ['another text', { title: 'Mail' }, 'different'],
  ['another coded value, as a workflow rule may set it', { publish: 1 }, 'similar'],
  ['another time', { startDateTime: '2026-03-09T14:00:00Z' }, 'similar'],
  ['a text that is gone', { description: null }, 'different'],
] as const)('%s', (_, change, expected) => {
  expect(likeness(sent, { ...stored, ...change })).toBe(expected);
});

test('without texts every value counts', () => {
  expect(likeness({ ticketID: 1, resourceID: 501 }, { id: 9, ticketID: 1, resourceID: 501 })).toBe('same');
  expect(likeness({ ticketID: 1, resourceID: 501 }, { id: 9, ticketID: 1, resourceID: 502 })).toBe('different');
});

test('empty text and null, 1 and true, and four decimals are the same', () => {
  const row = { id: 9, title: 'x', description: null, isActive: 1, unitPrice: 12.3456 };

  expect(likeness({ title: 'x', description: '', isActive: true, unitPrice: 12.34561 }, row)).toBe('same');
});
