/** The id that is said as a number or in digits; undefined where it is neither. 0 and negative ones are ids too (dossier §9). */
export function asId(said: unknown): number | undefined {
  if (typeof said === 'number') return Number.isSafeInteger(said) ? said : undefined;
  return typeof said === 'string' && /^-?\d{1,15}$/.test(said.trim()) ? Number(said) : undefined;
}
