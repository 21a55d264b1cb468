import type { AutotaskClient } from '../autotask/client.js';

/** What the semantic layer asks of a client: reads and metadata. */
export type ApiReader = Pick<
  AutotaskClient,
  'attachments' | 'queryPage' | 'queryAll' | 'count' | 'get' | 'getMany' | 'fields' | 'userDefinedFields' | 'entityInfo'
>;
