/**
 * The id that is said as a number or in digits; undefined where it is neither. 0 and negative ones are ids too (dossier §9); digits that begin
 * with 0 are a number printed on a record, such as an invoice's.
 */
export function asId(said: unknown): number | undefined {
  if (typeof said === 'number') return Number.isSafeInteger(said) ? said : undefined;
  return typeof said === 'string' && /^(0|-?[1-9]\d{0,14})$/.test(said.trim()) ? Number(said) : undefined;
}
