const UNITS = {
  min: 'minutes',
  minute: 'minutes',
  h: 'hours',
  hour: 'hours',
  d: 'days',
  day: 'days',
  w: 'weeks',
  week: 'weeks',
  mo: 'months',
  month: 'months',
  quarter: 'quarters',
  y: 'years',
  year: 'years',
} as const;

export type Unit = (typeof UNITS)[keyof typeof UNITS];

/** The unit of a duration that a word names, in the plural as luxon wants it. */
export function unitOf(word: string): Unit | undefined {
  const singular = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
  return Object.entries(UNITS).find(([name]) => name === singular)?.[1];
}
