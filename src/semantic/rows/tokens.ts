/** Words longer than this are seldom words: encoded data, which costs a token for every two characters. */
const LONGEST_WORD = 12;

/**
 * About how many tokens a model counts for a text, rather too many than too few: words at four letters a token, digits at three, every
 * other character singly, beyond ASCII a token a byte. Good enough to stay below a ceiling, and far cheaper than a tokenizer.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/[A-Za-z]+|\d+| +|[^]/gu)) tokens += tokensOf(piece);
  return tokens;
}

function tokensOf(piece: string): number {
  if (/^[A-Za-z]/.test(piece)) return Math.ceil(piece.length / (piece.length > LONGEST_WORD ? 2 : 4));
  if (/^\d/.test(piece)) return Math.ceil(piece.length / 3);
  return piece.startsWith(' ') ? 0 : Buffer.byteLength(piece);
}
