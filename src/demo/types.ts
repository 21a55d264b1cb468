import type { AccessLevel } from '../autotask/types.js';

/** A stored record: canonical field names, absent = null, times as ISO strings in UTC. */
export type SeedRow = { id: number; userDefinedFields?: readonly UdfValue[] } & Record<string, unknown>;

export interface UdfValue {
  readonly name: string;
  readonly value: string | null;
}

/** A pick-list value as the metadata endpoint serves it: `value` and `parentValue` are strings (dossier §6). */
export interface PicklistEntry {
  readonly value: string;
  readonly label: string;
  readonly isDefaultValue: boolean;
  readonly sortOrder: number;
  readonly parentValue: string;
  readonly isActive: boolean;
  readonly isSystem: boolean;
}

export interface UdfDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'integer' | 'decimal' | 'datetime' | 'boolean';
  readonly length: number;
  readonly description: string;
  readonly isRequired: boolean;
  /** Null where the field is no pick list. */
  readonly picklistValues: readonly PicklistEntry[] | null;
}

/** Field that the tenant has beyond the catalogue's field data, e.g. of an entity without any. */
export interface ExtraField {
  readonly name: string;
  readonly dataType: string;
  readonly length?: number;
  readonly isRequired?: boolean;
  readonly isReadOnly?: boolean;
  readonly isQueryable?: boolean;
  readonly referenceEntityType?: string;
  readonly isPickList?: boolean;
}

/** One look of the tenant: its pick lists (ids and labels), user-defined fields and extra fields, by entity then field. */
export interface Skin {
  readonly name: 'standard' | 'german';
  readonly picklists: Readonly<Record<string, Readonly<Record<string, readonly PicklistEntry[]>>>>;
  /** Field that decides which values are valid, e.g. `Tickets.subIssueType` → `issueType`. */
  readonly picklistParents: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly udfs: Readonly<Record<string, readonly UdfDefinition[]>>;
  readonly extraFields: Readonly<Record<string, readonly ExtraField[]>>;
}

export interface EntityAccess {
  readonly query: AccessLevel;
  readonly create: AccessLevel;
  readonly update: AccessLevel;
  readonly delete: AccessLevel;
}

export interface ImpersonationGrant {
  readonly view: boolean;
  readonly add: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
}

/** An API user of the tenant: credentials and rights. */
export interface ApiUser {
  readonly username: string;
  readonly secret: string;
  readonly resourceId: number;
  /** Rights that differ from the entity's own capabilities, by plural entity name. */
  readonly access: Readonly<Record<string, Partial<EntityAccess>>>;
  /**
   * Rows that this user does not see although the entity is readable (dossier §2: 200 with rows silently missing);
   * null for a user who sees everything.
   */
  readonly hides: ((entity: string, row: SeedRow) => boolean) | null;
  /** Impersonation grants by plural entity name; absent = none. */
  readonly impersonation: Readonly<Record<string, ImpersonationGrant>>;
}

/** Changes a row right after a write was answered with 200, as a tenant's workflow rules do (dossier §8, trap T16). */
export interface WorkflowRule {
  readonly entity: string;
  readonly name: string;
  readonly applies: (row: SeedRow, changed: Readonly<Record<string, unknown>>) => boolean;
  readonly change: (row: SeedRow) => Readonly<Record<string, unknown>>;
}

export interface SeedOptions {
  readonly seed: number;
  readonly skin: Skin['name'];
  /** The tenant's "now": everything is generated relative to it. */
  readonly now: Date;
}

/** A tenant's data. */
export interface TenantSeed {
  readonly skin: Skin;
  readonly integrationCode: string;
  readonly users: { readonly full: ApiUser; readonly restricted: ApiUser };
  /** Resources whose security level allows being impersonated. */
  readonly impersonatable: ReadonlySet<number>;
  readonly workflowRules: readonly WorkflowRule[];
  /** Ticket fields that a ticket category makes mandatory on create, by the category's id. */
  readonly requiredByTicketCategory?: ReadonlyMap<number, readonly string[]>;
  /** Rows of an entity in ascending id order; called at most once per entity, when it is first used. */
  rows(entity: string): SeedRow[];
  /** Requests that other integrations made in the current hour. */
  readonly otherRequestsThisHour: number;
}
