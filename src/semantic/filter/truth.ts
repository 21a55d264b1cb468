const TRUE_WORDS: ReadonlySet<unknown> = new Set([true, 'true', 'yes', 1, '1']);
const FALSE_WORDS: ReadonlySet<unknown> = new Set([false, 'false', 'no', 0, '0']);

/** Yes or no, as people and clients write it; undefined for anything else. */
export function truthOf(value: unknown): boolean | undefined {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : undefined;
}
