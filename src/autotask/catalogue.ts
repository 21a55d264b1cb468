import rows from './data/entities.json' with { type: 'json' };

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One entity of the REST API: its routes, verbs and place below a parent (dossier §5). */
export interface EntityDescription {
  /** Plural name as it stands in URLs, e.g. `TicketNotes`. */
  readonly name: string;
  readonly singular: string;
  readonly canQuery: boolean;
  readonly canGet: boolean;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly canDelete: boolean;
  readonly rootMethods: readonly HttpMethod[];
  /** Entity below whose records this one is written; absent for root entities. */
  readonly parent?: string;
  /** URL segment of the parent where it differs from the parent's name (`Expenses` for `ExpenseReports`). */
  readonly parentPath?: string;
  /** Last URL segment below the parent, e.g. `Notes`. */
  readonly childPath?: string;
  readonly childMethods?: readonly HttpMethod[];
  /** Field of this entity that holds the parent's id. */
  readonly parentField?: string;
  readonly hasUserDefinedFields: boolean | null;
  readonly attachments?: boolean;
  readonly webhooks?: boolean;
  readonly kind?: 'attachment' | 'webhook' | 'action' | 'endpoint';
  readonly status?: 'legacy';
  readonly family: string;
  readonly description: string;
  /** The official documentation's label where it differs from the URL name. */
  readonly docName?: string;
}

/** Every entity of the API, in the catalogue's (alphabetical) order. */
// The shipped data's shape is held by a test.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const ENTITIES: readonly EntityDescription[] = rows as readonly EntityDescription[];
