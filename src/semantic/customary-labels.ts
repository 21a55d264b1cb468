/** Words that people use for one another; what a tenant calls the value is one of them, or begins with it. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['complete', 'completed', 'closed', 'resolved', 'solved', 'fixed', 'done', 'finished'],
  ['in progress', 'working', 'wip', 'started', 'ongoing'],
  ['waiting', 'on hold', 'hold', 'pending', 'blocked', 'awaiting'],
  ['scheduled', 'planned', 'dispatched'],
  ['critical', 'urgent', 'emergency', 'highest', 'p1'],
  ['high', 'important', 'p2'],
  ['medium', 'normal', 'moderate', 'p3'],
  ['low', 'minor', 'p4'],
];

/** More than these are no suggestion. */
const MOST_SUGGESTED = 4;

/** Of a pick list's labels those that a word that is none of them may stand for: for questions only, as what is meant is not certain. */
export function likelyLabels(said: string, labels: readonly string[]): readonly string[] {
  const word = said
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
  const begun = labels.filter((label) => beginsWith(label, word));
  const synonyms = SYNONYMS.find((group) => group.includes(word)) ?? [];
  const likely = begun.length > 0 ? begun : labels.filter((label) => synonyms.some((other) => beginsWith(label, other)));
  return likely.length <= MOST_SUGGESTED ? likely : [];
}

function beginsWith(label: string, words: string): boolean {
  return `${label.trim().toLowerCase()} `.startsWith(`${words} `);
}
