import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberSaid } from '../../src/semantic/numbers.js';

describe('a number as people write it', () => {
  test.each([
    ['5000', 5_000],
    [' -12.5 ', -12.5],
    ['.5', 0.5],
    ['0.125', 0.125],
    ['2.50', 2.5],
    ['5,000', 5_000],
    ['1,250,000.50', 1_250_000.5],
    ['$5000', 5_000],
    ['-$5,000', -5_000],
    ['$ 5,000.00', 5_000],
    ['€1,500', 1_500],
    ['5000 €', 5_000],
  ])('%s is %d', (words, number) => {
    expect(numberSaid(words)).toBe(number);
  });

  test.each([
    '5.000',
    '12.500',
    '5.000,00',
    '1.250.000',
    '5,5',
    '5,00',
    '0,500',
    '50,00,000',
    '5 000',
    '5k',
    '0x10',
    '1e3',
    '$',
    '',
    'many',
  ])('%j is not understood, or means another number elsewhere', (words) => {
    expect(numberSaid(words)).toBeUndefined();
  });

  test('is the one that was meant, with thousands apart or without, and with a currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), (cents) => {
        const number = cents / 100;
        const money = { style: 'currency', currency: 'USD' } as const;
        expect(numberSaid(number.toLocaleString('en-US'))).toBe(number);
        expect(numberSaid(number.toLocaleString('en-US', money))).toBe(number);
        expect(numberSaid(number.toFixed(2))).toBe(number);
      }),
    );
  });
});
