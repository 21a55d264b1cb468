import { expect, test } from 'vitest';
import { DRAIN_MS, LAST_ANSWERS_MS, LAST_WORDS_MS } from '../../src/transports/stop.js';

test('an end takes at most five seconds, with a moment left for closing connections', () => {
  expect(DRAIN_MS + LAST_WORDS_MS + LAST_ANSWERS_MS).toBeLessThan(5_000);
});
