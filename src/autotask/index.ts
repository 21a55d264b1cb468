export { AutotaskClient } from './client.js';
export type { Attachment, Attachments, NewAttachment } from './attachments.js';
export type { ClientOptions, Identity, VersionInformation } from './client-options.js';
export { configFromEnvironment } from './config.js';
export type { AutotaskConfig } from './config.js';
export { ENTITIES } from './catalogue.js';
export type { EntityDescription, HttpMethod } from './catalogue.js';
export type { Clock } from './clock.js';
export {
  AmbiguousOutcomeError,
  AuthenticationError,
  AutotaskError,
  ConfigurationError,
  InvalidRequestError,
  LimitError,
  NotFoundError,
  PermissionError,
  RejectedError,
  TimeoutError,
  UnavailableError,
  UnexpectedResponseError,
} from './errors.js';
export type { LimitKind, Outcome } from './errors.js';
export type { FieldOf, FieldsOf, FieldToRead, ModelledEntity, NameOf, RecordOf } from './entity-types.js';
export type { ClientEvent, EventListener } from './events.js';
export type { Budget } from './governor/budget.js';
export type { GovernorOptions } from './governor/governor.js';
export type { Release } from './governor/slots.js';
export { MemoryState } from './governor/state.js';
export type { GovernorState, UsageReading } from './governor/state.js';
export type { Timeouts } from './http.js';
export type { InvoiceDocuments, InvoiceFile } from './invoices.js';
export type { EntityName } from './models/names.js';
export type * from './models/types.js';
export { closestNames } from './names.js';
export type { ConditionsOf, FilterInput, FilterKey, QOf } from './query/conditions.js';
export { COMPARISON_OPERATORS, resolveOperator } from './query/operators.js';
export { Q, QExpression } from './query/q.js';
export type { QFields, QInput, QValue } from './query/q.js';
export type { RetryPolicy } from './retry.js';
export { resolveEntity } from './routes.js';
export type { TimeOffDecisions } from './time-off.js';
export type * from './types.js';
export { userDefinedValues } from './user-defined-field.js';
export type { UserDefinedField } from './user-defined-field.js';
export { parseCallout, verifySignature } from './webhooks.js';
export type { WebhookCallout } from './webhooks.js';
export type { WriteFields } from './writes/fields.js';
export { canImpersonate } from './writes/impersonation.js';
