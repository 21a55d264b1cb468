import type { Candidate } from './candidates.js';

/**
 * The words as one typed them. bash breaks a word at "=" (it is in COMP_WORDBREAKS): `status`, `=`, `New`; the word being typed is put
 * together again, and `prefix` tells which part of it bash will not replace.
 */
export function joinBashWords(words: readonly string[]): { words: string[]; prefix: string } {
  const joined: string[] = [];
  let glue = false;
  for (const word of words) {
    const previous = joined.at(-1);
    if (previous !== undefined && (glue || (word === '=' && previous !== ''))) joined[joined.length - 1] = previous + word;
    else joined.push(word);
    glue = word === '=';
  }
  const current = joined.at(-1) ?? '';
  const last = words.at(-1) ?? '';
  const kept = last === '=' ? current : current.slice(0, current.length - last.length);
  return { words: joined, prefix: kept };
}

/** A word without the quotes and backslashes that it is typed with, the last quote perhaps still open. */
export function unquoted(word: string): string {
  const parts = /\\(.)|"((?:[^"\\]|\\.)*)"?|'([^']*)'?/gsu;
  return word.replaceAll(
    parts,
    (_, escaped: string | undefined, double: string | undefined, single: string | undefined) =>
      escaped ?? double?.replaceAll(/\\(["\\$`])/gu, '$1') ?? single ?? '',
  );
}

/** Candidates as bash takes them: without the part that stays, special characters escaped. */
export function bashLines(candidates: readonly Candidate[], prefix: string, current: string): string[] {
  const quote = /^["']/.exec(current.slice(prefix.length))?.[0];
  return candidates.map(({ word }) => {
    const rest = word.toLowerCase().startsWith(prefix.toLowerCase()) ? word.slice(prefix.length) : word;
    return quote === undefined ? rest.replaceAll(/[^\w@%+:,./=~-]/gu, '\\$&') : rest;
  });
}

/** Candidates with their hints, as zsh and fish read them. */
export function hintedLines(candidates: readonly Candidate[]): string[] {
  return candidates.map(({ word, hint }) => (hint === undefined ? word : `${word}\t${hint}`).replaceAll(/[\r\n]+/g, ' '));
}
