import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateTokens } from '../../src/semantic/rows/tokens.js';

test('the estimate of tokens is not far below what a model counts, whatever the text', () => {
  const numbers = fc.array(
    fc.oneof(
      fc.integer(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
    { minLength: 5 },
  );
  const texts = fc.oneof(
    fc.lorem({ maxCount: 50 }),
    numbers.map((values) => values.join(' | ')),
    fc.string({ unit: 'grapheme', minLength: 5 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(estimateTokens(text) * 1.3 + 5).toBeGreaterThanOrEqual(encode(text).length);
    }),
  );
});
