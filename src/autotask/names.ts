/**
 * The known names most like a mistyped one, best first, for "did you mean".
 *
 * @param limit Longest list to return.
 */
export function closestNames(wanted: string, known: Iterable<string>, limit = 3): string[] {
  const lowered = wanted.toLowerCase();
  const farthest = Math.max(2, Math.floor(lowered.length / 3));
  const scored: { name: string; score: number }[] = [];
  for (const name of known) {
    const candidate = name.toLowerCase();
    // An `id` is in many words.
    const contained =
      Math.min(lowered.length, candidate.length) >= 3 && (candidate.includes(lowered) || lowered.includes(candidate));
    // The distance is never below the difference in length, so of very different lengths it need not be worked out.
    const isNear = Math.abs(candidate.length - lowered.length) <= farthest;
    const distance = isNear ? editDistance(lowered, candidate) : Number.POSITIVE_INFINITY;
    if (contained || distance <= farthest) scored.push({ name, score: contained ? Math.min(distance, 2) : distance });
  }
  return scored
    .sort((a, b) => a.score - b.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map((entry) => entry.name);
}

/** ` Did you mean "X" or "Y"?`, or nothing. */
export function didYouMean(wanted: string, known: Iterable<string>): string {
  const names = closestNames(wanted, known);
  return names.length === 0 ? '' : ` Did you mean ${names.map((name) => `"${name}"`).join(' or ')}?`;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
