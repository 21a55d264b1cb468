import { refuse } from '../http/reply.js';
import { missingField, type Rule } from './draft.js';

/** A change of a note sends its type and visibility again (dossier §8). */
export const noteResendsTypeAndPublish: Rule = ({ kind, written }) => {
  if (kind === 'create') return;
  for (const field of ['noteType', 'publish']) if (!written.has(field)) throw missingField(field);
};

const MOST_ACTIVE_WEBHOOKS = 50;

/** At most 50 active webhooks an entity (dossier §8); the text is a judgement. */
export const webhookLimit: Rule = ({ schema, after }, state) => {
  if (after['isActive'] !== true) return;
  const others = state.store.rows(schema.entity.name).filter((row) => row['isActive'] === true && row.id !== after.id);
  if (others.length >= MOST_ACTIVE_WEBHOOKS) throw refuse('No more than 50 active webhooks are allowed for this entity type.');
};
