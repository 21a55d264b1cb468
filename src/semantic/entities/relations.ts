/** A word of one entity that asks another one: `secondaryResource` of a ticket lives in TicketSecondaryResources. */
export interface Relation {
  readonly entity: string;
  /** Field there that the condition is about. */
  readonly field: string;
  /** Field there that holds the id here. */
  readonly link: string;
  /** Where more names are kept for what the field points to. */
  readonly aliases?: { readonly entity: string; readonly name: string; readonly field: string };
}

const TAG = { field: 'tagID', aliases: { entity: 'TagAliases', name: 'alias', field: 'tagID' } };

/** By the entity's name and the word, in lower case without anything but letters. */
const RELATIONS: ReadonlyMap<string, Relation> = new Map([
  ['Tickets secondaryresource', { entity: 'TicketSecondaryResources', field: 'resourceID', link: 'ticketID' }],
  ['Tasks secondaryresource', { entity: 'TaskSecondaryResources', field: 'resourceID', link: 'taskID' }],
  ['Tickets tag', { ...TAG, entity: 'TicketTagAssociations', link: 'ticketID' }],
  ['KnowledgeBaseArticles tag', { ...TAG, entity: 'ArticleTagAssociations', link: 'articleID' }],
  ['Documents tag', { ...TAG, entity: 'DocumentTagAssociations', link: 'documentID' }],
]);

/** The relation that people call so, in the singular or plural, if any: `tag`, `tags`, `tags.name`. */
export function relationCalled(entity: string, words: string): Relation | undefined {
  const word = words
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase()
    .replace(/s?(?:name|label)?$/, '');
  return RELATIONS.get(`${entity} ${word}`);
}
