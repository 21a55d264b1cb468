import type { Context } from '../context.js';
import { writeOne } from '../output/rows.js';

/** What the API allows on an entity in general, and what it allows this API user. */
export async function info(context: Context, _options: unknown, entity: string): Promise<void> {
  const { entityCalled } = await import('../../semantic/entities/entity-words.js');
  const description = entityCalled(entity);
  const { client } = await context.connect();
  const rights = await client.entityInfo(description.name, { signal: context.signal });
  await writeOne(context, {
    entity: description.name,
    description: description.description,
    parent: description.parent ?? null,
    parentField: description.parentField ?? null,
    canQuery: rights.canQuery,
    canCreate: rights.canCreate,
    canUpdate: rights.canUpdate,
    canDelete: rights.canDelete,
    userAccessForQuery: rights.userAccessForQuery,
    userAccessForCreate: rights.userAccessForCreate,
    userAccessForUpdate: rights.userAccessForUpdate,
    userAccessForDelete: rights.userAccessForDelete,
    hasUserDefinedFields: rights.hasUserDefinedFields,
    supportsWebhookCallouts: rights.supportsWebhookCallouts,
  });
}
