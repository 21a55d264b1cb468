const PLAIN = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
/** Five thousand where points divide thousands, as in half of Europe: nobody writes a decimal with a zero at its end, and three of them. */
const LOOKS_GROUPED_BY_POINTS = /^[+-]?[1-9]\d{0,2}\.\d{2}0$/;

/** How to write a number that was not understood, for error messages. */
export const NUMBER_HINT = 'Write it in digits, with a point before decimals and nothing else: 5000, 0.5.';

/**
 * A number as people write it: `5000`, `5,000`, `-1,250,000.50`, `$5,000`, `5000 €`. Undefined for other text, and for what means one number
 * in one country and another one in the next: `5.000`, `5,5`.
 */
export function numberSaid(words: string): number | undefined {
  const bare = words
    .trim()
    .replace(/^([+-]?) ?\p{Sc} ?/u, '$1')
    .replace(/ ?\p{Sc}$/u, '');
  if (GROUPED.test(bare)) return Number(bare.replaceAll(',', ''));
  return PLAIN.test(bare) && !LOOKS_GROUPED_BY_POINTS.test(bare) ? Number(bare) : undefined;
}
