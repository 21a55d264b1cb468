import { randomUUID } from 'node:crypto';
import { refuse } from '../http/reply.js';
import type { Rule } from './draft.js';

const MOST_ACTIVE_WEBHOOKS = 50;

/** At most 50 active webhooks an entity (dossier §8); the text is a judgement. */
export const webhookLimit: Rule = ({ schema, after }, state) => {
  if (after['isActive'] !== true) return;
  const others = state.store.rows(schema.entity.name).filter((row) => row['isActive'] === true && row.id !== after.id);
  if (others.length >= MOST_ACTIVE_WEBHOOKS) throw refuse('No more than 50 active webhooks are allowed for this entity type.');
};

export const webhookStamps: Rule = ({ kind, after }) => {
  if (kind === 'create') Object.assign(after, { webhookGUID: randomUUID(), isReady: true });
};
