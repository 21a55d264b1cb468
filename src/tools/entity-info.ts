import { z } from 'zod';
import type { EntityDescription } from '../autotask/catalogue.js';
import type { EntityInfo } from '../autotask/types.js';
import { readBefore } from '../semantic/patience.js';
import { defineTool } from './define-tool.js';

export const entityInfo = defineTool({
  name: 'autotask_entity_info',
  title: 'Entities and rights',
  effect: 'read',
  description:
    'Without entity: every entity by family, or those that match search. With entity: what it is, its parent and children, and what the API user may do with it.',
  input: () =>
    z.strictObject({
      entity: z.string().min(1).optional(),
      search: z.string().min(1).optional().describe('word in name or description'),
    }),
  output: () => z.looseObject({}),
  run: async ({ entity, search }, { client, semantic, time }) => {
    const { ENTITIES } = await import('../autotask/catalogue.js');
    if (entity === undefined)
      return listEntities(
        ENTITIES.filter(({ name }) => semantic.tenant.access.isOpen(name)),
        search,
      );
    const { entityCalled } = await import('../semantic/entities/entity-words.js');
    const description = entityCalled(entity);
    semantic.tenant.access.require(description.name);
    const rights = await readBefore('lastMoment', time, (call) => client.entityInfo(description.name, call));
    return describeEntity(description, ENTITIES, rights);
  },
});

/** Names by family; with their descriptions where a search has narrowed them. */
function listEntities(entities: readonly EntityDescription[], search: string | undefined) {
  if (search === undefined) {
    return { total: entities.length, families: namesByFamily(entities) };
  }
  const word = search.toLowerCase();
  const found = entities.filter(({ name, singular, description }) =>
    [name, singular, description].some((text) => text.toLowerCase().includes(word)),
  );
  return {
    total: entities.length,
    shown: found.length,
    search,
    columns: ['entity', 'description'],
    rows: found.map(({ name, description }) => [name, description]),
  };
}

function describeEntity(entity: EntityDescription, entities: readonly EntityDescription[], rights: EntityInfo | undefined) {
  const children = entities.filter(({ parent }) => parent === entity.name).map(({ name }) => name);
  return {
    entity: entity.name,
    description: entity.description,
    family: entity.family,
    ...(entity.parent === undefined ? {} : { parent: entity.parent, parentField: entity.parentField }),
    children,
    ...(rights === undefined ? { rights: UNREAD } : describeRights(rights)),
  };
}

const UNREAD = 'could not be read in time: Autotask is slow just now';

function describeRights(rights: EntityInfo) {
  return {
    rights: {
      query: rights.canQuery ? rights.userAccessForQuery : 'impossible',
      create: rights.canCreate ? rights.userAccessForCreate : 'impossible',
      update: rights.canUpdate ? rights.userAccessForUpdate : 'impossible',
      delete: rights.canDelete ? rights.userAccessForDelete : 'impossible',
    },
    userDefinedFields: rights.hasUserDefinedFields,
  };
}

function namesByFamily(entities: readonly EntityDescription[]): Record<string, string[]> {
  const families: Record<string, string[]> = {};
  for (const { family, name } of entities) (families[family] ??= []).push(name);
  return families;
}
