import { missingField, type Rule } from './draft.js';

/** A change of a note sends its type and visibility again (dossier §8). */
export const noteResendsTypeAndPublish: Rule = ({ kind, written }) => {
  if (kind === 'create') return;
  for (const field of ['noteType', 'publish']) if (!written.has(field)) throw missingField(field);
};
