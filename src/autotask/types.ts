/** A record as the API returns it. Fields that this library does not know are kept. */
export type EntityRecord = { id: number } & Record<string, unknown>;

export type ComparisonOperator =
  'eq' | 'noteq' | 'gt' | 'gte' | 'lt' | 'lte' | 'beginsWith' | 'endsWith' | 'contains' | 'exist' | 'notExist' | 'in' | 'notIn';

export type FilterValue = string | number | boolean;

/** One comparison of the API's filter language (dossier §4). */
export interface Condition {
  readonly op: ComparisonOperator;
  readonly field: string;
  readonly value?: FilterValue | readonly FilterValue[];
  /** True where `field` names a user-defined field; the API takes one such condition per query. */
  readonly udf?: true;
}

export interface ConditionGroup {
  readonly op: 'and' | 'or';
  readonly items: readonly FilterItem[];
}

export type FilterItem = Condition | ConditionGroup;

/** A whole filter: its items are joined by AND. An empty filter means every record. */
export type Filter = readonly FilterItem[];

/** Interactive calls overtake bulk ones while both wait for a thread slot or for budget. */
export type Priority = 'interactive' | 'bulk';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default `interactive`. */
  readonly priority?: Priority | undefined;
}

export interface WriteOptions extends CallOptions {
  /** Resource id in whose name the write is made (`ImpersonationResourceId`); never sent on reads (dossier §2). */
  readonly impersonate?: number | undefined;
}

export interface ReadOptions<Field extends string = string> extends CallOptions {
  /** Fields to return (`IncludeFields`); `id` and user-defined fields always come. All fields when absent. */
  readonly fields?: readonly Field[] | undefined;
}

/** Called with the number of rows that a page of a query has brought. Must not throw. */
export type PageListener = (rows: number) => void;

export interface QueryOptions<Field extends string = string> extends ReadOptions<Field> {
  readonly onPage?: PageListener | undefined;
  /** Rows per request, 1 to 500 (default 500). */
  readonly pageSize?: number | undefined;
  /** Stops after so many rows; unlimited when absent. */
  readonly limit?: number | undefined;
}

/** One value of a pick list, as the tenant's metadata gives it; `value` is a number wherever records carry one. */
export interface PicklistValue {
  readonly value: number | string;
  readonly label: string;
  readonly isActive: boolean;
  readonly isDefaultValue: boolean;
  readonly isSystem: boolean;
  readonly sortOrder: number;
  /** Value of the parent pick list under which this one is valid; null where there is none. */
  readonly parentValue: number | string | null;
}

export interface FieldInfo {
  readonly name: string;
  /** Human label; standard fields have none in the API, so it repeats `name`. */
  readonly label: string;
  readonly dataType: string;
  /** Longest text in characters; 0 where the API states none. */
  readonly length: number;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly isQueryable: boolean;
  readonly isReference: boolean;
  /** Singular name of the referenced entity (`Company`), or `''`. */
  readonly referenceEntityType: string;
  readonly isPickList: boolean;
  readonly picklistValues: readonly PicklistValue[];
  /** Field whose value decides which pick-list values are valid, or `''`. */
  readonly picklistParentValueField: string;
  readonly isUserDefined: boolean;
}

export type AccessLevel = 'None' | 'Restricted' | 'All';

export interface EntityInfo {
  readonly name: string;
  readonly canCreate: boolean;
  readonly canDelete: boolean;
  readonly canQuery: boolean;
  readonly canUpdate: boolean;
  readonly userAccessForCreate: AccessLevel;
  readonly userAccessForDelete: AccessLevel;
  readonly userAccessForQuery: AccessLevel;
  readonly userAccessForUpdate: AccessLevel;
  readonly hasUserDefinedFields: boolean;
  readonly supportsWebhookCallouts: boolean;
}

export interface Threshold {
  /** Requests the database may take per timeframe, all integrations together. */
  readonly externalRequestThreshold: number;
  /** Timeframe in minutes. */
  readonly requestThresholdTimeframe: number;
  readonly currentTimeframeRequestCount: number;
}

export interface ZoneInformation {
  readonly zoneName: string;
  /** Base address with trailing slash and without version segment. */
  readonly url: string;
  /** Address of the web interface. */
  readonly webUrl: string;
  /** Database id. */
  readonly ci: number;
}

/** Counts of what this client has sent, for logs, progress and audit lines. */
export interface RequestMeter {
  /** Requests sent since the client was made, metadata and retries included. */
  readonly requests: number;
}
